import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import type { Counted } from '../../view/table.ts';

/** A count that the engine itself makes, over objects of which only that is kept what it hangs on. */
export interface LightCount {
  /** What the count hangs on of an object; undefined where it does not hang on it. */
  readonly lighten: (object: KubernetesObject) => KubernetesObject | undefined;
  /** Looks at all that was kept. @returns what counts for one object. */
  readonly open: (
    objects: readonly KubernetesObject[],
    read: { readonly origin: Source['kind']; readonly catalog: ResourceCatalog },
  ) => (object: KubernetesObject) => number;
}

/** Loads a count: only where a shown column needs it. */
export const LIGHT_COUNTS: Readonly<Record<Counted, () => Promise<LightCount>>> = {
  attachedRoutes: async () => (await import('./light-attachments.ts')).ATTACHED_ROUTES,
  listenerRoutes: async () => (await import('./light-attachments.ts')).LISTENER_ROUTES,
  grantedReferences: async () => (await import('./light-grants.ts')).GRANTED_REFERENCES,
};

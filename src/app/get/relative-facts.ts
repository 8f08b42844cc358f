import { collectReferences, collectSelections } from '../../graph/collect-references.ts';
import { GraphBuilder } from '../../graph/graph-index.ts';
import type { Edge, Relation, Selection } from '../../graph/graph-index.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';

const RELATIONS: ReadonlySet<Relation> = new Set(['class', 'parent', 'backend', 'target', 'certificate']);

/** All that counts of one object of another kind: small enough to keep for each of 10,000. */
export interface Trace {
  readonly type: GroupKind;
  readonly namespace: string | undefined;
  readonly edges: readonly Edge[];
  readonly selections: readonly Selection[];
  /** What attachments hang on, where they are counted. */
  readonly light: KubernetesObject | undefined;
}

/** What of an object matters. */
export interface TraceOptions {
  /** Whether only the number of objects matters. */
  readonly countsOnly: boolean;
  /** Reduces what attachments hang on; undefined where they are not counted. */
  readonly lighten: ((object: KubernetesObject) => KubernetesObject | undefined) | undefined;
}

/** Reduces an object to its trace. */
export function traceOf(object: KubernetesObject, type: GroupKind, { countsOnly, lighten }: TraceOptions): Trace {
  return {
    type,
    namespace: namespaceOf(object),
    edges: countsOnly ? [] : collectReferences(object, RELATIONS),
    selections: countsOnly ? [] : collectSelections(object),
    light: lighten?.(object),
  };
}

/** What is known of the other kinds, as cells ask for it. */
export class RelativeFacts {
  readonly graph = new GraphBuilder();
  /** What attachments hang on. */
  readonly light: KubernetesObject[] = [];
  readonly #counts = new Map<string, number>();

  /** Adds one object. */
  add({ type, namespace, edges, selections, light }: Trace): void {
    if (light !== undefined) this.light.push(light);
    this.graph.add(edges);
    this.graph.addSelections(selections);
    this.#count(groupKindKey(type));
    if (namespace !== undefined) this.#count(countKey(type, namespace));
  }

  /** How many objects of a type there are, in one namespace or in all. */
  count(type: GroupKind, namespace?: string): number {
    return this.#counts.get(namespace === undefined ? groupKindKey(type) : countKey(type, namespace)) ?? 0;
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}

function countKey(type: GroupKind, namespace: string): string {
  return `${groupKindKey(type)} ${namespace}`;
}

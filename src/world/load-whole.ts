import {
  ENDPOINT_SLICE,
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SERVICE,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
} from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { namedReferences } from './named-references.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

/** Above this many objects of one kind in one namespace, a list is cheaper than to ask for each. */
const MOST_BY_NAME = 20;

/** What is read beside the Gateway API and its policies. */
export interface WholeOptions {
  readonly policyKinds: readonly PolicyKind[];
  /** The namespaces to look in where the whole cluster may not be listed. */
  readonly instead: readonly string[];
  /** Whether ready endpoints are counted. */
  readonly endpoints: boolean;
}

/** Reads the whole of the Gateway API, its policies, Services and Namespaces, and by name whatever these refer to. */
export async function loadWhole(reader: SnapshotReader, options: WholeOptions): Promise<void> {
  const { policyKinds, instead } = options;
  const kinds: readonly GroupKind[] = [
    GATEWAY_CLASS,
    GATEWAY,
    LISTENER_SET,
    X_LISTENER_SET,
    ...ROUTE_KINDS,
    REFERENCE_GRANT,
    X_BACKEND,
    X_MESH,
    ...policyKinds,
  ];
  const [holders] = await Promise.all([
    Promise.all(kinds.map((kind) => reader.listAll(kind, { instead }))),
    reader.listAll(NAMESPACE, { metadataOnly: true }),
    reader.listAll(SERVICE, { instead }),
    options.endpoints ? reader.listAll(ENDPOINT_SLICE, { instead }) : undefined,
  ]);
  await readByName(reader, holders.flat(), [...kinds, SERVICE, NAMESPACE]);
}

/** What the objects name beyond the kinds that were read whole: certificates, parameters, extensions, other backends. */
async function readByName(
  reader: SnapshotReader,
  holders: readonly KubernetesObject[],
  whole: readonly GroupKind[],
): Promise<void> {
  const places = new Map<string, Map<string, ObjectRef>>();
  for (const holder of holders) {
    const { backends, targets, others, parents } = namedReferences(holder);
    for (const ref of [...backends, ...targets, ...others, ...parents]) {
      if (whole.some((kind) => sameGroupKind(kind, ref))) continue;
      const key = `${groupKindKey(ref)} ${ref.namespace ?? ''}`;
      const refs = places.get(key);
      if (refs === undefined) places.set(key, new Map([[refKey(ref), ref]]));
      else refs.set(refKey(ref), ref);
    }
  }
  await Promise.all(
    [...places.values()].map(async (refs) => {
      const all = [...refs.values()];
      const [first] = all;
      if (first === undefined) return;
      if (all.length <= MOST_BY_NAME || first.namespace === undefined) {
        await Promise.all(all.map((ref) => reader.get(ref)));
      } else {
        await reader.listIn(first, first.namespace);
      }
    }),
  );
}

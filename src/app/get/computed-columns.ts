import { computeStatuses, lacksStatus } from '../../analysis/computed-status.ts';
import { writtenAddresses } from '../../analysis/gateway-addresses.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import { listenerEntryOf } from '../../gateway-api/listener-entry.ts';
import { buildGraph } from '../../graph/query/build-graph.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import type { ComputedColumns } from '../../view/table.ts';
import type { WorldScope } from '../../world/world-reader.ts';
import { WorldReader } from '../../world/world-reader.ts';

/** Whether files hold an object of these types that has no status. */
export async function holdsNoStatus(source: Source, types: readonly ResourceType[]): Promise<boolean> {
  for (const type of types) {
    for await (const page of source.list({ type, chunkSize: 0 })) if (page.some(lacksStatus)) return true;
  }
  return false;
}

/** What gwctl computes for the objects of files that have no status; undefined for others. */
export async function computeColumns(
  scope: WorldScope,
): Promise<(object: KubernetesObject) => ComputedColumns | undefined> {
  const reader = new WorldReader(scope);
  return reader.answer(({ snapshot, policyKinds }) => {
    const statusOf = computeStatuses({ snapshot, graph: buildGraph(snapshot, { policyKinds }) }, policyKinds);
    const known = new WeakMap<KubernetesObject, ComputedColumns>();
    return (object) => {
      if (!lacksStatus(listenerEntryOf(object)?.holder ?? object)) return undefined;
      const isGateway = sameGroupKind(groupKindOf(object), GATEWAY);
      const computed = known.get(object) ?? {
        ...statusOf(object),
        addresses: isGateway ? writtenAddresses(snapshot, object) : [],
      };
      known.set(object, computed);
      return computed;
    };
  });
}

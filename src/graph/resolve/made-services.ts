import { readAddresses } from '../../gateway-api/gateway.ts';
import { SERVICE } from '../../gateway-api/kinds.ts';
import { referencesOf } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { FactOf } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString } from '../../model/read.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';

const MADE: ReadonlySet<Relation> = new Set(['infrastructure']);

/**
 * Where a Gateway may be reached that reports no address: the Services that its controller made for it, by their labels, with type
 * and addresses. Empty where it reports one.
 */
export function addressesOfServices(
  snapshot: Snapshot,
  gateway: KubernetesObject,
): readonly FactOf<'addressOfService'>[] {
  if (readAddresses(gateway, 'status').some(({ value }) => value !== undefined)) return [];
  const key = refKey(refOf(gateway));
  return snapshot
    .referrers(SERVICE, refOf(gateway))
    .filter((service) => referencesOf(service, MADE).some(({ ref }) => refKey(ref) === key))
    .map((service) => ({
      code: 'addressOfService',
      service: refOf(service),
      type: readString(readPath(service, 'spec', 'type')) ?? 'ClusterIP',
      addresses: addressesOf(service),
    }));
}

/** What a Service can be reached by: of a load balancer what that has, else inside of the cluster. */
function addressesOf(service: KubernetesObject): readonly string[] {
  const spec = readPath(service, 'spec');
  if (readString(readPath(spec, 'type')) !== 'LoadBalancer') {
    const clusterIp = readString(readPath(spec, 'clusterIP'));
    return clusterIp === undefined || clusterIp === 'None' ? [] : [clusterIp];
  }
  return readRecords(readPath(service, 'status', 'loadBalancer', 'ingress')).flatMap(
    (entry) => readString(entry['ip']) ?? readString(entry['hostname']) ?? [],
  );
}

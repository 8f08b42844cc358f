import { GATEWAY_NAME_LABEL, SERVICE } from '../gateway-api/kinds.ts';
import { readAddresses } from '../gateway-api/gateway.ts';
import { labelsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../model/read.ts';
import { refOf } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * The addresses of a Gateway by what is written: those that it asks for, else those of the Services made for it, which carry its
 * name in a label.
 */
export function writtenAddresses(snapshot: Snapshot, gateway: KubernetesObject): readonly string[] {
  const wanted = readAddresses(gateway, 'spec').flatMap(({ value }) => value ?? []);
  if (wanted.length > 0) return wanted;
  const services = snapshot
    .referrers(SERVICE, refOf(gateway))
    .filter((service) => labelsOf(service).get(GATEWAY_NAME_LABEL) === gateway.metadata.name);
  return [...new Set(services.flatMap(addressesOfService))];
}

function addressesOfService(service: KubernetesObject): readonly string[] {
  const ingress = readRecords(readPath(service, 'status', 'loadBalancer', 'ingress')).flatMap(
    ({ ip, hostname }) => readString(ip) ?? readString(hostname) ?? [],
  );
  if (ingress.length > 0) return ingress;
  const wanted = readString(readPath(service, 'spec', 'loadBalancerIP'));
  return [...(wanted === undefined ? [] : [wanted]), ...readStrings(readPath(service, 'spec', 'externalIPs'))];
}

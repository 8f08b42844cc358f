import { SERVICE } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../../model/read.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import { objectText } from '../tables/object-text.ts';
import type { DescribeContext } from './context.ts';

/** What a controller made for a Gateway: `service/web-lb (LoadBalancer, 203.0.113.10)`, `deployment/web`. */
export function madeTexts(gateway: KubernetesObject, { graph }: DescribeContext): readonly string[] {
  const namespace = namespaceOf(gateway);
  return graph.incoming(refOf(gateway), 'infrastructure').map(({ from }) => {
    const { object } = graph.node(from);
    const name = objectText(from, namespace);
    return sameGroupKind(from, SERVICE) && object !== undefined ? `${name} (${exposure(object)})` : name;
  });
}

/** How a Service can be reached from outside: its type, and the addresses that it has there. */
function exposure(service: KubernetesObject): string {
  const type = readString(readPath(service, 'spec', 'type')) ?? 'ClusterIP';
  const ingress = readRecords(readPath(service, 'status', 'loadBalancer', 'ingress'));
  const addresses = [
    ...ingress.flatMap(({ ip, hostname }) => readString(ip) ?? readString(hostname) ?? []),
    ...readStrings(readPath(service, 'spec', 'externalIPs')),
  ];
  return addresses.length > 0 || type === 'ClusterIP' ? [type, ...addresses].join(', ') : `${type}, no address yet`;
}

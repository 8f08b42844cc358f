import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Block } from '../description.ts';
import { attachedRouteBlocks } from './attached-routes.ts';
import { endpointText } from '../say/endpoints.ts';
import { field, table } from './blocks.ts';
import { countEndpoints } from '../../graph/resolve/count-endpoints.ts';
import type { DescribeContext } from './context.ts';
import { referrerBlocks } from './relations.ts';
import { unreadRouteBlocks } from './unread-routes.ts';
import type { DescribeView } from './view.ts';
import { scalarText } from './scalar-text.ts';

/** Service: as a backend of routes and, for a mesh, as their parent. */
export const serviceView: DescribeView = {
  blocks: (service, context) => [
    ...field('Type', readString(readPath(service, 'spec', 'type')) ?? 'ClusterIP'),
    ...field('External Name', readString(readPath(service, 'spec', 'externalName'))),
    ...field('Cluster IPs', clusterIps(service)),
    ...field('Load Balancer', ingressOf(service)),
    ...field(
      'Selector',
      Object.entries(readRecord(readPath(service, 'spec', 'selector'))).map(
        ([key, value]) => `${key}=${scalarText(value)}`,
      ),
    ),
    ...field('Endpoints', endpointsOf(service, context)),
    ...portBlocks(service),
    ...referrerBlocks(
      'Referred To By',
      refOf(service),
      context,
      new Set(['target', 'section', 'grant', 'attachment', 'parent']),
    ),
    ...attachedRouteBlocks(service, context),
    ...unreadRouteBlocks(refOf(service), context),
  ],
  known: {
    spec: {
      type: true,
      externalName: true,
      clusterIP: true,
      clusterIPs: true,
      ports: { name: true, port: true, protocol: true, targetPort: true, nodePort: true, appProtocol: true },
      // Defaults of the API server that say nothing of routing.
      ipFamilies: true,
      ipFamilyPolicy: true,
      internalTrafficPolicy: true,
      sessionAffinity: true,
      selector: true,
    },
    status: { loadBalancer: true, conditions: true },
  },
};

function clusterIps(service: KubernetesObject): readonly string[] {
  const all = readStrings(readPath(service, 'spec', 'clusterIPs'));
  const single = readString(readPath(service, 'spec', 'clusterIP'));
  return all.length > 0 || single === undefined ? all : [single];
}

function ingressOf(service: KubernetesObject): readonly string[] {
  return readRecords(readPath(service, 'status', 'loadBalancer', 'ingress')).flatMap((entry) => {
    const address = readString(entry['ip']) ?? readString(entry['hostname']);
    return address === undefined ? [] : [address];
  });
}

function endpointsOf(service: KubernetesObject, context: DescribeContext): string | undefined {
  const count = countEndpoints(context.snapshot, refOf(service));
  if (count !== undefined) return endpointText(count);
  // Manifests may well come without the EndpointSlices that controllers write.
  return context.snapshot.origin === 'live' ? 'unknown (could not be read)' : undefined;
}

function portBlocks(service: KubernetesObject): readonly Block[] {
  return table('Ports', readRecords(readPath(service, 'spec', 'ports')), [
    { name: 'NAME', cell: (port) => readString(port['name']) },
    { name: 'PORT', cell: (port) => numberText(port, 'port') },
    { name: 'PROTOCOL', cell: (port) => readString(port['protocol']) ?? 'TCP' },
    { name: 'TARGET', cell: (port) => readString(port['targetPort']) ?? numberText(port, 'targetPort') },
    { name: 'NODE PORT', cell: (port) => numberText(port, 'nodePort') },
    { name: 'APP PROTOCOL', cell: (port) => readString(port['appProtocol']) },
  ]);
}

function numberText(port: JsonRecord, name: string): string | undefined {
  const number = readNumber(port[name]);
  return number === undefined ? undefined : String(number);
}

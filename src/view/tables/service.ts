import { isRouteKind } from '../../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { readNumber, readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Column, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { countCell, countDistinct, policiesColumn } from './relation-count.ts';

/** The ports of a Service as kubectl writes them: `80/TCP`, with a node port `80:30080/TCP`. */
export function servicePorts(service: KubernetesObject): readonly string[] {
  return readRecords(readPath(service, 'spec', 'ports')).map((port) => {
    const nodePort = readNumber(port['nodePort']) ?? 0;
    const number = readNumber(port['port']) ?? '?';
    return `${number}${nodePort > 0 ? `:${nodePort}` : ''}/${readString(port['protocol']) ?? 'TCP'}`;
  });
}

/** ClusterIP unless written. */
function typeOf(service: KubernetesObject): string {
  return readString(readPath(service, 'spec', 'type')) ?? 'ClusterIP';
}

/** The first of `spec.clusterIPs`, which stands in `spec.clusterIP` too. */
function clusterAddress(service: KubernetesObject): string {
  const [first = readString(readPath(service, 'spec', 'clusterIP'))] = readStrings(
    readPath(service, 'spec', 'clusterIPs'),
  );
  return textOrNone(first ?? '');
}

/** Where a Service is reached from outside, by its type (kubernetes: getServiceExternalIP in pkg/printers/internalversion). */
function externalAddresses(service: KubernetesObject): string {
  const external = readStrings(readPath(service, 'spec', 'externalIPs'));
  switch (typeOf(service)) {
    case 'ClusterIP':
    case 'NodePort':
      return textOrNone(external.join(','));
    case 'LoadBalancer':
      return [...loadBalancerAddresses(service), ...external].join(',') || '<pending>';
    case 'ExternalName':
      return readString(readPath(service, 'spec', 'externalName')) ?? '';
    default:
      return '<unknown>';
  }
}

/** The addresses, else host names, of `status.loadBalancer`, each once and sorted. */
function loadBalancerAddresses(service: KubernetesObject): readonly string[] {
  const addresses = readRecords(readPath(service, 'status', 'loadBalancer', 'ingress')).map(
    ({ ip, hostname }) => readString(ip) ?? readString(hostname) ?? '',
  );
  return [...new Set(addresses)].filter((address) => address !== '').sort();
}

/** `a=b,c=d` by key. */
function selectorLabels(service: KubernetesObject): string {
  const labels = Object.entries(readRecord(readPath(service, 'spec', 'selector')));
  const texts = labels.map(([key, value]) => `${key}=${readString(value) ?? ''}`);
  return textOrNone(texts.sort().join(','));
}

function textOrNone(text: string): string {
  return text === '' ? '<none>' : text;
}

const USED: ReadonlySet<Relation> = new Set([...BACKEND_RELATIONS, 'parent']);

/** How many routes send to the object, mirror to it, ask it, or name it as their parent (mesh). */
export const referringRoutesColumn: Column = {
  name: 'ROUTES',
  wide: true,
  needs: ['routes'],
  cell: (object, { naming, coverage }) =>
    countCell(countDistinct(naming(refOf(object), USED).filter(isRouteKind)), coverage('routes')),
};

/** kubectl's own columns, with `-o wide` its SELECTOR, and ours behind them. */
export const serviceTable: TableDefinition = {
  columns: [
    nameColumn,
    { name: 'TYPE', cell: typeOf },
    { name: 'CLUSTER-IP', cell: clusterAddress },
    { name: 'EXTERNAL-IP', cell: externalAddresses },
    { name: 'PORT(S)', cell: (object) => textOrNone(servicePorts(object).join(',')) },
    ageColumn,
    { name: 'SELECTOR', wide: true, cell: selectorLabels },
    referringRoutesColumn,
    policiesColumn,
  ],
};

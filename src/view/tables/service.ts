import { isRouteKind } from '../../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { readNumber, readPath, readRecords, readString } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
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

const USED: ReadonlySet<Relation> = new Set([...BACKEND_RELATIONS, 'parent']);

/** How many routes send to the object, mirror to it, ask it, or name it as their parent (mesh). */
export const referringRoutesColumn: Column = {
  name: 'ROUTES',
  wide: true,
  needs: ['routes'],
  cell: (object, { naming, coverage }) =>
    countCell(countDistinct(naming(refOf(object), USED).filter(isRouteKind)), coverage('routes')),
};

export const serviceTable: TableDefinition = {
  columns: [
    nameColumn,
    { name: 'TYPE', cell: (object) => readString(readPath(object, 'spec', 'type')) ?? 'ClusterIP' },
    { name: 'CLUSTER-IP', cell: (object) => readString(readPath(object, 'spec', 'clusterIP')) ?? '<none>' },
    { name: 'PORTS', cell: (object, { wide }) => cutList(servicePorts(object), wide, 4) },
    ageColumn,
    referringRoutesColumn,
    policiesColumn,
  ],
};

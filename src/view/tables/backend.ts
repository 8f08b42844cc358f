import { SERVICE, SERVICE_IMPORT, X_BACKEND, isRouteKind } from '../../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../../model/read.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { objectText } from './object-text.ts';
import { policiesColumn } from './relation-count.ts';
import { servicePorts } from './service.ts';
import { xBackendDestination, xBackendPort } from './x-backend.ts';

const TO_BACKEND: ReadonlySet<Relation> = new Set(BACKEND_RELATIONS);

/** Whatever routes refer to as backend, of any kind; who refers is known from the routes that were read to find them. */
export const backendTable: TableDefinition = {
  columns: [
    nameColumn,
    { name: 'TYPE', cell: (object) => typeOf(object) ?? '<none>' },
    { name: 'PORTS', cell: (object, { wide }) => cutList(portsOf(object), wide, 4) },
    {
      name: 'REFERRED BY',
      needs: ['routes'],
      cell: (object, { naming, wide }) => {
        const namespace = namespaceOf(object);
        const routes = naming(refOf(object), TO_BACKEND).filter(isRouteKind);
        return cutList(routes.map((from) => objectText(from, namespace)).sort(), wide);
      },
    },
    ageColumn,
    {
      name: 'DESTINATION',
      wide: true,
      cell: (object) => {
        if (sameGroupKind(groupKindOf(object), X_BACKEND)) return xBackendDestination(object);
        return readString(readPath(object, 'spec', 'clusterIP')) ?? '<none>';
      },
    },
    policiesColumn,
  ],
};

function typeOf(object: KubernetesObject): string | undefined {
  const type = readString(readPath(object, 'spec', 'type'));
  return sameGroupKind(groupKindOf(object), SERVICE) ? (type ?? 'ClusterIP') : type;
}

/** Ports by the shapes of Service, ServiceImport, XBackend and InferencePool (old and new). */
function portsOf(object: KubernetesObject): readonly string[] {
  const type = groupKindOf(object);
  if (sameGroupKind(type, SERVICE) || sameGroupKind(type, SERVICE_IMPORT)) return servicePorts(object);
  const single = xBackendPort(object) ?? readNumber(readPath(object, 'spec', 'targetPortNumber'));
  if (single !== undefined) return [String(single)];
  const numbers = readRecords(readPath(object, 'spec', 'targetPorts')).map((port) => readNumber(port['number']));
  return numbers.flatMap((number) => (number === undefined ? [] : [String(number)]));
}

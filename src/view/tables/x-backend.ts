import { statusAtAncestors } from '../../analysis/reported-status.ts';
import { readNumber, readPath, readRecord, readString } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { labelTexts } from './label-texts.ts';
import { nameColumn } from './name-column.ts';
import { policiesColumn } from './relation-count.ts';
import { referringRoutesColumn } from './service.ts';
import { statusCell } from './status-cell.ts';
import { WORD_GIVERS } from './word-givers.ts';

/** The port of an XBackend: `number` since v1.7, `port` before (semantics.md 1.4). */
export function xBackendPort(backend: KubernetesObject): number | undefined {
  const port = readRecord(readPath(backend, 'spec', 'port'));
  return readNumber(port['number']) ?? readNumber(port['port']);
}

/** Where an XBackend leads: a host name, or Pods by their labels as `app=cart`. */
export function xBackendDestination(backend: KubernetesObject): string {
  const hostname = readString(readPath(backend, 'spec', 'externalHostname', 'hostname'));
  if (hostname !== undefined) return hostname;
  const labels = labelTexts(readPath(backend, 'spec', 'endpointSelector', 'matchLabels'));
  return labels.length === 0 ? '<none>' : labels.join(',');
}

export const xBackendTable: TableDefinition = {
  columns: [
    nameColumn,
    { name: 'TYPE', cell: (object) => readString(readPath(object, 'spec', 'type')) ?? '<none>' },
    { name: 'DESTINATION', cell: xBackendDestination },
    { name: 'PORT', cell: (object) => String(xBackendPort(object) ?? '<none>') },
    { name: 'PROTOCOL', cell: (object) => readString(readPath(object, 'spec', 'protocol')) ?? '<none>' },
    {
      name: 'ACCEPTED',
      computes: 'Accepted',
      heardBy: WORD_GIVERS,
      cell: (object, { controllerAt }) => statusCell(statusAtAncestors(object, 'Accepted', controllerAt)),
    },
    ageColumn,
    {
      name: 'TLS',
      wide: true,
      cell: (object) => readString(readPath(object, 'spec', 'tls', 'mode')) ?? 'None',
    },
    referringRoutesColumn,
    policiesColumn,
  ],
};

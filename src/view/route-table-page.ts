import type {
  ListenerRoutes,
  RouteTable,
  RouteTableBackend,
  RouteTableField,
  RouteTableRow,
} from '../documents/route-table.ts';
import { nodeText } from './say/paths.ts';
import { percentText } from './say/routing-words.ts';
import { objectText } from './tables/object-text.ts';

/** The table of one listener as a person reads it. */
export interface RouteTablePage {
  /** `listener https of gateway infra/web :443 HTTPS *.example.com` */
  readonly title: string;
  /** Below the title: that it serves nothing, that no route is attached, that not all could be read. */
  readonly remarks: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly RouteTableLine[];
}

/** A row, with what is to know of it below. */
export interface RouteTableLine {
  /** Whether it is ever reached. */
  readonly reached: RouteTableRow['reached'];
  readonly cells: readonly string[];
  readonly notes: readonly string[];
}

interface TableColumn {
  readonly name: string;
  readonly isWide?: true;
  readonly cell: (row: RouteTableRow, routes: ListenerRoutes) => string;
}

const COLUMNS: readonly TableColumn[] = [
  { name: 'HOSTNAME', cell: ({ hostname }) => hostname },
  { name: 'PATH', cell: pathCell },
  { name: 'METHOD', cell: ({ method }) => method ?? '' },
  { name: 'HEADERS', cell: ({ headers }) => fieldsText(headers) },
  { name: 'QUERY', cell: ({ query }) => fieldsText(query) },
  { name: 'FILTERS', isWide: true, cell: ({ filters }) => filters.join('; ') },
  {
    name: 'BACKENDS',
    cell: ({ backends, filters, route }) =>
      backends.map((one) => backendCell(one, backends, route)).join(', ') || redirectCell(filters),
  },
  {
    name: 'FROM',
    cell: ({ route, rule, match }, { parent }) =>
      `${objectText(route, parent.namespace)}#${rule.index}${match === undefined || match === 0 ? '' : `.${match}`}`,
  },
  { name: 'URL', isWide: true, cell: ({ url }) => url ?? '' },
];

/** One page a listener. Columns in which no row has anything are left out. */
export function routeTablePages({ items }: RouteTable, wide: boolean): readonly RouteTablePage[] {
  return items.map((routes): RouteTablePage => {
    const shown = COLUMNS.filter(({ isWide }) => wide || isWide !== true);
    const used = shown.filter(
      ({ cell, name }) => name === 'HOSTNAME' || routes.rows.some((row) => cell(row, routes) !== ''),
    );
    const told = new Set<string>();
    // What is wrong with a rule is told at its first row.
    const isNew = ({ route, rule }: RouteTableRow, note: string): boolean => {
      const key = `${nodeText(route)}#${rule.index} ${note}`;
      const isFirst = !told.has(key);
      told.add(key);
      return isFirst || note.startsWith(NEVER);
    };
    return {
      title: titleOf(routes),
      remarks: remarksOn(routes),
      columns: used.map(({ name }) => name),
      rows: routes.rows.map((row) => ({
        reached: row.reached,
        cells: used.map(({ cell }) => cell(row, routes)),
        notes: notesOn(row, wide).filter((note) => isNew(row, note)),
      })),
    };
  });
}

/** The same rows flat, with the listener in each: for CSV and Markdown. */
export function flatRouteTable({ items }: RouteTable): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  return {
    columns: ['GATEWAY', 'LISTENER', 'PORT', 'PROTOCOL', ...COLUMNS.map(({ name }) => name), 'REACHED', 'SHADOWED BY'],
    rows: items.flatMap((routes) =>
      routes.rows.map((row) => [
        nodeText(routes.parent),
        routes.listener?.section ?? '',
        String(routes.port ?? ''),
        routes.protocol ?? '',
        ...COLUMNS.map(({ cell }) => cell(row, routes)),
        row.reached,
        row.shadowedBy?.text ?? '',
      ]),
    ),
  };
}

function titleOf({ parent, listener, port, protocol, hostname, clientNamespace }: ListenerRoutes): string {
  if (listener === undefined) {
    const clients = clientNamespace === undefined ? '' : `, clients in namespace ${clientNamespace}`;
    return `${nodeText(parent)}:${port ?? ''}${clients}`;
  }
  const holder = listener.kind === parent.kind ? nodeText(parent) : `${nodeText(listener)} of ${nodeText(parent)}`;
  const traits = [`:${port ?? '?'}`, protocol ?? '', ...(hostname === undefined ? [] : [hostname])].join(' ');
  return `listener ${listener.section ?? ''} of ${holder} ${traits}`;
}

function remarksOn({ serves, reason, isComplete, rows }: ListenerRoutes): readonly string[] {
  const remarks: string[] = [];
  if (serves === 'no') remarks.push(`serves nothing: ${reason ?? ''}`);
  if (serves === 'unknown') remarks.push(`may or may not serve: ${reason ?? ''}`);
  if (!isComplete) remarks.push('not all routes could be read');
  if (rows.length === 0) remarks.push(isComplete ? 'no routes' : 'routes unknown');
  return remarks;
}

/** `= /exact`, `/prefix`, `~ expression`, `service/method` */
function pathCell({ path, grpc }: RouteTableRow): string {
  if (grpc !== undefined) return `${grpc.type === 'Exact' ? '' : '~ '}${grpc.service ?? '*'}/${grpc.method ?? '*'}`;
  if (path === undefined) return '';
  if (path.type === 'Exact') return `= ${path.value}`;
  return path.type === 'RegularExpression' ? `~ ${path.value}` : path.value;
}

function fieldsText(fields: readonly RouteTableField[] = []): string {
  return fields.map(({ name, type, value }) => `${name}${type === 'Exact' ? '=' : '~'}${value}`).join(', ');
}

function backendCell(
  backend: RouteTableBackend,
  { length }: readonly RouteTableBackend[],
  { namespace }: RouteTableRow['route'],
): string {
  const name = objectText(backend, namespace) + (backend.port === undefined ? '' : `:${backend.port}`);
  const share = length > 1 ? ` ${percentText(backend.share)}` : '';
  return `${backend.problem === undefined ? '' : '✗ '}${name}${share}`;
}

function notesOn(
  { reached, shadowedBy, backends, written, problem: nothing }: RouteTableRow,
  wide: boolean,
): readonly string[] {
  const notes: string[] = [];
  if (shadowedBy !== undefined) {
    notes.push(`${reached === 'no' ? NEVER : 'may never be reached'}: ${shadowedBy.text}`);
  }
  if (nothing !== undefined) notes.push(nothing);
  for (const { problem } of backends) if (problem !== undefined) notes.push(problem);
  if (wide && written !== undefined) notes.push(`the route writes ${written === '*' ? 'no hostname' : written}`);
  return notes;
}

const NEVER = 'never reached';

/** A rule that redirects has no backends: where it sends clients. */
function redirectCell(filters: readonly string[]): string {
  const redirect = filters.find((filter) => filter.startsWith('RequestRedirect'));
  return redirect === undefined ? '' : redirect.replace('RequestRedirect', 'redirect');
}

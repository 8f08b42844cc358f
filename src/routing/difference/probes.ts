import { ANY_HOSTNAME } from '../../graph/attach/hostname.ts';
import { addTo } from '../../model/add-to.ts';
import { coversHost } from '../hostname-chain.ts';
import { freshHost, freshWords } from '../fresh-names.ts';
import type { FreshWords } from '../fresh-names.ts';
import { pathnameOf } from '../match-input.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { Row, RowKind } from '../row.ts';
import { requestsFor, wordsIn } from '../witnesses.ts';
import { jointRow } from './joint-row.ts';
import { matchKey, pathKey } from './match-of-row.ts';
import type { RequestMatch } from './match-of-row.ts';
import type { Side, SideTable } from './side.ts';

/** A request to put to both sides. */
export interface Probe {
  readonly request: RoutedRequest;
  /** Others that ask for the same, and may read better. */
  readonly others: () => Iterable<RoutedRequest>;
  readonly hostname: string;
  /** What it asks for. */
  readonly match: RequestMatch | undefined;
}

/** Rows that may match what one row does: more of them are not tried. */
const MOST_NEAR = 64;
/** Pairs of rows of a place: a million equal catch-all rules are nobody's. */
const MOST_PAIRS = 200_000;

/** A row under a hostname of one side. */
interface Item {
  readonly key: string;
  readonly bucket: string;
  readonly row: Row;
  readonly hostname: string;
  readonly table: SideTable;
}

/** What is known of a port on both sides. */
interface Port {
  /** Of rows and listeners, of both sides: a fresh host is none of them. */
  readonly hostnames: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** The hostnames of listeners that are there on one side only. */
  readonly ownListeners: ReadonlySet<string>;
}

/**
 * Puts every request that can tell two sides apart to both.
 *
 * A request that gets another answer than before was answered by some row, and is by another or the same. The least that both ask
 * for, and nothing more, shows the same. Where both stand on both sides, and in the same order, it would be the same row: so one of
 * them is new, gone, led elsewhere, or has changed places with a row of the same path, and only such rows are joined with others.
 * @param isChanged asks both sides.
 * @param isSettled whether the rules of two rows that match the same are known to lead to the same.
 * @returns whether some pairs were left out, because there are too many.
 */
export function probesOf(
  sides: readonly [Side, Side],
  isChanged: (probe: Probe) => boolean,
  isSettled: (before: Row, after: Row) => boolean,
): boolean {
  const ports = portsOf(sides);
  const fresh = new Map([...ports].map(([key, { words }]) => [key, freshWords(words)]));
  const probeOf = (row: Row, host: string, hostname: string, table: SideTable): Probe | undefined => {
    const requests = [...requestsFor(row, host, wordsAt(fresh, table), table)];
    const request = requests.at(-1);
    return request === undefined ? undefined : { request, others: () => requests, hostname, match: row };
  };
  for (const table of sides.flatMap(({ tables }) => tables)) {
    const host = freshHost(table.hostname ?? ANY_HOSTNAME, portAt(ports, table).hostnames);
    const probe = probeOf(anyRow(table.kind), host, table.hostname ?? ANY_HOSTNAME, table);
    if (probe !== undefined) isChanged({ ...probe, match: undefined });
  }
  const items = [itemsOf(sides[0]), itemsOf(sides[1])] as const;
  const moved = reordered(items);
  let pairs = 0;
  let isPartial = false;
  for (const at of [0, 1] as const) {
    const across = at === 0 ? 1 : 0;
    for (const item of items[at].values()) {
      const { row, hostname, table, key, bucket } = item;
      const { hostnames, ownListeners } = portAt(ports, table);
      const host = freshHost(hostname, hostnames);
      const counterpart = items[across].get(key);
      const stands = counterpart !== undefined && !moved.has(bucket);
      const isSame = stands && (at === 0 ? isSettled(row, counterpart.row) : isSettled(counterpart.row, row));
      const own = isSame && ownListeners.size === 0 ? undefined : probeOf(row, host, hostname, table);
      const isOther = !isSame && own !== undefined && isChanged(own);
      // A listener that comes or goes takes its hostname from those that are less specific.
      for (const taken of ownListeners) {
        if (!takes(taken, hostname)) continue;
        if (++pairs > MOST_PAIRS) return true;
        const probe = probeOf(row, freshHost(taken, hostnames), taken, table);
        if (probe !== undefined) isChanged(probe);
      }
      if (stands && !isOther) continue;
      let near = 0;
      for (const rival of rivalsOf(item, sides[across], host, own)) {
        if (++near > MOST_NEAR || ++pairs > MOST_PAIRS) {
          isPartial = true;
          break;
        }
        const both = jointRow(row, rival);
        const probe = both === undefined ? undefined : probeOf(both, host, hostname, table);
        if (probe !== undefined) isChanged(probe);
      }
      if (pairs > MOST_PAIRS) return true;
    }
  }
  return isPartial;
}

/** Whether a listener's hostname takes requests from a less specific one. */
function takes(taken: string, hostname: string): boolean {
  return taken !== hostname && taken !== ANY_HOSTNAME && coversHost(hostname, taken.replace(/^\*/, 'any'));
}

/** The rows of the other side that may match what a row does, at its host. */
function* rivalsOf({ row, table }: Item, side: Side, host: string, own: Probe | undefined): Generator<Row> {
  if (own === undefined) return;
  const pathname = pathnameOf(own.request.path);
  const service = row.grpcService?.type === 'Exact' ? row.grpcService.value : undefined;
  for (const { table: rows, kind } of tablesAt(side, table, host)) {
    if (kind !== row.kind) continue;
    for (const { index } of rows.entriesFor(host)) {
      for (const { row: rival } of index.near(pathname, service)) yield rival;
    }
  }
}

function tablesAt(side: Side, { port, isSecure }: SideTable, host: string): readonly SideTable[] {
  return side.tables.filter(
    (table) => table.port === port && table.isSecure === isSecure && coversHost(table.hostname, host),
  );
}

function portKey({ port, isSecure }: SideTable): string {
  return `${port} ${isSecure}`;
}

function portAt(ports: ReadonlyMap<string, Port>, table: SideTable): Port {
  const port = ports.get(portKey(table));
  if (port === undefined) throw new Error('a table has no port');
  return port;
}

function wordsAt(words: ReadonlyMap<string, FreshWords>, table: SideTable): FreshWords {
  const found = words.get(portKey(table));
  if (found === undefined) throw new Error('a table has no port');
  return found;
}

function portsOf(sides: readonly [Side, Side]): ReadonlyMap<string, Port> {
  const ports = new Map<string, Port>();
  for (const [key, tables] of Map.groupBy(
    sides.flatMap((side) => side.tables.map((table) => ({ side, table }))),
    ({ table }) => portKey(table),
  )) {
    const [before, after] = sides.map(
      (side) => new Set(tables.filter((one) => one.side === side).map(({ table }) => table.hostname ?? ANY_HOSTNAME)),
    );
    const listeners = [...(before ?? []), ...(after ?? [])];
    const rows = tables.flatMap(({ table }) => table.table.entries().map(({ hostname }) => hostname));
    ports.set(key, {
      hostnames: new Set([...listeners, ...rows]),
      words: new Set(tables.flatMap(({ table }) => [...wordsIn(table.table)])),
      ownListeners: new Set(listeners.filter((hostname) => before?.has(hostname) !== after?.has(hostname))),
    });
  }
  return ports;
}

/** The rows of a side by what they match; of two that match the same only the one that wins is ever reached. */
function itemsOf({ tables }: Side): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const table of tables) {
    for (const { hostname, written, index } of table.table.entries()) {
      const place = `${portKey(table)} ${hostname} ${written}`;
      for (const { row } of index.rows) {
        const key = `${place} ${matchKey(row)}`;
        if (!items.has(key)) {
          items.set(key, { key, bucket: `${place} ${row.kind} ${pathKey(row)}`, row, hostname, table });
        }
      }
    }
  }
  return items;
}

/** The paths of which rows that stand on both sides have changed their order. */
function reordered([before, after]: readonly [
  ReadonlyMap<string, Item>,
  ReadonlyMap<string, Item>,
]): ReadonlySet<string> {
  const orders = [before, after].map((items, at) => {
    const byBucket = new Map<string, string[]>();
    const others = at === 0 ? after : before;
    for (const { key, bucket } of items.values()) if (others.has(key)) addTo(byBucket, bucket, key);
    return byBucket;
  });
  const [one = new Map<string, string[]>(), other = new Map<string, string[]>()] = orders;
  const moved = new Set<string>();
  for (const [bucket, keys] of one) {
    const same = other.get(bucket) ?? [];
    if (keys.some((key, at) => same[at] !== key)) moved.add(bucket);
  }
  return moved;
}

/** A row that asks for nothing. */
function anyRow(kind: RowKind): Row {
  const object = { apiVersion: '', kind, metadata: { name: '' } };
  return {
    kind,
    route: object,
    ref: { group: '', kind, name: '' },
    rule: { index: 0, name: undefined, matches: [], filters: [], backendRefs: [], source: {} },
    match: undefined,
    path: kind === 'HTTPRoute' ? { type: 'PathPrefix', value: '', text: undefined, literal: '' } : undefined,
    method: undefined,
    grpcService: undefined,
    grpcMethod: undefined,
    headers: [],
    query: [],
  };
}

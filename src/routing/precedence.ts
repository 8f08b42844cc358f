import { comparePrecedence, sortByPrecedence } from '../graph/precedence.ts';
import type { Criterion } from '../model/routing-facts.ts';
import type { PathTest, Row } from './row.ts';

type Comparison = readonly [Criterion, (row: Row) => number];

/** HR:188-214: the higher number wins. Where expressions stand is the controller's choice; most put them behind Exact. */
const HTTP: readonly Comparison[] = [
  ['exactPath', ({ path }) => (path?.type === 'Exact' ? 1 : 0)],
  ['expressionPath', ({ path }) => (path?.type === 'RegularExpression' ? 1 : 0)],
  ['longerPath', ({ path }) => prefixLength(path)],
  ['method', ({ method }) => (method === undefined ? 0 : 1)],
  ['headers', ({ headers }) => headers.length],
  ['query', ({ query }) => query.length],
];

/** GR:213-233. */
const GRPC: readonly Comparison[] = [
  ['longerService', ({ grpcService }) => grpcService?.value.length ?? 0],
  ['longerMethod', ({ grpcMethod }) => grpcMethod?.value.length ?? 0],
  ['headers', ({ headers }) => headers.length],
];

function prefixLength(path: PathTest | undefined): number {
  return path?.type === 'PathPrefix' ? path.value.length : 0;
}

/** What decides between two rows of one kind of route, the first that differs. */
export interface Decision {
  /** Below 0 where the first wins. */
  readonly order: number;
  readonly by: Criterion;
}

/** Which of two rows wins where both match and their hostnames do not differ: a total order (HR:104-120, HR:188-214). */
export function decide(a: Row, b: Row): Decision {
  for (const [by, valueOf] of a.kind === 'GRPCRoute' ? GRPC : HTTP) {
    const order = valueOf(b) - valueOf(a);
    if (order !== 0) return { order, by };
  }
  if (a.route !== b.route) {
    const order = comparePrecedence(a.route, b.route);
    const isByName = a.route.metadata['creationTimestamp'] === b.route.metadata['creationTimestamp'];
    return { order, by: isByName ? 'routeName' : 'olderRoute' };
  }
  return { order: a.rule.index - b.rule.index || (a.match ?? 0) - (b.match ?? 0), by: 'earlierRule' };
}

/** The rows of one kind of route in the order in which they win. What is compared of each is worked out once. */
export function sortRows(rows: readonly Row[]): readonly Row[] {
  const routes = sortByPrecedence([...new Set(rows.map(({ route }) => route))]);
  const rankOf = new Map(routes.map((route, rank) => [route, rank]));
  const comparisons = rows[0]?.kind === 'GRPCRoute' ? GRPC : HTTP;
  const keyed = rows.map((row) => {
    const keys = comparisons.map(([, valueOf]) => -valueOf(row));
    keys.push(rankOf.get(row.route) ?? 0, row.rule.index, row.match ?? 0);
    return { row, keys };
  });
  return keyed.toSorted((a, b) => compareKeys(a.keys, b.keys)).map(({ row }) => row);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

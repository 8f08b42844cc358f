import { countRules } from '../../gateway-api/route.ts';
import { compareText } from '../../model/compare-text.ts';
import { createdAt } from '../../model/object.ts';
import { readRecord, readString } from '../../model/read.ts';
import { hostnameKey } from '../hostname-chain.ts';
import type { Row } from '../row.ts';
import type { Behaviours, OrderKey, SumWeights } from './behaviours.ts';
import type { Candidate } from './candidate.ts';

/** Keys that rank by hostname, so that it is not compared before all else. */
const HOST_KEYS: ReadonlySet<OrderKey> = new Set(['preciseHost', 'hostDots', 'hostLength', 'sum']);

/** Whether an order ranks by hostname itself. */
export function ranksHostnames({ order }: Behaviours): boolean {
  return order?.value.some((key) => HOST_KEYS.has(key)) === true;
}

/** Which of two candidates wins by the keys of an order, and the first key that decides. */
export function compareAs(
  a: Candidate,
  b: Candidate,
  { order, sumWeights }: Behaviours,
): { readonly order: number; readonly by: OrderKey | undefined } {
  for (const key of order?.value ?? []) {
    const difference = compareKey(key, a, b, sumWeights?.value);
    if (difference !== 0) return { order: difference, by: key };
  }
  return { order: a.rank - b.rank, by: undefined };
}

/** Below 0 where the first wins. */
export function compareKey(key: OrderKey, a: Candidate, b: Candidate, weights: SumWeights | undefined): number {
  if (key === 'age') {
    const [first, second] = [createdAt(a.row.route) ?? Infinity, createdAt(b.row.route) ?? Infinity];
    return first === second ? 0 : first - second;
  }
  if (key === 'nsName' || key === 'routerName' || key === 'listOrder') return compareText(nameOf(a.row), nameOf(b.row));
  if (key === 'ruleIndex') return a.row.route === b.row.route ? a.row.rule.index - b.row.rule.index : 0;
  return valueOf(key, b, weights) - valueOf(key, a, weights);
}

/** The higher wins. */
function valueOf(
  key: Exclude<OrderKey, 'age' | 'nsName' | 'routerName' | 'listOrder' | 'ruleIndex'>,
  candidate: Candidate,
  weights: SumWeights | undefined,
): number {
  const { row, hostname } = candidate;
  const type = row.path?.type ?? 'PathPrefix';
  switch (key) {
    case 'exactRegexPrefix':
      return { Exact: 2, RegularExpression: 1, PathPrefix: 0 }[type];
    case 'exactPrefixRegex':
      return { Exact: 2, PathPrefix: 1, RegularExpression: 0 }[type];
    case 'pathLength':
      return pathLength(row);
    case 'pathLengthExceptRegex':
      return type === 'RegularExpression' ? 0 : pathLength(row);
    case 'exactLength':
      return type === 'Exact' ? pathLength(row) : 0;
    case 'regexLength':
      return type === 'RegularExpression' ? pathLength(row) : 0;
    case 'prefixLength':
      return type === 'PathPrefix' ? pathLength(row) : 0;
    case 'method':
      return row.method === undefined ? 0 : 1;
    case 'headerCount':
      return row.headers.length;
    case 'headerCountWithMethod':
      return row.headers.length + (row.method === undefined ? 0 : 1);
    case 'exactHeaderCount':
      // The method is such a header: it is matched as one.
      return row.headers.filter(({ test }) => test.type === 'Exact').length + (row.method === undefined ? 0 : 1);
    case 'queryCount':
      return row.query.length;
    case 'exactQueryCount':
      return row.query.filter(({ test }) => test.type === 'Exact').length;
    case 'preciseHost':
      return hostname.startsWith('*') ? 0 : 1;
    case 'hostDots':
      return hostname.split('.').length;
    case 'hostLength':
      return hostnameKey(hostname);
    case 'sum':
      return weights === undefined ? 0 : sumOf(candidate, weights);
    // Nothing of these is known of a route, or they end a comparison of their own.
    case 'cookies':
    case 'weightAnnotation':
    case 'pathFirst':
      return 0;
  }
}

/** As it is written, with a `/` at its end; that of `/` is nothing. */
function pathLength({ path, rule, match }: Row): number {
  const written = readString(
    readRecord(readRecord(match === undefined ? undefined : rule.matches[match])['path'])['value'],
  );
  const length = (written ?? path?.value ?? '').length;
  return length === 1 ? 0 : length;
}

function sumOf({ row, written }: Candidate, weights: SumWeights): number {
  const length = pathLength(row);
  const base = {
    Exact: weights.exact,
    PathPrefix: length === 0 ? weights.prefixSlashOnly : weights.prefixBase + weights.perPathCharacter * length,
    RegularExpression: weights.regexBase + weights.perPathCharacter * length,
  }[row.path?.type ?? 'PathPrefix'];
  return (
    base +
    (row.method === undefined ? 0 : weights.method) +
    weights.perHeader * row.headers.length +
    weights.perQuery * row.query.length +
    (weights.plusLongestHostnameLength && written !== '*' ? written.length : 0) +
    (weights.plusRulesMinusIndex ? countRules(row.route) - row.rule.index : 0)
  );
}

function nameOf({ ref }: Row): string {
  return `${ref.namespace ?? ''}/${ref.name}`;
}

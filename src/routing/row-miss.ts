import type { Fact } from '../model/fact.ts';
import type { Criterion } from '../model/routing-facts.ts';
import { hasField } from './field-test.ts';
import type { FieldTest } from './field-test.ts';
import type { MatchInput } from './match-input.ts';
import { grpcMatches, pathMatches } from './match-row.ts';
import type { Row } from './row.ts';

/** The first thing of a row that a request does not match; undefined where it matches. */
export function missOf(row: Row, input: MatchInput): Fact | undefined {
  const { path, method, headers, query } = row;
  if (path !== undefined && !pathMatches(path, input.pathname)) {
    return { code: 'pathMisses', type: path.type, value: writtenPath(path), path: input.pathname };
  }
  if (method !== undefined && method !== input.method) {
    return { code: 'methodMisses', wanted: method, method: input.method };
  }
  if (!grpcMatches(row, input)) {
    const wanted = `${row.grpcService?.value ?? '*'}/${row.grpcMethod?.value ?? '*'}`;
    return { code: 'grpcMisses', wanted, called: `${input.grpc?.service ?? ''}/${input.grpc?.method ?? ''}` };
  }
  const missing = [...headers, ...query].find((test) => !hasField(test, input));
  return missing === undefined ? undefined : fieldMiss(missing, input);
}

function fieldMiss({ what, name, test }: FieldTest, input: MatchInput): Fact {
  const value = what === 'header' ? input.header(name) : input.query(name);
  if (value === undefined) return { code: 'fieldAbsent', what, name };
  return { code: 'fieldDiffers', what, name, type: test.type, wanted: test.value, value };
}

/** A prefix as it reads: `/` for the empty one. */
function writtenPath({ value }: NonNullable<Row['path']>): string {
  return value === '' ? '/' : value;
}

/** How near a row comes: rows that match and lose first, then what matches all but little; the lower the nearer. */
export function distanceOf(row: Row, input: MatchInput): number {
  let distance = 0;
  if (row.path !== undefined && !pathMatches(row.path, input.pathname)) {
    distance += PATH - Math.min(PATH / 2, commonPrefix(row.path.value, input.pathname));
  }
  if (row.method !== undefined && row.method !== input.method) distance += FIELD;
  if (!grpcMatches(row, input)) distance += PATH - (row.grpcService?.value === input.grpc?.service ? PATH / 2 : 0);
  for (const test of [...row.headers, ...row.query]) if (!hasField(test, input)) distance += FIELD;
  return distance;
}

const FIELD = 100;
/** A path that differs is further off than a few fields; the more of it is the same the nearer. */
const PATH = 1000;

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/** That a row matches as well, but another wins. */
export function beatenBy(winner: Row, by: Criterion): Fact {
  return { code: 'beaten', by, rule: winner.rule.index, route: winner.ref };
}

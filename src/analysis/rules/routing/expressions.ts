import { readPath, readRecords } from '../../../model/read.ts';
import { refKey } from '../../../model/ref.ts';
import type { TextTest } from '../../../routing/field-test.ts';
import type { Row } from '../../../routing/row.ts';
import type { RuleWorld } from '../rule-world.ts';
import { matchPath } from './match-standing.ts';

/** A regular expression of a match, and where it stands. */
export interface Expression {
  readonly row: Row;
  readonly field: string;
  readonly test: TextTest;
  /** What it is matched against. */
  readonly of: 'path' | 'header' | 'query' | 'service' | 'method';
}

/** The regular expressions of all matches that some listener serves, each once. */
export function* httpExpressions(world: RuleWorld): Generator<Expression> {
  const seen = new Set<string>();
  for (const { rows } of world.traffic()) {
    for (const { row } of rows) {
      const key = `${refKey(row.ref)} ${row.rule.index} ${row.match ?? ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield* expressionsOf(row);
    }
  }
}

function* expressionsOf(row: Row): Generator<Expression> {
  const at = matchPath(row);
  const match = row.match === undefined ? undefined : row.rule.matches[row.match];
  const texts = [
    { of: 'path', test: row.path?.text, field: `${at}.path.value` },
    { of: 'service', test: row.grpcService, field: `${at}.method.service` },
    { of: 'method', test: row.grpcMethod, field: `${at}.method.method` },
  ] as const;
  for (const { of, test, field } of texts) {
    if (test?.type === 'RegularExpression') yield { row, of, test, field };
  }
  for (const { what, name, test } of [...row.headers, ...row.query]) {
    if (test.type !== 'RegularExpression') continue;
    const list = what === 'header' ? 'headers' : 'queryParams';
    const index = readRecords(readPath(match, list)).findIndex((entry) => isNamed(entry['name'], name, what));
    yield { row, of: what, test, field: `${at}.${list}[${Math.max(0, index)}].value` };
  }
}

function isNamed(written: unknown, name: string, what: 'header' | 'query'): boolean {
  return typeof written === 'string' && (what === 'header' ? written.toLowerCase() : written) === name;
}

import { passes } from '../field-test.ts';
import type { FieldTest, TextTest } from '../field-test.ts';
import { sampleOf } from '../fresh-names.ts';
import { isPathPrefix, pathMatches } from '../match-row.ts';
import type { PathTest, Row } from '../row.ts';
import { joined } from './match-of-row.ts';

/**
 * A row that asks for all that two rows ask for, to make a request of; undefined where no request fulfils both, or none is found.
 */
export function jointRow(a: Row, b: Row): Row | undefined {
  if (a.kind !== b.kind) return undefined;
  if (a.method !== undefined && b.method !== undefined && a.method !== b.method) return undefined;
  if (!meets(a.grpcService, b.grpcService) || !meets(a.grpcMethod, b.grpcMethod)) return undefined;
  if (!fieldsMeet(a.headers, b.headers) || !fieldsMeet(a.query, b.query)) return undefined;
  const path = pathsMeet(a.path, b.path) ? joined(a, b) : undefined;
  return path === undefined ? undefined : { ...a, ...path };
}

/** Whether a text passes both tests, as far as one is found. */
function meets(a: TextTest | undefined, b: TextTest | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.type === 'Exact') return passes(b, a.value);
  return b.type === 'Exact' ? passes(a, b.value) : a.value === b.value;
}

function fieldsMeet(a: readonly FieldTest[], b: readonly FieldTest[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const byName = new Map(a.map(({ name, test }) => [name, test]));
  return b.every(({ name, test }) => meets(byName.get(name), test));
}

function pathsMeet(a: PathTest | undefined, b: PathTest | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.type === 'Exact') return pathMatches(b, a.value);
  if (b.type === 'Exact') return pathMatches(a, b.value);
  if (a.type === 'RegularExpression') return a.text !== undefined && pathMatches(b, sampleOf(a.text));
  if (b.type === 'RegularExpression') return b.text !== undefined && pathMatches(a, sampleOf(b.text));
  return isPathPrefix(a.value, b.value) || isPathPrefix(b.value, a.value);
}

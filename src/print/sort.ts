import { goType } from './go-text.ts';
import { JsonPathError } from './jsonpath.ts';
import { parseQuantity } from './quantity.ts';

/** Whether the first value of a row's path was found, and which it is. */
export type SortKey = readonly unknown[];

/**
 * Sorts rows by what a path found in their objects, as `kubectl --sort-by`: rows without the field first, numbers by
 * value, texts that are quantities by their amount, other texts by their bytes (which sorts timestamps too). Rows that
 * compare equal keep their order.
 * @param path the path as kubectl names it in the error.
 * @throws JsonPathError when no row has the field, or its type has no order.
 */
export function sortRows<Row extends { readonly key: SortKey }>(rows: readonly Row[], path: string): readonly Row[] {
  if (rows.length === 0) return rows;
  if (rows.every(({ key }) => key.length === 0)) {
    throw new JsonPathError(`couldn't find any field with path "${path}" in the list of objects`);
  }
  return rows.toSorted((a, b) => {
    if (isLess(a.key, b.key, path)) return -1;
    return isLess(b.key, a.key, path) ? 1 : 0;
  });
}

function isLess(a: SortKey, b: SortKey, path: string): boolean {
  if (a.length === 0) return b.length > 0;
  if (b.length === 0) return false;
  return isValueLess(a[0], b[0], path);
}

function isValueLess(a: unknown, b: unknown, path: string): boolean {
  if (b === null || b === undefined) return false;
  if (a === null || a === undefined) return true;
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') {
    const [amountA, amountB] = [parseQuantity(a), parseQuantity(b)];
    return amountA !== undefined && amountB !== undefined ? amountA < amountB : a < b;
  }
  throw new JsonPathError(`Field ${path} is an unsortable type: ${goType(a)}`);
}

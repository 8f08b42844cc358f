import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseQuantity } from '../../../src/print/quantity.ts';
import { sortRows } from '../../../src/print/sort.ts';

/** Sorts values as rows named by their place; an absent value has no key at all. */
function order(...values: readonly unknown[]): readonly unknown[] {
  const rows = values.map((value) => ({ value, key: value === undefined ? [] : [value] }));
  return sortRows(rows, '{.x}').map(({ value }) => value);
}

describe('--sort-by sorts as kubectl', () => {
  test('numbers by value', () => {
    assert.deepEqual(order(10, 9, -1, 2.5), [-1, 2.5, 9, 10]);
  });
  test('texts by their bytes, times therefore by time', () => {
    assert.deepEqual(order('b', 'a10', 'a9', 'B'), ['B', 'a10', 'a9', 'b']);
    assert.deepEqual(order('2024-01-02T00:00:00Z', '2023-12-31T00:00:00Z'), [
      '2023-12-31T00:00:00Z',
      '2024-01-02T00:00:00Z',
    ]);
  });
  test('quantities by amount', () => {
    assert.deepEqual(order('2Gi', '500Mi', '7', '1k', '100m'), ['100m', '7', '1k', '500Mi', '2Gi']);
  });
  test('rows without the field first, null after them, in their order', () => {
    assert.deepEqual(order('b', undefined, null, 'a', undefined), [undefined, undefined, null, 'a', 'b']);
  });
  test('equal rows keep their order', () => {
    const rows = ['x', 'y', 'z'].map((name) => ({ name, key: [1] }));
    assert.deepEqual(sortRows(rows, '{.x}'), rows);
  });
  test('a field that no row has, or that has no order, is an error', () => {
    assert.throws(() => order(undefined, undefined), {
      message: 'couldn\'t find any field with path "{.x}" in the list of objects',
    });
    assert.throws(() => order(true, false), { message: 'Field {.x} is an unsortable type: bool' });
    assert.throws(() => order({ a: 1 }, { a: 2 }), {
      message: 'Field {.x} is an unsortable type: map[string]interface {}',
    });
    assert.deepEqual(order(), []);
  });
});

test('quantities', () => {
  const texts = ['1', '1.5', '.5', '1k', '1Ki', '1m', '2e3', '2E3', '1Ei', '1E', '-1', '+1'];
  assert.deepEqual(texts.map(parseQuantity), [1, 1.5, 0.5, 1000, 1024, 0.001, 2000, 2000, 2 ** 60, 1e18, -1, 1]);
  assert.deepEqual(
    ['', 'a', '1x', '1 Gi', '1kb', '1..2', 'Gi', '1e', '0x10'].map(parseQuantity),
    Array.from({ length: 9 }),
  );
});

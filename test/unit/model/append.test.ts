import assert from 'node:assert/strict';
import { test } from 'node:test';
import { append } from '../../../src/model/append.ts';

test('more entries than a call takes as arguments are added, in their order', () => {
  const list = [-1];
  append(
    list,
    Array.from({ length: 300_000 }, (_, at) => at),
  );
  assert.deepEqual([list.length, list.slice(0, 2), list.at(-1)], [300_001, [-1, 0], 299_999]);
});

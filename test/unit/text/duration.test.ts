import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration } from '../../../src/text/duration.ts';

// What Go's time.ParseDuration makes of the same text.
for (const [text, result] of [
  ['0', 0],
  ['-0', 0],
  ['1s', 1000],
  ['1h30m', 5_400_000],
  ['.5s', 500],
  ['1.s', 1000],
  ['-1.5h', -5_400_000],
  ['+250ms', 250],
  ['5', 'time: missing unit in duration "5"'],
  ['1s5', 'time: missing unit in duration "1s5"'],
  ['5x', 'time: unknown unit "x" in duration "5x"'],
  ['1s,', 'time: unknown unit "s," in duration "1s,"'],
  ['', 'time: invalid duration ""'],
  ['-', 'time: invalid duration "-"'],
  ['soon', 'time: invalid duration "soon"'],
  ['.s', 'time: invalid duration ".s"'],
  ['9999999h', 'time: invalid duration "9999999h"'],
] as const) {
  test(`duration ${JSON.stringify(text)}`, () => {
    assert.equal(parseDuration(text), result);
  });
}

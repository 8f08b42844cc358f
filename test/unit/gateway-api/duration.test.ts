import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDuration } from '../../../src/gateway-api/duration.ts';

suite('durations of the Gateway API (GEP-2257)', () => {
  for (const [text, milliseconds] of [
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1m500ms', 60_500],
    ['0s', 0],
  ] as const) {
    test(text, () => assert.equal(readDuration(text), milliseconds));
  }
  for (const text of ['', '1', '1d', '1.5s', '-1s', '1h1h1h1h1h', '100000s', 5, undefined]) {
    test(`${JSON.stringify(text)} is none`, () => assert.equal(readDuration(text), undefined));
  }
});

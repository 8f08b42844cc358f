import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { parseRequestTimeout } from '../../../src/source/live/kubeconfig/request-timeout.ts';

for (const [text, milliseconds] of [
  ['0', 0],
  ['5', 5000],
  ['1s', 1000],
  ['2m', 120_000],
  ['3h', 10_800_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1500],
  ['.5s', 500],
  ['250ms', 250],
] as const) {
  test(`request timeout ${text}`, () => {
    assert.equal(parseRequestTimeout(text), milliseconds);
  });
}

for (const text of ['soon', '1 s', '5x', 's', '1s2', '-1s', '1d', '1s,']) {
  test(`request timeout ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseRequestTimeout(text), {
      name: CannotRunError.name,
      message: /^error: Invalid timeout value\. Timeout must be a single integer in seconds/,
    });
  });
}

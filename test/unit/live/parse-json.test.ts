import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { parseJson } from '../../../src/source/live/parse-json.ts';

const ANSWER = JSON.stringify({
  kind: 'List',
  items: [{ a: true, b: null, c: -1.5e3, d: 'x\u0001\\"y', e: [1, 2, {}] }, { f: false }],
  metadata: { resourceVersion: '1' },
});

function whyNot(text: string): string {
  try {
    parseJson(Buffer.from(text), 'application/json', 'https://host:1');
  } catch (error) {
    assert.ok(error instanceof CannotRunError);
    return error.message.replace('error: the response of host:1 cannot be read: ', '');
  }
  return 'it is JSON';
}

test('an answer that is cut at any place is called truncated', () => {
  for (let length = 1; length < ANSWER.length; length++) {
    assert.equal(whyNot(ANSWER.slice(0, length)), 'it is truncated', ANSWER.slice(0, length));
  }
  assert.equal(whyNot(ANSWER), 'it is JSON');
});

test('what is no answer of the API at all is called so', () => {
  for (const text of ['<html></html>', 'nope', '{a}', '{"a":}']) assert.equal(whyNot(text), 'it is not JSON', text);
  assert.equal(whyNot(''), 'it is empty');
});

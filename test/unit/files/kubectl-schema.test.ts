import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { KUBECTL_SCHEMA } from '../../../src/source/files/kubectl-schema.ts';

// What `kubectl label --local -f - -o json` of 1.36.1 makes of each scalar.
const SCALARS: readonly (readonly [string, unknown])[] = [
  ['on', true],
  ['y', true],
  ['NO', false],
  ['n', false],
  ['Off', false],
  ['TRUE', true],
  ['012', 10],
  ['-012', -10],
  ['0o14', 12],
  ['1_000', 1000],
  ['1__0', 10],
  ['0b11', 3],
  ['0x1F', 31],
  ['+1', 1],
  ['00', 0],
  ['08', 8],
  ['0o8', '0o8'],
  ['12:30:45', '12:30:45'],
  ['1:2', '1:2'],
  ['2024-01-01', '2024-01-01'],
  ['1e3', 1000],
  ['12e03', 12_000],
  ['1E5', 100_000],
  ['1e', '1e'],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.5', 0.5],
  ['1.', 1],
  ['1_000.5', 1000.5],
  ['1.2.3', '1.2.3'],
  ['.', '.'],
  ['+', '+'],
  ['_1', '_1'],
  ['0x', '0x'],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['"on"', 'on'],
  ["'012'", '012'],
];

describe('scalars as kubectl reads them', () => {
  for (const [text, value] of SCALARS) {
    it(`${text} is ${JSON.stringify(value)}`, () => {
      assert.deepEqual(load(`a: ${text}`, { schema: KUBECTL_SCHEMA }), { a: value });
    });
  }
  for (const text of ['.inf', '-.INF', '.nan']) {
    it(`${text} is refused, since JSON has no such number`, () => {
      assert.throws(() => load(`a: ${text}`, { schema: KUBECTL_SCHEMA }), /unsupported value/);
    });
  }
  it('keys are read by the same rules, then made text', () => {
    assert.deepEqual(load('{1: a, y: b, 012: c}', { schema: KUBECTL_SCHEMA }), { 1: 'a', true: 'b', 10: 'c' });
  });
  it('merge keys are followed', () => {
    assert.deepEqual(load('a: &a {x: 1}\nb: {<<: *a, z: 2}', { schema: KUBECTL_SCHEMA }), {
      a: { x: 1 },
      b: { x: 1, z: 2 },
    });
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { JsonPieces } from '../../../src/app/trace/json-pieces.ts';

/** The values of a text that comes in pieces of a size, each with its line. */
function piecesOf(text: string, size: number): readonly string[] {
  const pieces = new JsonPieces();
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size) {
    for (const { text: value, line } of pieces.push(text.slice(at, at + size))) found.push(`${line} ${value}`);
  }
  for (const { text: value, line } of pieces.end()) found.push(`${line} ${value}`);
  return found;
}

suite('JSON that comes in pieces', () => {
  for (const [text, expected] of [
    ['', []],
    ['[]', []],
    [' [ {"a": 1},\n {"b": "]},[\\"{"} ]\n', ['1 {"a": 1}', '2 {"b": "]},[\\"{"}']],
    ['{"a":1}\n{"b":[2]}\n', ['1 {"a":1}', '2 {"b":[2]}']],
    ['{"a":\n1} {"b":2}', ['1 {"a":\n1}', '2 {"b":2}']],
    ['[1, "x" ,null]', ['1 1', '1 "x"', '1 null']],
    ['\ufeff[{"a":"\\\\"}]', ['1 {"a":"\\\\"}']],
    ['[{"a":1}, {"b":', ['1 {"a":1}', '1 {"b":']],
  ] as const) {
    for (const size of [1, 3, 1000]) {
      test(`${JSON.stringify(text)} by ${size}`, () => assert.deepEqual(piecesOf(text, size), expected));
    }
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findJsonMistake } from '../../../src/text/json-mistake.ts';

/** What V8 says, without its quotation of the text and without the place. */
function saidByV8(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return error.message.replace(/(?: in JSON)? at position .*$/s, '').replace(/, (?:\.\.\.)?".*$/s, '');
  }
}

const SOUND = [
  '{"a":[1,2.5e-3,{"b":null,"c":"x\\u00e9\\n"}],"t":true,"f":false,"e":[],"o":{}}',
  '[{"x": -0.5E+10 , "y":[[]]},\n "z"]',
];

/** A sound text with some places changed: cut off there, or with one character more, another one or none. */
const broken = fc
  .tuple(
    fc.constantFrom(...SOUND),
    fc.array(
      fc.record({
        at: fc.nat(80),
        removed: fc.constantFrom(0, 0, 1, 80),
        added: fc.constantFrom('', ...'{}[]:,"\\ u0123eE.-+tfn\n\u0007é'.split('')),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([sound, changes]) =>
    changes.reduce((text, { at, removed, added }) => text.slice(0, at) + added + text.slice(at + removed), sound),
  );

test('a mistake has the words of V8, whatever the text', () => {
  fc.assert(
    fc.property(broken, (text) => {
      assert.equal(findJsonMistake(text)?.reason, saidByV8(text), JSON.stringify(text));
    }),
    { numRuns: 5000 },
  );
});

for (const [text, reason, position] of [
  ['', 'Unexpected end of JSON input', 0],
  ['{"a":1', "Expected ',' or '}' after property value", 6],
  ['{"token":"s3cret', 'Unterminated string', 16],
  ['[1, x]', "Unexpected token 'x'", 4],
  ['[1,]', "Unexpected token ']'", 3],
  ['{"a":1}}', 'Unexpected non-whitespace character after JSON', 7],
] as const) {
  test(`${JSON.stringify(text)}: ${reason}`, () => {
    assert.deepEqual(findJsonMistake(text), { reason, position });
  });
}

test('depth is no mistake', () => {
  assert.equal(findJsonMistake(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), undefined);
});

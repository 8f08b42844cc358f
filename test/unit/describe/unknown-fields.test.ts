import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDescriptionPrinter } from '../../../src/print/description.ts';
import { unknownFieldBlocks, valueTree } from '../../../src/view/describe/unknown-fields.ts';
import type { KnownFields } from '../../../src/view/describe/unknown-fields.ts';

const KNOWN: KnownFields = { spec: { rules: { name: true }, mode: true } };

async function print(object: unknown, known: KnownFields): Promise<string> {
  const printer = await openDescriptionPrinter({ color: false, unicode: true });
  return printer({ blocks: unknownFieldBlocks(object, known) });
}

test('a field that the view does not show stands under its path', async () => {
  const object = {
    spec: { mode: 'x', rules: [{ name: 'a' }, { name: 'b', speed: { limit: 3, units: ['km', 'h'] } }] },
    extra: true,
  };
  assert.equal(
    await print(object, KNOWN),
    `Other fields:
  spec.rules[1].speed:
    limit:  3
    units:  km
            h
  extra:  true
`,
  );
});

test('nothing is said where everything is shown', () => {
  assert.deepEqual(unknownFieldBlocks({ spec: { mode: 'x', rules: [] } }, KNOWN), []);
});

test('a scalar in the place of an object is shown', async () => {
  assert.match(await print({ spec: 'text' }, KNOWN), /spec: {2}text/);
});

test('a name of the prototype is an unknown field like any other', async () => {
  const object = JSON.parse('{"spec":{"__proto__":{"a":1},"constructor":"c"}}');
  const text = await print(object, KNOWN);
  assert.match(text, /spec\.__proto__/);
  assert.match(text, /spec\.constructor: {2}c/);
});

test('a hostile object is cut, not followed', () => {
  let deep: unknown = 'end';
  for (let level = 0; level < 5000; level++) deep = { deep };
  assert.ok(JSON.stringify(unknownFieldBlocks({ extra: deep }, KNOWN)).length < 20_000);
  const long = { list: Array.from({ length: 100_000 }, (_, index) => index) };
  assert.ok(JSON.stringify(valueTree(long)).length < 20_000);
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
  assert.ok(valueTree(wide).length <= 201);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { leaveOutItems } from '../../../src/source/live/leave-out-items.ts';

const word = fc.constantFrom(
  'web',
  'web-2',
  'a"web"b',
  'web\\',
  '{"items":[',
  '],"items":[{}',
  'a\u0001',
  'über',
  '<web>',
);
const plain = { noNullPrototype: true };
const item = fc.dictionary(word, fc.oneof(word, fc.array(word), fc.dictionary(word, word, plain), fc.integer()), plain);

/** Whether a value is a string, or holds it as a key or value. */
function holds(value: unknown, string: string): boolean {
  if (typeof value !== 'object' || value === null) return value === string;
  return Object.entries(value).some(([key, inner]) => key === string || holds(inner, string));
}

function itemsOf(body: Buffer | undefined): readonly unknown[] {
  assert.ok(body !== undefined);
  const list: unknown = JSON.parse(body.toString());
  assert.ok(typeof list === 'object' && list !== null && 'items' in list && Array.isArray(list.items));
  return list.items;
}

describe('items are left out of a list before it is parsed', () => {
  test('what holds a string stays as it is; of the rest null is left', () => {
    fc.assert(
      fc.property(fc.array(item), fc.boolean(), (items, isFirst) => {
        const metadata = { continue: 'x', note: { items: [{ web: 1 }] } };
        const list = isFirst ? { metadata, items } : { kind: 'List', items, metadata };
        const thinned = itemsOf(leaveOutItems(Buffer.from(JSON.stringify(list)), ['web']));
        const wanted = items.map((one) => holds(one, 'web') || JSON.stringify(one).includes('\\u'));
        assert.deepEqual(
          thinned,
          items.map((one, at) => (wanted[at] === true ? one : null)),
        );
      }),
    );
  });

  test('a string that is written with an escape is not missed', () => {
    const body = Buffer.from(String.raw`{"items":[{"name":"\u0077eb"},{"name":"app"}]}`);
    assert.deepEqual(itemsOf(leaveOutItems(body, ['web'])), [{ name: 'web' }, null]);
  });

  test('where nothing is left out the text is the same', () => {
    const body = Buffer.from('{"items":[{"name":"web"}]}');
    assert.equal(leaveOutItems(body, ['web']), body);
  });

  test('what is no whole list of objects is not touched', () => {
    const texts = [
      '',
      'null',
      '[]',
      '{"items":null}',
      '{"items":{}}',
      '{"items":[{"name":"app"}',
      '{"items":[{"name":"app"},',
      '{"items":[{"name":"app',
      '{"items":[{"name":"app"},null]}',
      '{"items":[["app"]]}',
      '{"items": [{"name":"app"}]}',
      '{"other":{"items":[{"name":"app"}]}}',
    ];
    for (const text of texts) assert.equal(leaveOutItems(Buffer.from(text), ['web']), undefined, text);
  });
});

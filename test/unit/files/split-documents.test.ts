import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { formatYaml } from '../../../src/print/yaml.ts';
import { parseDocument, ParseError } from '../../../src/source/files/parse-document.ts';
import { splitDocuments } from '../../../src/source/files/split-documents.ts';

/** `line:column text` of each document; of a list `line:column [items of the same form]`. */
function outline(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [...splitDocuments(bytes)].map(({ line, column, start, end, list }) => {
    const place = `${line}:${column}`;
    if (list === undefined) return `${place} ${bytes.toString('utf8', start, end).trim()}`;
    return `${place} [${list.items.map((item) => `${item.line}:${item.column} ${bytes.toString('utf8', item.start, item.end).trim()}`).join(' | ')}]`;
  });
}

describe('splitDocuments', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing', '', []],
    ['comments and markers alone', '# a\n---\n# b\n...\n---\n\n', []],
    ['one document', 'a: 1\n', ['1:1 a: 1']],
    ['no line break at the end', 'a: 1', ['1:1 a: 1']],
    ['documents behind markers', '---\na: 1\n---\n# x\n\nb: 2\n', ['2:1 a: 1', '6:1 b: 2']],
    ['a marker with a comment', 'a: 1\n--- # Source: x.yaml\nb: 2\n', ['1:1 a: 1', '3:1 b: 2']],
    ['a document on the line of its marker', '--- {a: 1}\n--- b\n', ['1:5 {a: 1}', '2:2 b']],
    ['an end marker', 'a: 1\n...\nb: 2\n', ['1:1 a: 1', '3:1 b: 2']],
    ['Windows line ends', 'a: 1\r\n---\r\nb: 2\r\n', ['1:1 a: 1', '3:1 b: 2']],
    ['three dashes inside a text', 'a: |\n  ---\n  b\n', ['1:1 a: |\n  ---\n  b']],
    ['a directive', '%YAML 1.1\n---\na: 1\n', ['3:1 a: 1']],
    ['JSON values in a row', '{"a":1}{"b":2}\n  {"c":3}', ['1:1 {"a":1}', '1:8 {"b":2}', '2:3 {"c":3}']],
    ['JSON and YAML mixed', '{"a":1}\n---\nb: 2\n---\n{"c":3}\n', ['1:1 {"a":1}', '3:1 b: 2', '5:1 {"c":3}']],
    ['braces and escapes in JSON strings', '{"a":"}\\"}{"}{"b":1}', ['1:1 {"a":"}\\"}{"}', '1:14 {"b":1}']],
    [
      'a list with its items at the margin',
      'apiVersion: v1\nitems:\n- a: 1\n  b:\n  - c\n# x\n- d: |\n    - e\nkind: List\n',
      ['1:1 [3:1 - a: 1\n  b:\n  - c\n# x | 7:1 - d: |\n    - e]'],
    ],
    [
      'a list with its items indented',
      'items: # all\n\n  - a: 1\n    b: 2\n  - c: 3\n',
      ['1:1 [3:3 - a: 1\n    b: 2 | 5:3 - c: 3]'],
    ],
    ['items that are no list', 'items:\n  a: 1\n', ['1:1 items:\n  a: 1']],
    ['an empty list', 'items: []\n', ['1:1 items: []']],
    ['items below another field', 'spec:\n  items:\n  - a\n', ['1:1 spec:\n  items:\n  - a']],
    ['a JSON list', '{"items":[{"a":[1]},\n{"b":{}}],"kind":"List"}', ['1:1 [1:11 {"a":[1]} | 2:1 {"b":{}}]']],
    ['a JSON list of other things', '{"items":["a",{"b":1}]}', ['1:1 {"items":["a",{"b":1}]}']],
    [
      'the logs out that kubectl cluster-info dump writes between lists',
      '{"a":1}\n==== START logs for container c of pod n/p ====\n{"x\n---\nb: 1\nend==== END logs for container c of pod n/p ====\n{"a":2}\n',
      ['1:1 {"a":1}', '7:1 {"a":2}'],
    ],
    [
      'logs out behind YAML, also those without an end',
      'a: 1\n==== START logs for container c of pod n/p ====\n==== END logs for container c of pod n/p ====\na: 2\n==== START logs for container d of pod n/p ====\nb: 3\n',
      ['1:1 a: 1', '4:1 a: 2'],
    ],
    ['items deeper in JSON', '{"spec":{"items":[{"a":1}]}}', ['1:1 {"spec":{"items":[{"a":1}]}}']],
  ];
  for (const [name, text, expected] of cases) {
    it(`cuts ${name}`, () => {
      assert.deepEqual(outline(text), expected);
    });
  }

  it('says where the input ends inside a JSON document', () => {
    const [document] = splitDocuments(Buffer.from('{"items":[{"a":1},{"b":'));
    assert.equal(document?.truncated, true);
    assert.equal(document.list?.items.length, 1);
  });
});

const json = fc.object({
  maxDepth: 3,
  withNullPrototype: false,
  key: fc.string(),
  values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
});
const item = fc.record({ kind: fc.constant('X'), spec: json, text: fc.string({ unit: 'grapheme' }) });

/** All values of a text: documents, or the items of lists. */
function readValues(text: string): readonly unknown[] {
  const bytes = Buffer.from(text);
  return [...splitDocuments(bytes)].flatMap((document) => {
    const { whole, items } = parseDocument(bytes, document);
    const parts = items ?? [whole];
    return parts.map((part) => {
      assert.ok(!(part instanceof ParseError), part instanceof ParseError ? part.message : '');
      return part.value;
    });
  });
}

/** As JSON gives it, without -0 and the like. */
function plain(value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy;
}

describe('laws of reading', () => {
  it('what is printed as YAML reads the same, as documents and as a list', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
        const expected = plain(items);
        assert.deepEqual(readValues(items.map((each) => `---\n${formatYaml(plain(each))}`).join('')), expected);
        assert.deepEqual(readValues(formatYaml({ apiVersion: 'v1', items: expected, kind: 'List' })), expected);
      }),
    );
  });
  it('what is printed as JSON reads the same, in a row and as a list, in any indentation', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), fc.nat(4), (items, indent) => {
        const expected = plain(items);
        assert.deepEqual(readValues(items.map((each) => JSON.stringify(each, null, indent)).join('\n')), expected);
        assert.deepEqual(readValues(JSON.stringify({ kind: 'List', items, last: 1 }, null, indent)), expected);
      }),
    );
  });
  it('any bytes are cut into documents without an end that goes back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          let end = 0;
          for (const document of splitDocuments(Buffer.from(bytes))) {
            assert.ok(document.start >= end && document.end > document.start);
            end = document.end;
          }
        },
      ),
    );
  });
});

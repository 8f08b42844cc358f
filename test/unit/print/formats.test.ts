import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { load } from 'js-yaml';
import { goText } from '../../../src/print/go-text.ts';
import { formatKyaml } from '../../../src/print/kyaml.ts';
import { openListWriter } from '../../../src/print/object-list.ts';
import { formatServerCell } from '../../../src/print/server-cell.ts';
import { compactJson, indentedJson, sortedKeys } from '../../../src/print/sorted-json.ts';
import { compareYamlKeys } from '../../../src/print/yaml-key-order.ts';
import { formatYaml } from '../../../src/print/yaml.ts';
import { readPath, readStrings } from '../../../src/model/read.ts';

/** An object of strings that are hard to write, as kubectl 1.36.1 printed it in each format. */
function read(name: string): string {
  return readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8');
}

const tricky: unknown = JSON.parse(read('tricky.json'));

function same(ours: string, kubectls: string): void {
  // Line by line, so that a failure shows the line and not the file.
  const [left, right] = [ours.split('\n'), kubectls.split('\n')];
  for (const [index, line] of left.entries()) assert.equal(line, right[index], `line ${index + 1}`);
  assert.equal(left.length, right.length);
}

describe('objects are written as kubectl writes them', () => {
  test('json', () => {
    same(`${indentedJson(tricky)}\n`, read('tricky.json'));
  });
  test('yaml', () => {
    same(formatYaml(tricky), read('tricky.yaml'));
  });
  test('kyaml', () => {
    same(formatKyaml(tricky), read('tricky.kyaml'));
  });

  test('what YAML says reads back as the same', () => {
    const values = readStrings(readPath(tricky, 'spec', 'values'));
    for (const value of values) {
      assert.deepEqual(load(formatYaml({ value })), { value });
      assert.deepEqual(load(formatKyaml({ value })), { value });
    }
  });

  test('keys that YAML would merge or that hold line breaks stay what they are', () => {
    for (const key of ['<<', 'a\nb', 'a: b', '# a', 'x'.repeat(200), '__proto__', 'true', '1']) {
      const value = JSON.parse(`{${JSON.stringify(key)}: {"k": 1}}`);
      assert.deepEqual(load(formatYaml(value)), value);
      assert.deepEqual(load(formatKyaml(value)), value);
    }
  });
});

test('a field that is undefined is none in YAML, as in JSON', () => {
  const value = { b: undefined, a: [{ c: undefined }, null], d: { e: undefined } };
  assert.equal(formatYaml(value), 'a:\n- {}\n- null\nd: {}\n');
  assert.deepEqual(JSON.parse(indentedJson(value)), load(formatYaml(value)));
});

describe('the order of keys', () => {
  test('JSON: by code points, not by UTF-16 units', () => {
    const record = { '\u{1f600}': 1, '\uffee': 2, b: 3, a: 4, '\u{1f600}x': 5, '': 6 };
    assert.deepEqual(sortedKeys(record), ['', 'a', 'b', '\uffee', '\u{1f600}', '\u{1f600}x']);
  });

  test('YAML: numbers by value, letters last', () => {
    const keys = ['b', 'a10', 'a2', 'a1', 'a', '_a', '10', '9', 'a-b', 'a.b', 'A', 'a100', 'a101'];
    assert.deepEqual(keys.toSorted(compareYamlKeys), [
      '_a',
      '9',
      '10',
      'A',
      'a',
      'a-b',
      'a.b',
      'a1',
      'a2',
      'a10',
      'a100',
      'a101',
      'b',
    ]);
  });
});

describe('lists', () => {
  for (const format of ['json', 'yaml', 'kyaml'] as const) {
    test(`${format}: the same whatever the pages, and readable`, () => {
      const items = [{ a: [1] }, { b: {} }, { c: 'x\ny' }];
      const list = { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
      const whole = openListWriter(format);
      const text = whole.items(items) + whole.end();
      const pages = openListWriter(format);
      assert.equal(items.map((item) => pages.items([item])).join('') + pages.end(), text);
      assert.deepEqual(load(text), list);
      const whole1 = { json: `${indentedJson(list)}\n`, yaml: formatYaml(list), kyaml: formatKyaml(list) };
      assert.equal(text, whole1[format]);
      const empty = openListWriter(format);
      assert.deepEqual(load(empty.items([]) + empty.end()), { ...list, items: [] });
    });
  }
});

test('numbers as Go writes them', () => {
  const numbers = [0, -7, 1e6, 2 ** 53, 1e19, 1e21, 0.5, 123456.5, 1234567.5, 0.0001, 0.00001234, -1.5e-7];
  const expected = '0 -7 1000000 9007199254740992 1e+19 1e+21 0.5 123456.5 1.2345675e+06 0.0001 1.234e-05 -1.5e-07';
  assert.equal(goText(numbers), `[${expected}]`);
  assert.equal(formatYaml([1e19, 2e19]), '- 10000000000000000000\n- 2e+19\n');
});

test('a cell of the server: null is empty, numbers and lists as Go writes them', () => {
  const cells = [null, undefined, 'a\nb', 'a\r', '', 3, 1.5, true, ['a', 1], { b: 1, a: null }].map(formatServerCell);
  assert.deepEqual(cells, ['', '', 'a...', 'a...', '', '3', '1.5', 'true', '[a 1]', 'map[a:<nil> b:1]']);
});

describe('what is nested as deeply as an API server takes', () => {
  const DEPTH = 10_000;
  const deep: unknown = JSON.parse(`${'{"a":['.repeat(DEPTH)}"<"${']}'.repeat(DEPTH)}`);

  test('one line of JSON is whole', () => {
    assert.equal(compactJson(deep), `${'{"a":['.repeat(DEPTH)}"\\u003c"${']}'.repeat(DEPTH)}`);
  });

  test('indented JSON is whole, its depths stand in one line', () => {
    const text = indentedJson(deep);
    assert.equal(text.replaceAll(/\s/g, ''), compactJson(deep));
    assert.ok(text.length < 20 * compactJson(deep).length);
  });

  test('YAML and KYAML write the depths as JSON', () => {
    for (const format of [formatYaml, formatKyaml]) {
      const text = format(deep);
      assert.match(text, /\{"a":\["\\u003c"\]\}/);
      assert.ok(text.length < 20 * compactJson(deep).length);
    }
    const shallow: unknown = JSON.parse(`${'{"a":'.repeat(520)}1${'}'.repeat(520)}`);
    assert.match(formatYaml(shallow), /a: \{"a":(\{"a":)+1\}+\n$/);
  });
});

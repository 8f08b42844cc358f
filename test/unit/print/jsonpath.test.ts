import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { customCells, parseCustomColumns } from '../../../src/print/custom-columns.ts';
import { compileJsonPath, formatJsonPath, formatJsonPathAsJson } from '../../../src/print/jsonpath.ts';
import { formatTable } from '../../../src/print/table.ts';
import { readPath, readRecord, readRecords, readString } from '../../../src/model/read.ts';

/**
 * What kubectl 1.36.1 printed for the objects in reference/served.json; test/cluster/get-jsonpath.test.ts asks a live
 * kubectl the same.
 */
const reference = readRecords(readJson('kubectl.json'));
const served = readRecord(readJson('served.json'));

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'));
}

function dataOf(object: string): unknown {
  if (object === 'list') return served;
  return readRecords(served['items']).find((item) => readPath(item, 'metadata', 'name') === object);
}

function print(format: string, template: string, data: unknown): string {
  switch (format) {
    case 'jsonpath':
      return formatJsonPath(compileJsonPath(template), data);
    case 'jsonpath-as-json':
      return formatJsonPathAsJson(compileJsonPath(template), data);
    default: {
      const columns = parseCustomColumns(template);
      const rows = readRecords(readRecord(data)['items']).map((item) => customCells(columns, item));
      return formatTable({ columns: columns.map(({ header }) => header), rows }, { header: true, color: false });
    }
  }
}

/**
 * Go's maps have no order: where a template walks one, only what is printed is compared, not where. kubectl counts
 * characters where we count columns of the terminal, so gaps of tables are compared as one blank.
 */
function comparable(format: string, template: string, text: string): string {
  const walksMap = /\.\.|\.\*/.test(template);
  const trimmed = format === 'custom-columns' ? text.replaceAll(/ +/g, ' ').replaceAll(/ +$/gm, '') : text;
  return walksMap ? trimmed.split(/\s/).toSorted().join(' ') : trimmed;
}

describe('templates print what kubectl prints', () => {
  for (const { object, format, template, output, error } of reference) {
    const about = readString(object) ?? '';
    const kind = readString(format) ?? '';
    const text = readString(template) ?? '';
    test(`${kind}=${JSON.stringify(text)} of ${about}`, () => {
      if (typeof error === 'string') {
        assert.throws(
          () => print(kind, text, dataOf(about)),
          (thrown: unknown) => {
            const message = thrown instanceof Error ? thrown.message.trim() : '';
            assert.ok(message !== '' && error.includes(message), `${message} is not what kubectl says: ${error}`);
            return true;
          },
        );
      } else {
        assert.equal(comparable(kind, text, print(kind, text, dataOf(about))), comparable(kind, text, String(output)));
      }
    });
  }
});

describe('templates that nobody means', () => {
  test('ranges are nested so deep and no deeper', () => {
    const nested = (depth: number): string => `${'{range @}'.repeat(depth)}x${'{end}'.repeat(depth)}`;
    assert.equal(formatJsonPath(compileJsonPath(nested(500)), {}), 'x');
    assert.throws(() => compileJsonPath(nested(300_000)), /ranges are nested deeper than 500 levels/);
    assert.throws(() => compileJsonPath('{range .items[*]}'.repeat(300_000)), /ranges are nested deeper/);
  });

  test('as many ranges as there are, one behind the other', () => {
    assert.equal(formatJsonPath(compileJsonPath('{range @}x{end}'.repeat(50_000)), {}).length, 50_000);
  });
});

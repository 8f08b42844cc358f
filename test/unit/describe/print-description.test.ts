import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDescriptionPrinter } from '../../../src/print/description.ts';
import type { Block } from '../../../src/view/description.ts';

async function print(blocks: readonly Block[], unicode = true, color = false): Promise<string> {
  return (await openDescriptionPrinter({ color, unicode }))({ blocks });
}

test('labels of one level share a width, further values stand below the first', async () => {
  const text = await print([
    { type: 'field', label: 'Name', values: ['cart'] },
    { type: 'field', label: 'Annotations', values: ['a: b', 'c: d'] },
    { type: 'group', label: 'TLS', blocks: [{ type: 'field', label: 'Mode', values: ['Terminate'] }] },
  ]);
  assert.equal(
    text,
    `Name:         cart
Annotations:  a: b
              c: d
TLS:
  Mode:  Terminate
`,
  );
});

const LINES: Block = {
  type: 'lines',
  label: 'Backends',
  lines: [
    { mark: 'ok', cells: ['service/a:80', 'ClusterIP'] },
    { mark: 'broken', cells: ['service/long-name:80', 'missing', 'spec.rules[0]'], details: [['a sentence']] },
    { mark: 'unknown', cells: ['x'] },
    { cells: ['no mark'] },
  ],
  more: '3 more: gwctl get …',
};

test('lines are aligned with their marks', async () => {
  assert.equal(
    await print([LINES]),
    `Backends:
  ✓ service/a:80           ClusterIP
  ✗ service/long-name:80   missing   spec.rules[0]
      a sentence
  ? x
    no mark
  3 more: gwctl get …
`,
  );
});

test('a terminal without UTF-8 gets words for marks', async () => {
  assert.equal(
    await print([LINES], false),
    `Backends:
  ok   service/a:80           ClusterIP
  FAIL service/long-name:80   missing   spec.rules[0]
      a sentence
  ?    x
       no mark
  3 more: gwctl get …
`,
  );
});

test('a cell of a table may have several lines', async () => {
  const text = await print([
    {
      type: 'table',
      label: 'Rules',
      columns: ['#', 'MATCHES', 'BACKENDS'],
      rows: [
        ['0', ['PathPrefix /', 'Exact /漢字'], 'service/a:80'],
        ['1', '', 'service/b:80'],
      ],
    },
  ]);
  assert.equal(
    text,
    `Rules:
  #   MATCHES        BACKENDS
  0   PathPrefix /   service/a:80
      Exact /漢字
  1                  service/b:80
`,
  );
});

test("control characters of a stranger's text never reach the terminal", async () => {
  const text = await print([
    { type: 'field', label: 'A\u001b', values: ['\u001b[31mred\nline'] },
    { type: 'lines', label: 'L', lines: [{ cells: ['x\u202ey'], details: [['\u0007']] }] },
    { type: 'table', label: 'T', columns: ['C\u009b'], rows: [['a\nb']] },
  ]);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(text, /\\x1b\[31mred\\nline/);
});

test('colour follows the tone and changes no width', async () => {
  const blocks: readonly Block[] = [
    { type: 'lines', label: 'L', lines: [{ mark: 'broken', cells: [{ text: 'bad', tone: 'bad' }, 'x'] }] },
  ];
  const text = await print(blocks, true, true);
  assert.ok(text.includes('\u001b[31mbad\u001b[39m   x'));
  assert.equal(text.replaceAll(/\u001b\[\d+m/g, ''), await print(blocks));
});

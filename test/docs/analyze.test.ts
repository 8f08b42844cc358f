import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { rulePages } from '../../scripts/rule-pages.ts';
import { formatOutcome, root, runLine } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const file = join(root, 'docs/analyze.md');
const CONSOLE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/m;

test('docs/analyze.md shows what the example really prints', async () => {
  const text = await readFile(file, 'utf8');
  const [, head = '', line = '', shown = ''] = CONSOLE.exec(text) ?? [];
  const printed = `${formatOutcome(await runLine(line))}\n`;
  if (update)
    await writeFile(
      file,
      text.replace(CONSOLE, () => head + printed),
    );
  else assert.equal(shown, printed);
});

suite('docs/rules', () => {
  const pages = rulePages();
  test('has a page for each rule and no other (node scripts/rule-pages.ts writes them)', async () => {
    assert.deepEqual((await readdir(join(root, 'docs/rules'))).toSorted(), [...pages.keys()].toSorted());
  });

  test('says what the rules say', async () => {
    for (const [name, text] of pages) assert.equal(await readFile(join(root, 'docs/rules', name), 'utf8'), text, name);
  });
});

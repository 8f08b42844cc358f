import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { rulePages } from '../../scripts/rule-pages.ts';
import { root } from '../golden/harness.ts';

suite('docs/rules', () => {
  const pages = rulePages();
  test('has a page for each rule and no other (node scripts/rule-pages.ts writes them)', async () => {
    assert.deepEqual((await readdir(join(root, 'docs/rules'))).toSorted(), [...pages.keys()].toSorted());
  });

  test('says what the rules say', async () => {
    for (const [name, text] of pages) assert.equal(await readFile(join(root, 'docs/rules', name), 'utf8'), text, name);
  });
});

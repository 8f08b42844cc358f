import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import * as library from '../../src/api.ts';
import { root } from '../golden/harness.ts';

suite('docs/library.md', () => {
  test('shows the example that the tests run', async () => {
    const [, shown] = /^```ts\n([\s\S]*?)^```$/m.exec(await readFile(join(root, 'docs/library.md'), 'utf8')) ?? [];
    assert.equal(shown, await readFile(join(root, 'examples/library/why-not-attached.ts'), 'utf8'));
  });

  test('names every function and class that the library exports', async () => {
    const text = await readFile(join(root, 'docs/library.md'), 'utf8');
    for (const name of Object.keys(library)) assert.match(text, new RegExp(`^\\| .*\`${name}[\`(]`, 'm'));
  });
});

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import * as library from '../../src/api.ts';
import { root } from '../golden/harness.ts';

suite('docs/library.md', () => {
  test('shows every example, and one for every answer', async () => {
    const text = await readFile(join(root, 'docs/library.md'), 'utf8');
    const examples = await readdir(join(root, 'examples/library'));
    for (const example of examples) assert.ok(text.includes(`<!-- file: examples/library/${example} -->`), example);
    const asked = new Set([...text.matchAll(/\bawait answers\.(\w+)\(/g)].map(([, answer = '']) => answer));
    const answers = await library.openFiles(['examples/shop'], {
      env: {},
      cwd: root,
      now: Date.now,
      platform: '',
      arch: '',
    });
    const questions = Object.entries(answers).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    assert.deepEqual([...asked].toSorted(), questions.filter((name) => name !== 'close').toSorted());
  });

  test('names every function and class that the library exports', async () => {
    const text = await readFile(join(root, 'docs/library.md'), 'utf8');
    for (const name of Object.keys(library)) assert.match(text, new RegExp(`^\\| .*\`${name}[\`(]`, 'm'));
  });
});

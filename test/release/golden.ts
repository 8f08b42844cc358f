import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';

/** Holds a generated file against the one in test/release/golden, or writes that. */
export async function assertGolden(name: string, text: string): Promise<void> {
  const file = join(root, 'test/release/golden', name);
  if (!update) {
    assert.equal(text, await readFile(file, 'utf8'), name);
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

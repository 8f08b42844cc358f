import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { root } from '../golden/harness.ts';

const text = await readFile(join(root, 'docs/environment.md'), 'utf8');
const sources = new Map<string, string>();
for await (const file of glob('{bin,src}/**/*.{ts,js,cjs}', { cwd: root })) {
  sources.set(file, await readFile(join(root, file), 'utf8'));
}

/** Names of variables that a text reads: `env['NAME']`, `env.NAME`, and names of proxies, which are chosen by the server. */
function variablesOf(source: string): readonly string[] {
  return [...source.matchAll(/\benv(?:\??\.|(?:\?\.)?\[')([A-Z][A-Z0-9_]+)\b|'([A-Z]+_PROXY)'/g)].map(
    ([, read, proxy]) => read ?? proxy ?? '',
  );
}

suite('docs/environment.md', () => {
  test('names every variable that the program reads', () => {
    const read = new Set([...sources.values()].flatMap(variablesOf));
    assert.ok(read.size > 15, [...read].join(' '));
    for (const name of read) assert.match(text, new RegExp(`^\\| [^|]*\`${name}\``, 'm'));
  });

  test('names no other variables', () => {
    const [, table = ''] = /^## Variables$([\s\S]*?)^## /m.exec(text) ?? [];
    const named = [...table.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
    );
    const all = [...sources.values()].join('\n');
    assert.ok(named.length > 15);
    for (const name of named) assert.match(all, new RegExp(`\\b${name}\\b`));
  });
});

test('docs/reading-the-output.md explains reasons and exit codes that there are', async () => {
  const page = await readFile(join(root, 'docs/reading-the-output.md'), 'utf8');
  const [, part = ''] = /^## Reasons$([\s\S]*?)^## /m.exec(page) ?? [];
  const reasons = [...part.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)]);
  assert.ok(reasons.length > 15);
  const all = [...sources.values()].join('\n');
  for (const [, reason = ''] of reasons) assert.match(all, new RegExp(`\\b${reason}\\b`));
  for (const code of [0, 1, 2, 3, 70, 130]) assert.match(page, new RegExp(`^\\| ${code} \\|`, 'm'));
});

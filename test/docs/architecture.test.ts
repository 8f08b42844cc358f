import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { ALLOWED } from '../architecture/allowed-imports.ts';
import { root } from '../golden/harness.ts';

const text = await readFile(join(root, 'docs/architecture.md'), 'utf8');

/** The cells of a table's rows, by its header. */
function rowsBelow(header: string): readonly (readonly string[])[] {
  const [, rest = ''] = text.split(`${header}\n`);
  const [table = ''] = rest.split('\n\n');
  return table
    .split('\n')
    .slice(1)
    .map((row) => row.split('|').slice(1, -1));
}

function namesIn(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

suite('docs/architecture.md', () => {
  const rooms = rowsBelow('| room | does | may import |');

  test('names every room, with the imports that the tests allow', async () => {
    const entries = await readdir(join(root, 'src'));
    const named = new Map(rooms.map(([room, , imports]) => [namesIn(room)[0] ?? '', namesIn(imports)]));
    const expected = ['bin', 'commands', ...entries.map((entry) => (entry.endsWith('.ts') ? `src/${entry}` : entry))];
    assert.deepEqual([...named.keys()].toSorted(), expected.toSorted());
    for (const [room, imports] of named) {
      const allowed = (ALLOWED[room] ?? []).filter((other) => named.has(other));
      assert.deepEqual(imports.toSorted(), allowed.toSorted(), room);
    }
  });

  test('names functions and types that stand where it says', async () => {
    const links = [...text.matchAll(/\[`(\w+)`\]\(\.\.\/([^)]+)\)/g)];
    assert.ok(links.length > 15);
    for (const [, name = '', path = ''] of links) {
      const source = await readFile(join(root, path), 'utf8');
      assert.match(source, new RegExp(`export (async )?(const|function\\*?|class|interface|type) ${name}\\b`), path);
    }
  });

  test('names files that are there', async () => {
    for (const [, path = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)) await access(join(root, 'docs', path));
    for (const [, path = ''] of text.matchAll(/`((?:src|test|commands|scripts|docs)\/[\w./-]+)`/g))
      await access(join(root, path));
  });
});

import assert from 'node:assert/strict';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { commands } from '../../commands/index.ts';
import { handwrittenPages, wholePages, writePage } from '../../scripts/docs.ts';
import { root, runLine } from '../golden/harness.ts';
import { readShellLines } from './shell.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const pages = [...wholePages().keys(), ...(await handwrittenPages())];

for (const page of pages) {
  suite(page, () => {
    test('shows what is printed, declared and published today (node scripts/docs.ts writes it)', async () => {
      const text = await writePage(page);
      if (update) await writeFile(join(root, page), text);
      else assert.equal(await readFile(join(root, page), 'utf8'), text);
    });

    test('links to files and headings that are there', async () => {
      const text = await readFile(join(root, page), 'utf8');
      for (const [, path = '', heading] of withoutCode(text).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)) {
        const file = path === '' ? page : join(dirname(page), path);
        await access(join(root, file));
        if (heading === undefined) continue;
        const there = headings(await readFile(join(root, file), 'utf8'));
        assert.ok(there.includes(heading), `${file} has no heading #${heading}`);
      }
    });

    test('has command lines that gwctl takes', async () => {
      for (const line of await readShellLines(page)) {
        const own = /(?:^|\| )((?:kubectl gw|gwctl) .*?)(?: \|\|? .*| > .*)?$/.exec(line.trim())?.[1];
        if (own === undefined) continue;
        await assertTaken(own);
      }
    });
  });
}

test('docs/README.md, and so the site, names every page', async () => {
  const text = await readFile(join(root, 'docs/README.md'), 'utf8');
  const named = new Set([...text.matchAll(/\]\(([\w/.-]+\.md)\)/g)].map(([, page = '']) => `docs/${page}`));
  // Folders have contents of their own.
  const expected = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  const missing = expected.filter((page) => !named.has(page) && !named.has(`${dirname(page)}/README.md`));
  assert.deepEqual(missing, ['docs/verbs/global-flags.md']);
});

test('no page of a verb is left that is none', async () => {
  const files = await readdir(join(root, 'docs/verbs'));
  assert.deepEqual(files.toSorted(), [...commands.map(({ name }) => `${name}.md`), 'global-flags.md'].toSorted());
});

/** That a line is understood, and answered where it needs no cluster: on the example, or on files that are there. */
async function assertTaken(line: string): Promise<void> {
  // In a synopsis words stand for what is put there.
  if (/ (?:[[|]|[A-Z]{3,}(?: |$|\b))| -(?: |$)/.test(line)) return;
  const [, files = ''] = /--from (\S+)/.exec(line) ?? [];
  const isThere =
    files !== '' &&
    (await access(join(root, files)).then(
      () => true,
      () => false,
    ));
  const { err, code } = await runLine(/--demo/.test(line) || isThere ? line : `${line} --help`);
  assert.ok(code === 0 || code === 1, `${line}: exit ${code}: ${err}`);
}

/** A text without its blocks and spans of code. */
function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** The anchors of a page's headings, as GitHub makes them. */
function headings(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import { root } from '../test/golden/harness.ts';
import { documentsPage } from './docs/documents-page.ts';
import { fillPage } from './docs/fill-page.ts';
import type { Parts } from './docs/fill-page.ts';
import { rightsPart } from './docs/rights.ts';
import { VERB_EXAMPLES } from './docs/verb-examples.ts';
import { globalFlagsPage, verbIndex, verbPage } from './docs/verb-page.ts';

/** Parts of pages that are written here: `<!-- written: NAME -->`. */
const PARTS: Parts = {
  verbs: () => verbIndex(commands),
  rights: rightsPart,
};

/** The paths of the pages that are written whole. */
export function wholePages(): ReadonlyMap<string, () => string | Promise<string>> {
  const pages = new Map<string, () => string | Promise<string>>();
  for (const command of commands) {
    pages.set(`docs/verbs/${command.name}.md`, () => {
      const examples = VERB_EXAMPLES[command.name];
      if (examples === undefined) throw new Error(`${command.name} has no entry in scripts/docs/verb-examples.ts`);
      return verbPage(command, examples);
    });
  }
  pages.set('docs/verbs/global-flags.md', globalFlagsPage);
  pages.set('docs/documents.md', documentsPage);
  return pages;
}

/** The paths of the pages that people write, whose outputs and tables are filled in. */
export async function handwrittenPages(): Promise<readonly string[]> {
  const whole = wholePages();
  const pages = ['README.md'];
  for await (const page of glob('docs/**/*.md', { cwd: root })) pages.push(page.replaceAll('\\', '/'));
  return pages.filter((page) => !whole.has(page)).toSorted();
}

/** A page as it should be today. */
export async function writePage(page: string): Promise<string> {
  const whole = wholePages().get(page);
  return whole === undefined ? fillPage(await readFile(join(root, page), 'utf8'), PARTS) : whole();
}

/** `node scripts/docs.ts [PAGE…]` writes the pages. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  for (const page of named.length > 0 ? named : [...wholePages().keys(), ...(await handwrittenPages())]) {
    const file = join(root, page);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await writePage(page));
  }
}

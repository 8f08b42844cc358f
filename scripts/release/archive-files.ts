import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import { COMPLETION_SHELLS, completionScript } from '../../src/print/completion-script.ts';
import { root } from '../bundle.ts';
import { readmeOutside } from '../readme-outside.ts';
import type { FileEntry } from './file-entry.ts';
import { manPages } from './man-pages.ts';
import type { Release } from './release.ts';
import { executableOf } from './target.ts';
import type { Target } from './target.ts';

/** What each shell wants the file of completions to be called. */
const COMPLETION_FILES = { bash: 'gwctl.bash', zsh: '_gwctl', fish: 'gwctl.fish', powershell: 'gwctl.ps1' } as const;

function read(file: string): Promise<string> {
  return readFile(join(root, file), 'utf8');
}

/** What stands in the archives of all targets beside the executable. @param date of the release: `2026-12-01`. */
export async function commonFiles(release: Release, date: string): Promise<readonly FileEntry[]> {
  const { version, homepage } = release;
  const texts: (readonly [string, string])[] = [
    ['README.md', readmeOutside(await read('README.md'), version, homepage)],
    ['CHANGELOG.md', await read('CHANGELOG.md')],
  ];
  for (const [page, text] of manPages(commands, { version, date })) texts.push([`man/man1/${page}`, text]);
  for (const shell of COMPLETION_SHELLS) {
    texts.push([`completions/${COMPLETION_FILES[shell]}`, completionScript(shell)]);
  }
  return [...(await legalFiles()), ...texts.map(([path, text]) => plainFile(path, text))];
}

/** The licence, and the notices of what an executable contains: the bundle's and the runtime's. */
export async function legalFiles(): Promise<readonly FileEntry[]> {
  const runtime = await read('scripts/third-party/bun.txt');
  return [
    plainFile('LICENSE', await read('LICENSE')),
    plainFile('THIRD_PARTY_NOTICES', `${await read('THIRD_PARTY_NOTICES')}\n${'-'.repeat(80)}\n${runtime}`),
  ];
}

function plainFile(path: string, text: string): FileEntry {
  return { path, content: Buffer.from(text), executable: false };
}

/**
 * The archive of a target as a tree: its executable, and what all have. The other names of the program are not in it: krew unpacks no
 * links, and Windows has none. Who installs it makes them.
 */
export function archiveEntries(
  target: Target,
  folder: string,
  executable: Buffer,
  common: readonly FileEntry[],
): readonly FileEntry[] {
  const entries = [{ path: executableOf(target), content: executable, executable: true }, ...common];
  return entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` }));
}

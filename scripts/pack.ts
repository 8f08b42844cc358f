import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPath, readRecord, readString } from '../src/model/read.ts';
import { root } from './bundle.ts';
import { leanManifest } from './lean-manifest.ts';
import { readmeOutside } from './readme-outside.ts';

/**
 * What npm runs before and after it packs: `prepare` puts the published manifest and README in the place of the repository's,
 * `restore` puts those back. npm takes both files from the root of the project and from nowhere else.
 */
const SWAPPED = ['package.json', 'README.md'];
/** Where they wait, also after a run that was cut off: then `restore` puts them back. */
const ASIDE = join(root, 'dist/before-packing');

if (process.argv[2] === 'prepare') await prepare();
else await restore();

async function prepare(): Promise<void> {
  await mkdir(ASIDE, { recursive: true });
  for (const file of SWAPPED) await cp(join(root, file), join(ASIDE, file));
  const manifest = readRecord(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const version = readString(manifest['version']) ?? '';
  await writeFile(join(root, 'README.md'), readmeOutside(readme, version, pageOf(manifest['repository'])));
  await writeFile(join(root, 'package.json'), `${JSON.stringify(leanManifest(manifest), undefined, 2)}\n`);
}

async function restore(): Promise<void> {
  for (const file of SWAPPED) await cp(join(ASIDE, file), join(root, file));
  await rm(ASIDE, { recursive: true });
}

/** The page of a repository as npm writes it: `git+https://example.com/gwctl.git`, or a record with it. */
function pageOf(repository: unknown): string | undefined {
  const url = readString(repository) ?? readString(readPath(repository, 'url'));
  return url?.replace(/^git\+/, '').replace(/\.git$/, '');
}

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { root } from './bundle.ts';

const run = promisify(execFile);
const compiler = join(root, 'node_modules/typescript/bin/tsc');

/**
 * Writes the declarations of the library: those of its entry and of what they name, and none of the sources behind them.
 * @param folder `api.d.ts` is written into it.
 */
export async function writeDeclarations(folder: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'gwctl-types-'));
  try {
    await run(process.execPath, [compiler, '-p', join(root, 'tsconfig.types.json'), '--outDir', all]);
    const sources = join(all, 'src');
    for (const file of await reachable(join(sources, 'api.d.ts'))) {
      await cp(file, join(folder, relative(sources, file)));
    }
  } finally {
    await rm(all, { recursive: true, force: true });
  }
}

/** A declaration and all that it imports, and so on. */
async function reachable(entry: string): Promise<ReadonlySet<string>> {
  const found = new Set([entry]);
  for (const file of found) {
    for (const [, path = ''] of (await readFile(file, 'utf8')).matchAll(/\b(?:from |import\()'(\.[^']+)\.ts'/g)) {
      found.add(`${resolve(dirname(file), path)}.d.ts`);
    }
  }
  return found;
}

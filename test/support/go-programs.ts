import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Programs that tests build with Go, once a machine, from the modules that a go.mod pins. */
export interface GoPrograms {
  /** What they are for, as a sentence says it: `test cluster`. */
  readonly purpose: string;
  /** The folder of go.mod and go.sum. */
  readonly moduleFolder: string;
  /** The folder below the user's cache. */
  readonly cache: string;
  readonly linkFlags: string;
  /** Their names, and the packages that they are built from. */
  readonly programs: readonly { readonly name: string; readonly module: string }[];
}

/**
 * Finds the programs in the user's cache folder, else builds them there with Go.
 * @returns the folder of the programs, or a sentence that says why there are none.
 * @throws Error with CI=true in place of that sentence: there a skip is a failure.
 */
export async function findGoPrograms(wanted: GoPrograms): Promise<{ readonly folder: string } | string> {
  const folder = join(await goCacheFolder(wanted), 'bin');
  if (await haveAll(wanted, folder)) return { folder };
  const reason = await build(wanted, folder);
  if (reason === undefined) return { folder };
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** The user's cache folder of these programs: a new one for each set of pinned modules. */
export async function goCacheFolder({ moduleFolder, cache, linkFlags }: GoPrograms): Promise<string> {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const hash = createHash('sha256').update(linkFlags);
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(moduleFolder, file)));
  const folder = join(base, cache, hash.digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Whether a folder has all of the programs. */
export async function haveAll({ programs }: Pick<GoPrograms, 'programs'>, folder: string): Promise<boolean> {
  const found = programs.map(({ name }) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).every(Boolean);
}

/** Builds into a folder of its own and renames it, so that two processes never see half a build. */
async function build(wanted: GoPrograms, folder: string): Promise<string | undefined> {
  const { purpose, programs, linkFlags, moduleFolder } = wanted;
  try {
    await promisify(execFile)('go', ['version']);
  } catch {
    return `no ${purpose}: Go is not installed`;
  }
  const temporary = `${folder}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  for (const { name, module } of programs) {
    process.stderr.write(`building ${name} of the ${purpose} (once)\n`);
    const args = ['build', '-trimpath', '-ldflags', linkFlags, '-o', join(temporary, name), module];
    const code = await runGo(moduleFolder, args);
    if (code !== 0) {
      await rm(temporary, { recursive: true, force: true });
      return `no ${purpose}: go build ${module} ended with ${code}`;
    }
  }
  try {
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process was quicker; its build is as good.
    if (!(await haveAll(wanted, folder))) throw error;
  }
  return undefined;
}

function runGo(cwd: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, {
      cwd,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      stdio: ['ignore', 2, 2],
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

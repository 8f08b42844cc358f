import { execFile } from 'node:child_process';
import { constants, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, readlink, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRecord, readPath } from '../../src/model/read.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as a user has it: packed by npm, and installed without devDependencies into a folder of its own. */
export interface Installed {
  /** The package's own folder. */
  readonly folder: string;
  /** The folder that npm links the programs into. */
  readonly bin: string;
}

let installed: Promise<Installed> | undefined;

/** Packs and installs once a process, whoever asks; the folder goes when the process ends. */
export function installPacked(): Promise<Installed> {
  installed ??= install();
  return installed;
}

async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  // On Windows npm is a script of the shell.
  const shell = process.platform === 'win32';
  return (await run('npm', [...args, '--silent'], { cwd, shell })).stdout.trim();
}

async function install(): Promise<Installed> {
  const home = await mkdtemp(join(tmpdir(), 'gwctl-packed-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  // With its dependencies in their place npm installs the same, and needs no network.
  const dependencies = await listDependencies();
  for (const path of dependencies) {
    await cp(join(root, path), join(home, path), { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
  await linkPrograms(home, dependencies);
  const [, tarball = ''] = /(\S+\.tgz)$/.exec(await npm(root, 'pack', '--pack-destination', home)) ?? [];
  await npm(home, 'install', '--omit=dev', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', `./${tarball}`);
  return { folder: join(home, 'node_modules', 'gwctl'), bin: join(home, 'node_modules', '.bin') };
}

/** Programs that packages bring: npm would fetch a package anew whose programs are not linked. */
async function linkPrograms(home: string, dependencies: readonly string[]): Promise<void> {
  const bin = join('node_modules', '.bin');
  await mkdir(join(home, bin), { recursive: true });
  for (const name of await readdir(join(root, bin))) {
    const target = await readlink(join(root, bin, name)).catch(() => undefined);
    const path = target === undefined ? undefined : join(bin, target);
    if (target === undefined || !dependencies.some((folder) => path?.startsWith(`${folder}/`) === true)) continue;
    await symlink(target, join(home, bin, name));
  }
}

/** The folders at the top of node_modules that the program's dependencies need. */
async function listDependencies(): Promise<readonly string[]> {
  return [...(await readDependencies())].filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path));
}

/** The folders of all packages that the program's dependencies bring, as package-lock.json has them. */
export async function readDependencies(): Promise<ReadonlySet<string>> {
  const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const packages = readPath(lock, 'packages');
  const ofProgram = Object.entries(isRecord(packages) ? packages : {}).filter(
    ([, entry]) => readPath(entry, 'dev') !== true && readPath(entry, 'devOptional') !== true,
  );
  return new Set(ofProgram.map(([path]) => path));
}

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TARGETS, compileBinary } from '../../scripts/compile-binary.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** All that packing reads. It is done in a copy: in the project itself it would swap files that others read meanwhile. */
const PACKED_FROM = [
  'bin',
  'commands',
  'examples',
  'schemas',
  'scripts',
  'src',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
  'tsconfig.json',
  'tsconfig.types.json',
];

/** The program as a user has it: packed by npm, and installed into a folder that holds nothing else. */
export interface Installed {
  /** What npm packed. */
  readonly tarball: string;
  /** The copy of the project that it was packed from, as packing left it. */
  readonly copy: string;
  /** The package's own folder. */
  readonly folder: string;
  /** The folder that npm links the programs into. */
  readonly bin: string;
}

let installed: Promise<Installed> | undefined;
let compiled: Promise<string> | undefined;

/** Packs and installs once a process, whoever asks; the folder goes when the process ends. */
export function installPacked(): Promise<Installed> {
  installed ??= install();
  return installed;
}

/**
 * Makes the single executable of what was packed, once a process, with the other names of the program linked to it.
 * @returns the folder that holds them.
 */
export function installBinary(target: keyof typeof TARGETS): Promise<string> {
  compiled ??= compile(target);
  return compiled;
}

async function compile(target: keyof typeof TARGETS): Promise<string> {
  const { copy } = await installPacked();
  const folder = join(dirname(copy), 'binary');
  const { file } = TARGETS[target];
  await compileBinary(copy, target, join(folder, file));
  for (const name of ['kubectl-gw', 'kubectl_complete-gw'])
    await symlink(file, join(folder, file.replace('gwctl', name)));
  return folder;
}

/** Runs npm. @returns what it wrote on standard output. */
export async function npm(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  // On Windows npm is a script of the shell.
  const shell = process.platform === 'win32';
  return (await run('npm', ['--silent', ...args], { cwd, shell, env: { ...process.env, ...env } })).stdout.trim();
}

async function install(): Promise<Installed> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'gwctl-packed-')));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const [copy, alone] = [join(home, 'project'), join(home, 'alone')];
  for (const name of PACKED_FROM) await cp(join(root, name), join(copy, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const [, name = ''] = /(\S+\.tgz)$/.exec(await npm(copy, ['pack', '--pack-destination', home])) ?? [];
  const tarball = join(home, name);
  await mkdir(alone);
  // Nothing is to be had but the tarball.
  await npm(alone, ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball]);
  const modules = join(alone, 'node_modules');
  return { tarball, copy, folder: join(modules, 'gwctl'), bin: join(modules, '.bin') };
}

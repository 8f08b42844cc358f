import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readPath, readString } from '../src/model/read.ts';
import { root } from './bundle.ts';

const run = promisify(execFile);

/** The bun that the project's packages bring. */
export const bun: string = fileURLToPath(new URL('bin/bun.exe', import.meta.resolve('bun/package.json')));

/** The runtimes that package-lock.json does not list, since no machine needs them to build. */
const UNLISTED: Readonly<Record<string, string>> = {
  '@oven/bun-linux-x64-baseline':
    'sha512-s8yMwYcFnnrA178gji0gZbkE2WVDej/Ti1x770oPfihxyRxSMNhGhiAQNXV53aDeraZxksdvKV/RAdQBCd0qPA==',
};

/**
 * Brings a runtime from npm's registry, as package-lock.json pins it, into the user's cache folder.
 * @param name of its package: `@oven/bun-linux-aarch64`.
 * @returns the path of the executable.
 * @throws Error where the registry hands out something else than was pinned.
 */
export async function bunRuntime(name: string): Promise<string> {
  const version = await readVersion();
  const base = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'gwctl-bun', version);
  const folder = join(base, name.replace('@oven/', ''));
  const executable = join(folder, 'package/bin', name.includes('windows') ? 'bun.exe' : 'bun');
  if (await exists(executable)) return executable;
  await mkdir(base, { recursive: true });
  // Unpacked beside its place and then renamed, so that nobody sees half of one.
  const temporary = await mkdtemp(`${folder}.`);
  try {
    // On Windows npm is a script of the shell.
    const shell = process.platform === 'win32';
    const { stdout } = await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd: temporary, shell });
    const tarball = join(temporary, stdout.trim());
    await assertPinned(tarball, name, version);
    await run('tar', ['-xzf', tarball], { cwd: temporary });
    await rm(tarball);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!(await exists(executable))) throw error;
  }
  return executable;
}

async function assertPinned(tarball: string, name: string, version: string): Promise<void> {
  const hash = `sha512-${createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64')}`;
  const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const pinned = readString(readPath(lock, 'packages', `node_modules/${name}`, 'integrity')) ?? UNLISTED[name];
  if (hash !== pinned) throw new Error(`${name}@${version} is ${hash}, but ${pinned ?? 'nothing'} is pinned`);
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'node_modules/bun/package.json'), 'utf8'));
  return readString(readPath(manifest, 'version')) ?? '';
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

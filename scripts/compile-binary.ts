import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bun, bunRuntime } from './bun-runtime.ts';

/** What the program can be compiled for. */
export interface Target {
  /** The package of npm with bun for it. */
  readonly runtime: string;
  /** Its name in bun's `--target`. */
  readonly bun: string;
  /** The name of the executable. */
  readonly file: string;
}

const on = (runtime: string, target: string, file = 'gwctl'): Target => ({
  runtime: `@oven/bun-${runtime}`,
  bun: `bun-${target}`,
  file,
});

/** By `<os>-<processor>[-variant]`: `baseline` is for processors of before 2013, `musl` for Alpine Linux. */
export const TARGETS = {
  'linux-x64': on('linux-x64', 'linux-x64'),
  'linux-x64-baseline': on('linux-x64-baseline', 'linux-x64-baseline'),
  'linux-x64-musl': on('linux-x64-musl', 'linux-x64-musl'),
  'linux-arm64': on('linux-aarch64', 'linux-arm64'),
  'linux-arm64-musl': on('linux-aarch64-musl', 'linux-arm64-musl'),
  'darwin-x64': on('darwin-x64', 'darwin-x64'),
  'darwin-arm64': on('darwin-aarch64', 'darwin-arm64'),
  'windows-x64': on('windows-x64', 'windows-x64', 'gwctl.exe'),
  'windows-arm64': on('windows-aarch64', 'windows-arm64', 'gwctl.exe'),
} as const satisfies Readonly<Record<string, Target>>;

/** Whether something is the name of a target. */
export function isTarget(name: string): name is keyof typeof TARGETS {
  return Object.hasOwn(TARGETS, name);
}

/** The target that this machine runs; undefined where there is none. */
export function ownTarget(): keyof typeof TARGETS | undefined {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return isTarget(name) ? name : undefined;
}

/**
 * `.env` and `bunfig.toml` of the folder that the program is started in are none of its business: a `preload` there would run
 * a stranger's code. Chunks stay chunks (`--splitting`): of one file the whole would be loaded at each start. Without `--minify`, since esbuild has done that, and bun would rewrite the script in the page of `graph`.
 */
const FLAGS = [
  '--compile',
  '--bytecode',
  '--format=esm',
  '--splitting',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  '--no-compile-autoload-tsconfig',
  '--no-compile-autoload-package-json',
];

/**
 * Makes one file of the built program and a runtime.
 * @param project a folder with bin/ and dist/.
 * @param outfile where it is written. The name of the file, not its folder, is part of what is written.
 */
export async function compileBinary(project: string, target: keyof typeof TARGETS, outfile: string): Promise<void> {
  await mkdir(dirname(outfile), { recursive: true });
  const { runtime, bun: name } = TARGETS[target];
  const args = ['build', join('bin', 'binary.js'), ...FLAGS, `--target=${name}`];
  // The bun that `npm ci` installs is the same file as in the package of this machine's own target.
  const executable = target === ownTarget() ? bun : await bunRuntime(runtime);
  args.push(`--compile-executable-path=${executable}`, `--outfile=${outfile}`);
  // No variable of this machine has a say in what ships.
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  await promisify(execFile)(bun, args, { cwd: project, env: { PATH, HOME, TMPDIR, SystemRoot } });
}

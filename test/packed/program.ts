import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { main } from '../../src/main.ts';
import { installBinary, installPacked } from './install.ts';
import { NODES } from './nodes.ts';
import type { Runtime } from './runtimes.ts';

/** The folder that programs are started in where a test names no other. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const FIXED_TIME = new URL('at-a-fixed-time.js', import.meta.url);
const [, PROJECT_NODE] = NODES;

/** How the packed program is started. */
export interface StartOptions {
  /** One of the package's programs; gwctl where none is named. */
  readonly program?: 'gwctl' | 'kubectl-gw' | 'kubectl_complete-gw';
  /** What it runs on: the project's own Node where nothing is named. */
  readonly on?: Runtime | undefined;
  /** The whole environment, but for what a program needs to be found at all. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Milliseconds at which the clock of the program stands; `COLUMNS` then makes standard output a terminal. */
  readonly now?: number;
  /** A command that is given the program's line as its last arguments and runs it. */
  readonly through?: readonly string[];
  /** Standard input and output: nothing and a pipe where nothing is said. */
  readonly stdin?: 'pipe' | 'ignore';
  readonly stdout?: 'pipe' | number;
}

/** The folder that holds the program under all of its names: what npm links, or the single executable. */
export async function programsFolder(on: Runtime): Promise<string> {
  return 'target' in on ? installBinary(on.target) : (await installPacked()).bin;
}

/**
 * Starts a program of the installed package as a shell does: by its name, with `node` on the PATH. The single executable of
 * the same package needs none.
 */
export async function startPacked(args: readonly string[], options: StartOptions = {}): Promise<ChildProcess> {
  const { program = 'gwctl', on = PROJECT_NODE, env = {}, now } = options;
  const isBinary = 'target' in on;
  const bin = await programsFolder(on);
  const { PATH = '', SystemRoot } = process.env;
  const before = isBinary
    ? { BUN_OPTIONS: `--preload=${fileURLToPath(FIXED_TIME)}` }
    : { NODE_OPTIONS: `--import=${FIXED_TIME.href}` };
  const [command = '', ...line] = [...(options.through ?? []), join(bin, program), ...args];
  return spawn(command, line, {
    cwd: options.cwd ?? root,
    env: {
      SystemRoot,
      ...env,
      PATH: [...(isBinary ? [] : [on.folder]), env['PATH'] ?? PATH].join(delimiter),
      ...(now === undefined ? {} : { GWCTL_TEST_NOW: String(now), ...before }),
    },
    stdio: [options.stdin ?? 'ignore', options.stdout ?? 'pipe', 'pipe'],
  });
}

/** What a program wrote, and its exit code; null when a signal ended it. */
export interface End {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** Reads what a started program writes until it has ended; nothing of a stream that was closed. */
export async function endOf(child: ChildProcess): Promise<End> {
  const { promise: code, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  child.once('error', reject);
  const [out, err] = await Promise.all([readStream(child.stdout), readStream(child.stderr)]);
  return { out, err, code: await code };
}

async function readStream(stream: ChildProcess['stdout']): Promise<string> {
  return stream === null || stream.destroyed ? '' : text(stream);
}

/** Runs a program of the installed package to its end. @param input what it reads on standard input. */
export async function runPacked(
  args: readonly string[],
  { input, ...options }: Omit<StartOptions, 'stdin' | 'stdout'> & { readonly input?: string | Buffer | undefined } = {},
): Promise<End> {
  const child = await startPacked(args, { ...options, stdin: input === undefined ? 'ignore' : 'pipe' });
  // A program may end before it has read everything.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return endOf(child);
}

/** The function behind the installed package's programs, for suites of more runs than there is time to start processes. */
export async function loadPackedMain(): Promise<typeof main> {
  const { folder } = await installPacked();
  const chunk: { readonly main: typeof main } = await import(pathToFileURL(join(folder, 'dist', 'start.js')).href);
  return chunk.main;
}

import { basename } from 'node:path';
import type { Io } from '../src/cli/io.ts';
import { main } from '../src/main.ts';

export { main };

/** Node's names of platforms and processors in Go's words, as kubectl's User-Agent has them. */
const GO_OS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** Runs the command line of this process and ends it: the only place that touches `process`. */
export async function start(): Promise<never> {
  const abort = new AbortController();
  process.once('SIGINT', () => {
    abort.abort();
    // A second Ctrl-C, or work that does not listen, must not keep the terminal.
    process.once('SIGINT', () => process.exit(130));
    setTimeout(() => process.exit(130), 200).unref();
  });
  // `| head` closes the pipe early: that is no error. A full disk is one.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`error: cannot write the output: ${error.message}\n`, () => process.exit(3));
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 3);
  });
  const code = await main(process.argv.slice(2), openIo(abort.signal));
  process.exit(abort.signal.aborted ? 130 : code);
}

function openIo(signal: AbortSignal): Io {
  return {
    program: basename(process.argv[1] ?? '').startsWith('kubectl-gw') ? 'kubectl gw' : 'gwctl',
    writeOut: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    writeError: (text) => {
      process.stderr.write(text);
    },
    readInput: () => process.stdin,
    outIsTerminal: process.stdout.isTTY,
    errorIsTerminal: process.stderr.isTTY,
    inIsTerminal: process.stdin.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    env: process.env,
    now: () => Date.now(),
    cwd: process.cwd(),
    os: GO_OS[process.platform] ?? process.platform,
    arch: GO_ARCH[process.arch] ?? process.arch,
    signal,
  };
}

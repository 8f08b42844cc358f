import { basename } from 'node:path';
import type { Io } from '../src/cli/io.ts';
import { main } from '../src/main.ts';
import { openOutput } from './output.ts';
import type { Output } from './output.ts';

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
  const failOutput = (error: Error): void => {
    process.stderr.write(`error: cannot write the output: ${error.message}\n`, () => process.exit(3));
  };
  const output = openOutput(process.stdout, failOutput);
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    // The answer does not change because nobody reads the warnings.
    if (error.code !== 'EPIPE') process.exit(3);
  });
  const code = await main(process.argv.slice(2), openIo(output, abort.signal));
  process.exit(abort.signal.aborted ? 130 : code);
}

function openIo(output: Output, signal: AbortSignal): Io {
  return {
    program: basename(process.argv[1] ?? '').startsWith('kubectl-gw') ? 'kubectl gw' : 'gwctl',
    writeOut: output.write,
    outClosed: output.closed,
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

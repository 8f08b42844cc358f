import type { Io } from '../src/cli/io.ts';
import { main } from '../src/main.ts';
import { openOutput } from './output.ts';
import type { Output } from './output.ts';
import { startedAs } from './started-as.ts';

export { main };

/** Node's names of platforms and processors in Go's words, as kubectl's User-Agent has them. */
const GO_OS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** Runs the command line of this process and ends it: the only place that touches `process`. */
export async function start(): Promise<never> {
  const { interrupted, isInterrupted } = openInterrupt();
  const output = openOutput(process.stdout, failOutput);
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    // The answer does not change because nobody reads the warnings.
    if (error.code !== 'EPIPE') process.exit(3);
  });
  const name = startedAs(process.argv0, process.argv[1]);
  const words = process.argv.slice(2);
  const code = await main(
    name === 'kubectl_complete-gw' ? ['__complete', ...words] : words,
    openIo(name === 'gwctl' ? 'gwctl' : 'kubectl gw', output, interrupted),
  );
  process.exit(isInterrupted() ? 130 : code);
}

function openIo(program: string, output: Output, interrupted: Io['interrupted']): Io {
  return {
    program,
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
    cwd: currentFolder(),
    os: GO_OS[process.platform] ?? process.platform,
    arch: GO_ARCH[process.arch] ?? process.arch,
    interrupted,
  };
}

/** Ctrl-C, taken over from the system when somebody asks to end in good order. */
function openInterrupt(): { readonly interrupted: () => AbortSignal; readonly isInterrupted: () => boolean } {
  let abort: AbortController | undefined;
  return {
    interrupted: () => {
      if (abort !== undefined) return abort.signal;
      const controller = new AbortController();
      abort = controller;
      process.once('SIGINT', () => {
        controller.abort();
        // A second Ctrl-C, or work that does not listen, must not keep the terminal.
        process.once('SIGINT', () => process.exit(130));
        setTimeout(() => process.exit(130), 200).unref();
      });
      return controller.signal;
    },
    isInterrupted: () => abort?.signal.aborted === true,
  };
}

/** The working folder; where it was removed, the path by which the shell still knows it. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env['PWD'] ?? '/';
  }
}

function failOutput(error: Error): void {
  process.stderr.write(`error: cannot write the output: ${error.message}\n`, () => process.exit(3));
}

import type { Io } from '../../src/cli/io.ts';

/** What a program wrote, as it comes. */
export interface Written {
  out: string;
  err: string;
}

/** An `Io` that writes into memory: no terminal, an empty environment, empty standard input, the time 0. */
export function captureIo(more: Partial<Io> = {}): { readonly io: Io; readonly written: Written } {
  const written: Written = { out: '', err: '' };
  const io: Io = {
    program: 'gwctl',
    writeOut: (text) => {
      written.out += text;
      return Promise.resolve();
    },
    outClosed: new AbortController().signal,
    writeError: (text) => {
      written.err += text;
    },
    readInput: async function* () {},
    outIsTerminal: false,
    errorIsTerminal: false,
    inIsTerminal: false,
    columns: undefined,
    env: {},
    now: () => 0,
    cwd: import.meta.dirname,
    os: 'linux',
    arch: 'amd64',
    interrupted: () => new AbortController().signal,
    ...more,
  };
  return { io, written };
}

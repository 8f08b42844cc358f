import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/main.ts';

/** What one command line wrote and returned. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** A process without a terminal, a cluster or a home, that reads and writes nothing. */
export const IDLE_IO: Io = {
  program: 'gwctl',
  writeOut: async () => undefined,
  writeError: () => undefined,
  readInput: async function* () {
    yield Buffer.from('');
  },
  outIsTerminal: false,
  errorIsTerminal: false,
  inIsTerminal: false,
  columns: undefined,
  env: { HOME: '/nonexistent', LANG: 'C.UTF-8' },
  now: () => Date.parse('2026-11-25T00:00:00Z'),
  cwd: '/',
  os: 'linux',
  arch: 'amd64',
  signal: new AbortController().signal,
};

/**
 * Runs a command line as the program does, in this process and without a cluster.
 * @param words the arguments behind the program's name.
 * @param input what `--from -` reads.
 */
export async function runMain(
  words: readonly string[],
  input = '',
  surroundings: Partial<Pick<Io, 'program' | 'env' | 'cwd'>> = {},
): Promise<Outcome> {
  let out = '';
  let err = '';
  const io: Io = {
    ...IDLE_IO,
    writeOut: async (text) => {
      out += text;
    },
    writeError: (text) => {
      err += text;
    },
    readInput: async function* () {
      yield Buffer.from(input);
    },
    ...surroundings,
  };
  const code = await main(words, io);
  return { out, err, code };
}

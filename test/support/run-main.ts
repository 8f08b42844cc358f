import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/main.ts';
import { captureIo } from './captured-io.ts';

/** What one command line wrote and returned. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/**
 * Runs a command line as the program does, in this process and without a cluster.
 * @param words the arguments behind the program's name.
 * @param input what `--from -` reads.
 */
export async function runMain(
  words: readonly string[],
  input = '',
  surroundings: Partial<Pick<Io, 'program' | 'env' | 'cwd' | 'outIsTerminal' | 'columns'>> = {},
): Promise<Outcome> {
  const { io, written } = captureIo({
    env: { HOME: '/nonexistent', LANG: 'C.UTF-8' },
    now: () => Date.parse('2026-11-25T00:00:00Z'),
    cwd: '/',
    readInput: async function* () {
      yield Buffer.from(input);
    },
    ...surroundings,
  });
  const code = await main(words, io);
  return { ...written, code };
}

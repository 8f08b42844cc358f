import type { Io } from '../../../src/cli/io.ts';
import { reportError } from '../../../src/cli/report-error.ts';
import { get } from '../../../src/app/get.ts';
import type { GetFlags } from '../../../commands/get.ts';
import { NOW } from '../tables/table-row.ts';
import { openFake } from '../../support/fake-source.ts';
import type { Fake, FakeSource } from '../../support/fake-source.ts';
import { captureIo } from '../../support/captured-io.ts';

/** What a run of `get` wrote and returned. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
}

/** Runs `get` against a fake source; an error that ends it is reported as the command line does. */
export async function runGet(
  words: readonly string[],
  flags: GetFlags,
  fake: Fake,
  terminal: Partial<Io> = {},
): Promise<Outcome> {
  let source: FakeSource | undefined;
  const { io, written } = captureIo({ now: () => NOW, cwd: import.meta.dirname, ...terminal });
  let code: number;
  try {
    code = await get(words, flags, io, async () => (source = openFake(fake)));
  } catch (error) {
    code = reportError(error, io);
  }
  return { code, ...written, asked: source?.asked ?? [] };
}

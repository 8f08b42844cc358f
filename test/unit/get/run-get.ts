import type { GetFlags } from '../../../commands/get.ts';
import { get } from '../../../src/app/get.ts';
import type { Io } from '../../../src/cli/io.ts';
import { openFake } from '../../support/fake-source.ts';
import type { Fake } from '../../support/fake-source.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';
import { NOW } from '../tables/table-row.ts';

/** Runs `get` against a fake source. */
export function runGet(
  words: readonly string[],
  flags: GetFlags,
  fake: Fake,
  terminal: Partial<Io> = {},
): Promise<Outcome> {
  const surroundings = { now: () => NOW, cwd: import.meta.dirname, ...terminal };
  return runVerb(
    (io, open) => get(words, flags, io, open),
    async () => openFake(fake),
    surroundings,
  );
}

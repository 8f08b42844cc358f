import type { GetFlags } from '../../../commands/get.ts';
import { get } from '../../../src/app/get.ts';
import type { Io } from '../../../src/cli/io.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';
import { NOW } from '../tables/table-row.ts';

/** A cluster of objects. */
export interface Fake extends Trouble {
  readonly objects?: readonly KubernetesObject[];
}

/** Runs `get` against a fake cluster. */
export function runGet(
  words: readonly string[],
  flags: GetFlags,
  { objects = [], ...trouble }: Fake,
  terminal: Partial<Io> = {},
): Promise<Outcome> {
  const surroundings = { now: () => NOW, cwd: import.meta.dirname, ...terminal };
  return runVerb(
    (io, open) => get(words, flags, io, open),
    () => openCluster(objects, trouble),
    surroundings,
  );
}

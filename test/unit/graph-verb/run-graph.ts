import { graph } from '../../../src/app/graph.ts';
import type { GraphFlags } from '../../../commands/graph.ts';
import { get } from '../../../src/app/get.ts';
import type { GetFlags } from '../../../commands/get.ts';
import type { ExitCode, Io } from '../../../src/cli/io.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { FakeCluster, Trouble } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';

/** Where and how a run takes place. */
export interface Setting extends Trouble {
  readonly env?: Io['env'];
}

/** Runs `gwctl graph` over a manifest; files, unless the setting says otherwise. */
export function runGraph(
  words: readonly string[],
  flags: GraphFlags,
  manifest: string,
  setting: Setting = {},
): Promise<Outcome> {
  return run((io, open) => graph(words, flags, io, open), manifest, setting);
}

/** Runs `gwctl get` over a manifest. */
export function runGet(
  words: readonly string[],
  flags: GetFlags,
  manifest: string,
  setting: Setting = {},
): Promise<Outcome> {
  return run((io, open) => get(words, flags, io, open), manifest, setting);
}

function run(
  verb: (io: Io, open: () => Promise<FakeCluster>) => Promise<ExitCode>,
  manifest: string,
  { env = { LC_ALL: 'C.UTF-8' }, ...trouble }: Setting,
): Promise<Outcome> {
  return runVerb(verb, () => openCluster(manifest, { kind: 'files', ...trouble }), { env, now: () => NOW });
}

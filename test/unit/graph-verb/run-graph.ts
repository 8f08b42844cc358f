import { graph } from '../../../src/app/graph.ts';
import type { GraphFlags } from '../../../commands/graph.ts';
import { get } from '../../../src/app/get.ts';
import type { GetFlags } from '../../../commands/get.ts';
import type { ExitCode, Io } from '../../../src/cli/io.ts';
import { reportError } from '../../../src/cli/report-error.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { FakeCluster, Trouble } from '../../support/fake-cluster.ts';
import { captureIo } from '../../support/captured-io.ts';

/** What a run wrote, returned and asked the source. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
}

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

async function run(
  verb: (io: Io, open: () => Promise<FakeCluster>) => Promise<ExitCode>,
  manifest: string,
  { env = { LC_ALL: 'C.UTF-8' }, ...trouble }: Setting,
): Promise<Outcome> {
  const source = await openCluster(manifest, { kind: 'files', ...trouble });
  const { io, written } = captureIo({ env, now: () => NOW });
  let code: number;
  try {
    code = await verb(io, async () => Promise.resolve(source));
  } catch (error) {
    code = reportError(error, io);
  }
  return { code, ...written, asked: source.asked() };
}

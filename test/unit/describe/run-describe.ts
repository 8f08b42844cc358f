import { reportError } from '../../../src/cli/report-error.ts';
import { describeCommand } from '../../../src/app/describe-command.ts';
import type { DescribeFlags } from '../../../commands/describe.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { FakeCluster, Trouble } from '../../support/fake-cluster.ts';
import { captureIo } from '../../support/captured-io.ts';

/** What a run of `describe` wrote, returned and asked. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
}

/** Runs `describe` against the objects of a manifest; an error that ends it is reported as the command line does. */
export async function runDescribe(
  line: string,
  manifest: string,
  { flags = {}, trouble = {} }: { readonly flags?: DescribeFlags; readonly trouble?: Trouble } = {},
): Promise<Outcome> {
  let cluster: FakeCluster | undefined;
  const { io, written } = captureIo({ env: { LC_ALL: 'C.UTF-8' }, now: () => NOW, cwd: '/' });
  const words = line.split(' ').filter((word) => word !== '');
  let code: number;
  try {
    code = await describeCommand(words, flags, io, async () => (cluster = await openCluster(manifest, trouble)));
  } catch (error) {
    code = reportError(error, io);
  }
  return { code, ...written, asked: cluster?.asked() ?? [] };
}

import type { DescribeFlags } from '../../../commands/describe.ts';
import { describeCommand } from '../../../src/app/describe-command.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';

/** Runs `describe` against the objects of a manifest. */
export function runDescribe(
  line: string,
  manifest: string,
  { flags = {}, trouble = {} }: { readonly flags?: DescribeFlags; readonly trouble?: Trouble } = {},
): Promise<Outcome> {
  const words = line.split(' ').filter((word) => word !== '');
  return runVerb(
    (io, open) => describeCommand(words, flags, io, open),
    () => openCluster(manifest, trouble),
    { env: { LC_ALL: 'C.UTF-8' }, now: () => NOW, cwd: '/' },
  );
}

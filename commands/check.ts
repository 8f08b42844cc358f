import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';

const flags = {
  rbac: { type: 'boolean', describe: 'Print the least ClusterRole, or with -n Role, that verbs need' },
  'upgrade-to': {
    type: 'string',
    completes: ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'],
    describe: 'Say also what the CRDs of RELEASE[/CHANNEL] would drop or refuse (default the installed channel)',
  },
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
} as const satisfies FlagTable;

/** What `check` is asked. */
export type CheckFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl check`: whether a cluster is ready, and what one needs to read it. */
export const check = defineCommand({
  name: 'check',
  parameters: '[--upgrade-to RELEASE | --rbac [VERB…]]',
  summary: 'Check CRDs, controllers and permissions of a cluster',
  examples: [
    ['check', 'CRDs, controllers, and what you may read in all namespaces'],
    ['check -n shop', 'The same, with what you may read in one namespace'],
    ['check --upgrade-to 1.7', 'Whether the CRDs can be upgraded, and what that would do to objects'],
    ['check --rbac > role.yaml', 'A ClusterRole for every verb that only reads'],
    ['check --rbac describe trace -n shop', 'A Role for two verbs in one namespace'],
  ],
  notes: `Exit codes:
  0  nothing failed; there may be warnings
  1  a check failed, or could not be answered
  2  wrong usage
  3  there is no cluster, or it does not answer`,
  flags,
  run: async (words, given, io) => (await import('../src/app/check.ts')).check(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, watch } from '../src/cli/shared-flags.ts';

const flags = {
  'all-namespaces': allNamespaces,
  check: { type: 'boolean', describe: 'Exit with a code that says whether everything is healthy: see below' },
  problems: {
    type: 'number',
    completes: 'none',
    describe: 'How many problems the screen shows; 0 shows all (default 5)',
  },
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
  watch,
} as const satisfies FlagTable;

/** What `status` is asked. */
export type StatusFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl status`: one screen that answers "is it all right?". */
export const status = defineCommand({
  name: 'status',
  parameters: '[NAMESPACE | -A]',
  summary: 'Show the health of Gateways and routes on one screen',
  examples: [
    ['status -A', 'The whole cluster'],
    ['status shop --check', 'Exit with code 1 when the namespace has problems'],
    ['status --from ./manifests --check', 'Everything in the files'],
  ],
  notes: `Exit codes with --check:
  0  everything that was asked about was examined and is healthy
  1  there are problems, or part of it could not be read or determined
  2  wrong usage
  3  nothing could be examined: an empty or misspelled namespace, or nothing could be read`,
  flags,
  completes: 'namespaces',
  run: async (words, given, io) => (await import('../src/app/status.ts')).status(words, given, io),
});

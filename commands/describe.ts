import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, chunkSize, selector, watch } from '../src/cli/shared-flags.ts';

const flags = {
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
  'all-namespaces': allNamespaces,
  selector,
  'chunk-size': chunkSize,
  'show-events': { type: 'boolean', describe: 'Show events (default true)' },
  watch,
} as const satisfies FlagTable;

/** What `describe` is asked. */
export type DescribeFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl describe`: one page an object, read top to bottom. */
export const describe = defineCommand({
  name: 'describe',
  parameters: 'TYPE [NAME… | -l SELECTOR] | TYPE/NAME…',
  summary: 'Show objects in full, with status, relations, policies and events',
  examples: [
    ['describe httproute cart -n shop', 'One route'],
    ['describe gateways -A', 'Every Gateway'],
    ['describe httproutes -A -o json', 'As a document: which routes attach, which do not, and why'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/describe-command.ts')).describeCommand(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';

const flags = {
  output: {
    alias: 'o',
    type: 'string',
    completes: ['wide', 'name', 'json', 'yaml'],
    describe: 'wide, name, json or yaml',
  },
  'no-headers': { type: 'boolean', describe: 'Do not print the header line' },
} as const satisfies FlagTable;

/** What `api-resources` is asked. */
export type ApiResourcesFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl api-resources`: which Gateway API and policy kinds there are, and of which release. */
export const apiResources = defineCommand({
  name: 'api-resources',
  parameters: '',
  summary: 'List the Gateway API and policy kinds, with versions and channel',
  examples: [['api-resources -o json', 'As a document for scripts']],
  flags,
  run: async (words, given, io) => (await import('../src/app/api-resources.ts')).apiResources(words, given, io),
});

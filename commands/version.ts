import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';

const flags = {
  client: { type: 'boolean', describe: 'Show only the client version, without asking a server' },
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
} as const satisfies FlagTable;

/** What `version` is asked. */
export type VersionFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl version`: of the client, the server and the Gateway API. */
export const version = defineCommand({
  name: 'version',
  parameters: '',
  summary: 'Show the versions of gwctl, the API server and the Gateway API',
  examples: [['version --client', 'Only the version of gwctl']],
  flags,
  run: async (words, given, io) => (await import('../src/app/version.ts')).version(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl version`: of the client, the server and the Gateway API. */
export const version = defineCommand({
  name: 'version',
  parameters: '',
  summary: 'Show the versions of gwctl, the API server and the Gateway API',
  examples: [['version --client', 'Only gwctl itself']],
  flags: {
    client: { type: 'boolean', describe: 'Only the client; asks no server' },
    output: { alias: 'o', type: 'string', describe: 'json or yaml' },
  },
  outputs: ['json', 'yaml'],
  run: async (words, flags, io) => (await import('../src/app/version.ts')).version(words, flags, io),
});

import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl api-resources`: which Gateway API and policy kinds there are, and of which release. */
export const apiResources = defineCommand({
  name: 'api-resources',
  parameters: '',
  summary: 'List the Gateway API and policy kinds, with versions and channel',
  examples: [['api-resources -o json', 'As a document for scripts']],
  flags: {
    output: { alias: 'o', type: 'string', describe: 'wide, name, json or yaml' },
    'no-headers': { type: 'boolean', describe: 'Leave out the header line' },
  },
  outputs: ['wide', 'name', 'json', 'yaml'],
  run: async (words, flags, io) => (await import('../src/app/api-resources.ts')).apiResources(words, flags, io),
});

import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl status`: one screen that answers "is it all right?". */
export const status = defineCommand({
  name: 'status',
  parameters: '[NAMESPACE | -A]',
  summary: 'Show on one screen whether all is right',
  examples: [
    ['status -A', 'The whole cluster'],
    ['status shop --check', 'Exit 1 when something in the namespace is not right'],
  ],
  flags: {
    'all-namespaces': { alias: 'A', type: 'boolean', describe: 'Objects of all namespaces' },
    check: { type: 'boolean', describe: 'Exit 1 when something is not right' },
    problems: { type: 'number', describe: 'How many problems to show; 0 shows all (default 5)' },
    output: { alias: 'o', type: 'string', describe: 'json or yaml' },
  },
  completes: 'namespaces',
  outputs: ['json', 'yaml'],
  run: async (words, flags, io) => (await import('../src/app/status.ts')).status(words, flags, io),
});

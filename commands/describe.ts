import { defineCommand } from '../src/cli/define-command.ts';

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
  flags: {
    output: { alias: 'o', type: 'string', describe: 'json or yaml: the pages as data' },
    'all-namespaces': { alias: 'A', type: 'boolean', describe: 'Objects of all namespaces' },
    selector: { alias: 'l', type: 'string', describe: 'Label selector: a=b, a!=b, a in (b,c), !a …' },
    'chunk-size': { type: 'number', describe: 'Objects a page of a long list; 0 asks for all at once (default 500)' },
    'show-events': { type: 'boolean', describe: 'Show events (default true)' },
  },
  completes: 'resources',
  outputs: ['json', 'yaml'],
  run: async (words, flags, io) => (await import('../src/app/describe-command.ts')).describeCommand(words, flags, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, selector } from '../src/cli/shared-flags.ts';

const flags = {
  output: {
    alias: 'o',
    type: 'string',
    completes: ['wide', 'json', 'yaml', 'csv', 'markdown'],
    describe: 'wide, json, yaml, csv or markdown',
  },
  'all-namespaces': allNamespaces,
  selector,
  'client-namespace': {
    type: 'string',
    completes: 'namespaces',
    describe: 'Namespace of the clients, for a Service in a mesh',
  },
} as const satisfies FlagTable;

/** What `table` is asked. */
export type TableFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl table`: what each listener answers, in order. */
export const table = defineCommand({
  name: 'table',
  parameters: '[TYPE [NAME[#SECTION]… | -l SELECTOR] | TYPE/NAME[#SECTION]…]',
  summary: 'Show what each listener answers, in order of precedence',
  examples: [
    ['table gateway/web -n infra', 'Every listener of a Gateway, and the rules that are never reached'],
    ['table gateway/web#https -o wide', 'One listener, with filters and URLs to open'],
    ['table service/cart#8080 --client-namespace web', 'A port of a Service in a mesh'],
    ['table -A -o csv', 'Every Gateway, for a spreadsheet'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/table.ts')).table(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, selector } from '../src/cli/shared-flags.ts';

const flags = {
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
  'all-namespaces': allNamespaces,
  selector,
  kind: { type: 'string', array: true, completes: 'policyKinds', describe: 'Only policies of this kind; repeatable' },
  path: {
    type: 'string',
    array: true,
    completes: 'object',
    describe: 'Only paths through [NAMESPACE/]TYPE/NAME[#SECTION]; repeatable',
  },
  explain: { type: 'boolean', describe: 'Show each step of the merge' },
  'gep713-literal': {
    type: 'boolean',
    describe: 'Let the newer of two defaults at the same level win, as GEP-713 literally says',
  },
} as const satisfies FlagTable;

/** What `effective` is asked. */
export type EffectiveFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl effective`: what the policies on an object add up to, and who set each field. */
export const effective = defineCommand({
  name: 'effective',
  parameters: 'TYPE [NAME[#SECTION]… | -l SELECTOR] | TYPE/NAME[#SECTION]…',
  summary: 'Show effective policies, with the source of every field',
  examples: [
    ['effective httproute/checkout -n shop', 'Everything that applies to a route, Gateway by Gateway'],
    ['effective gateway/web#https --kind ClientTrafficPolicy', 'One kind of policy on one listener'],
    ['effective service/cart --path httproute/cart --explain', 'One path to a Service, step by step'],
    ['effective httproutes -A -o json', 'Every route, as a document for scripts'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/effective.ts')).effective(words, given, io),
});

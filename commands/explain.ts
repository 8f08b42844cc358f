import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';

const flags = {
  list: { type: 'boolean', describe: 'List everything that can be explained' },
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
} as const satisfies FlagTable;

/** What `explain` is asked. */
export type ExplainFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl explain`: what a finding, reason or condition means, and what to do. */
export const explain = defineCommand({
  name: 'explain',
  parameters: '(CODE | REASON | [TYPE.]CONDITION)… | --list',
  summary: 'Explain findings, and conditions and reasons of the Gateway API',
  examples: [
    ['explain NoMatchingListenerHostname', 'What a reason says, why it happens and what to do'],
    ['explain gateway.Programmed', 'A condition of one kind'],
    ['explain gateway.Programmed.Pending', 'One of its reasons'],
    ['explain --list', 'Everything that can be explained'],
  ],
  flags,
  completes: 'explained',
  run: async (words, given, io) => (await import('../src/app/explain.ts')).explain(words, given, io),
});

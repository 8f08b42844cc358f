import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { selector } from '../src/cli/shared-flags.ts';

const flags = {
  selector,
  accept: {
    type: 'string',
    completes: 'files',
    describe: 'File with differences that are known, as -o accept writes it',
  },
  output: {
    alias: 'o',
    type: 'string',
    completes: ['json', 'yaml', 'markdown', 'accept'],
    describe: 'json, yaml, markdown, or accept for a file of known differences',
  },
} as const satisfies FlagTable;

/** What `diff` is asked. */
export type DiffFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl diff`: what two states answer differently. */
export const diff = defineCommand({
  name: 'diff',
  parameters: 'A B',
  summary: 'Show what two states answer differently: clusters, files or commits',
  examples: [
    ['diff git:main:deploy ./deploy', 'What the working tree does that main does not'],
    ['diff context:staging context:production', 'Two clusters'],
    ['diff git:origin/main:deploy ./deploy -o markdown', 'The same for a pull request'],
    ['diff A B -o accept > known.yaml', 'Write down what is wanted, for --accept known.yaml'],
  ],
  notes: `A and B are each a file, a directory, - (standard input), context:NAME or git:REF:DIR.

Exit codes:
  0  no request is answered otherwise, but for what is accepted
  1  some are, or something could not be read or compared
  2  wrong usage
  3  a side could not be read`,
  flags,
  completes: 'files',
  wordsAreSources: true,
  run: async (words, given, io) => (await import('../src/app/diff.ts')).diff(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, manifestFlags, selector } from '../src/cli/shared-flags.ts';

const flags = {
  filename: {
    ...manifestFlags.filename,
    describe:
      'File, directory or - with a change, in place of two states: compare as things are with the change applied; repeatable',
  },
  kustomize: { ...manifestFlags.kustomize, describe: 'The same with what this kustomization directory builds' },
  delete: { type: 'boolean', describe: 'With -f or -k: the objects are removed, in place of being applied' },
  'all-namespaces': allNamespaces,
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
  parameters: 'A B | -f CHANGE… [--delete]',
  summary: 'Show what two states answer differently: clusters, files, commits, or one with a change',
  examples: [
    ['diff -f change.yaml', 'What a change would do to the traffic of the cluster'],
    ['diff git:main:deploy ./deploy', 'What the working tree does that main does not'],
    ['diff context:staging context:production', 'Two clusters'],
    ['diff -f old-grant.yaml --delete --from ./manifests', 'What is lost without the objects of a file'],
    ['diff git:origin/main:deploy ./deploy -o markdown', 'The same for a pull request'],
    ['diff A B -o accept > known.yaml', 'Write down what is wanted, for --accept known.yaml'],
  ],
  notes: `A and B are each a file, a directory, - (standard input), context:NAME or git:REF:DIR.

Exit codes:
  0  no request is answered otherwise, but for what is accepted
  1  some are, or could not be compared
  2  wrong usage
  3  a side could not be read`,
  flags,
  completes: 'files',
  run: async (words, given, io) => (await import('../src/app/diff.ts')).diff(words, given, io),
});

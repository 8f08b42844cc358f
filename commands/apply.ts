import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { dryRun, manifestFlags, nameOutput, selector } from '../src/cli/shared-flags.ts';

const flags = {
  ...manifestFlags,
  selector: { ...selector, describe: 'Only objects with these labels' },
  'dry-run': dryRun,
  'force-conflicts': { type: 'boolean', describe: 'Take over fields that other managers own' },
  'field-manager': {
    type: 'string',
    completes: 'none',
    describe: 'Name of the manager of the applied fields (default gwctl)',
  },
  output: nameOutput,
} as const satisfies FlagTable;

/** What `apply` is asked. */
export type ApplyFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl apply`: server-side apply of manifests. */
export const apply = defineCommand({
  name: 'apply',
  parameters: '(-f FILE | -k DIR)',
  summary: 'Apply manifests to the cluster with server-side apply',
  examples: [
    ['apply -f shop.yaml', 'Create or update the objects in a file'],
    ['apply -f ./manifests -R --dry-run=server', 'Have the server check a directory without saving anything'],
  ],
  flags,
  run: async (words, given, io) => (await import('../src/app/apply.ts')).apply(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, dryRun, fieldSelector, manifestFlags, nameOutput, selector } from '../src/cli/shared-flags.ts';

const flags = {
  ...manifestFlags,
  selector,
  'field-selector': fieldSelector,
  all: { type: 'boolean', describe: 'All objects of the type in the namespace' },
  'all-namespaces': allNamespaces,
  'dry-run': dryRun,
  'ignore-not-found': { type: 'boolean', describe: 'Do not fail when an object does not exist' },
  wait: { type: 'boolean', describe: 'Wait for finalizers until the objects are gone (default true)' },
  timeout: {
    type: 'string',
    completes: 'none',
    describe: 'How long to wait: 1s, 2m, 3h … (default 0: until the objects are gone)',
  },
  output: nameOutput,
} as const satisfies FlagTable;

/** What `delete` is asked. */
export type DeleteFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl delete`: by name, selector or manifest. */
export const deleteCommand = defineCommand({
  name: 'delete',
  parameters: '(TYPE NAME… | TYPE/NAME… | TYPE -l SELECTOR | -f FILE | -k DIR)',
  summary: 'Delete objects by name, label selector or manifest',
  examples: [
    ['delete httproute cart -n shop', 'One route'],
    ['delete httproutes -l app=old --dry-run=server', 'Show what a selector would delete'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/delete.ts')).deleteObjects(words, given, io),
});

import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { asImplemented, manifestFlags, sendFlags } from '../src/cli/shared-flags.ts';

const flags = {
  filename: {
    ...manifestFlags.filename,
    describe:
      'File or directory with a change: the tests see the cluster or the files as if it were applied; repeatable',
  },
  coverage: { type: 'boolean', describe: 'Also show the matches of attached routes that no test reaches' },
  'fail-under': {
    type: 'string',
    completes: 'none',
    describe: 'Exit with code 1 when the tests reach less than this percentage of the matches; implies --coverage',
  },
  'only-failures': { type: 'boolean', describe: 'Leave out the tests that pass' },
  generate: { type: 'boolean', describe: 'Print a test for each match that a request can reach, instead of testing' },
  gateway: {
    type: 'string',
    completes: 'none',
    describe: 'With --generate or --coverage: only the routes of this Gateway, as [NAMESPACE/]NAME',
  },
  'as-implemented': asImplemented,
  ...sendFlags,
  output: {
    alias: 'o',
    type: 'string',
    completes: ['json', 'yaml', 'tap', 'junit'],
    describe: 'json, yaml, tap or junit',
  },
} as const satisfies FlagTable;

/** What `test` is asked. */
export type TestFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl test`: whether requests go where they should. */
export const test = defineCommand({
  name: 'test',
  parameters: '(FILE | DIR)… | --generate',
  summary: 'Test where requests go, against a cluster or files',
  examples: [
    ['test shop.routes.yaml --from ./manifests', 'The tests of a file, against manifests'],
    ['test ./tests --coverage --fail-under 90', 'All *.routes.yaml of a directory, against the cluster'],
    ['test ./tests -f change.yaml', 'The same, as if change.yaml were applied'],
    ['test --generate > all.routes.yaml', 'Write a test for each match that a request can reach'],
    ['test ./tests -o junit', 'A report for CI'],
  ],
  flags,
  completes: 'files',
  run: async (words, given, io) => (await import('../src/app/test.ts')).test(words, given, io),
});

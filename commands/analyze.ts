import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, manifestFlags, selector } from '../src/cli/shared-flags.ts';

const flags = {
  filename: {
    ...manifestFlags.filename,
    describe: 'Say what this change would do: manifests in a file, a directory or -; repeatable',
  },
  kustomize: { ...manifestFlags.kustomize, describe: 'The same with what a kustomization directory builds' },
  delete: { type: 'boolean', describe: 'With -f or -k: the objects are removed, in place of being applied' },
  'all-namespaces': allNamespaces,
  selector,
  show: {
    type: 'string',
    choices: ['error', 'warning', 'info'],
    describe: 'Show findings of this severity or worse (default warning)',
  },
  'fail-on': {
    type: 'string',
    choices: ['error', 'warning', 'info', 'never'],
    describe: 'Exit with code 1 if there are findings of this severity or worse (default error)',
  },
  rule: {
    type: 'string',
    array: true,
    completes: 'none',
    describe: 'Run only this rule, by code or name; repeatable',
  },
  skip: { type: 'string', array: true, completes: 'none', describe: 'Do not run this rule; repeatable' },
  suppress: {
    type: 'string',
    array: true,
    completes: 'none',
    describe: 'Suppress findings of a rule: RULE[=Kind/namespace/name], * for any text; repeatable',
  },
  config: {
    type: 'string',
    completes: 'files',
    describe: 'Read rules to skip, severities and suppressions from FILE (default .gwctl.yaml, if it exists)',
  },
  baseline: {
    type: 'string',
    completes: 'files',
    describe: 'Report only findings that are not in FILE (written by --write-baseline)',
  },
  'write-baseline': {
    type: 'string',
    completes: 'files',
    describe: 'Write the findings to FILE, for --baseline',
  },
  output: {
    alias: 'o',
    type: 'string',
    completes: ['json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown'],
    describe: 'json, yaml, sarif, junit, github (annotations), gitlab (code quality) or markdown',
  },
  'gateway-api': {
    type: 'string',
    completes: ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'],
    describe: 'Hold manifests against the CRDs of RELEASE[/CHANNEL] where none say which (default the newest)',
  },
  report: {
    type: 'string',
    completes: 'files',
    describe: 'Judge by the ConformanceReport in FILE what controllers support, where their classes do not say',
  },
  revalidate: {
    type: 'boolean',
    describe: 'Hold also what a server has stored against the CRDs, as before they are upgraded',
  },
  certificates: {
    type: 'boolean',
    describe:
      'Read also the Secrets of a cluster that are referred to, to check their certificates (values are never kept or shown)',
  },
  fix: { type: 'boolean', describe: 'Print a patch of the files that mends what has one right answer' },
  write: { type: 'boolean', describe: 'With --fix: write the files' },
} as const satisfies FlagTable;

/** What `analyze` is asked. */
export type AnalyzeFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl analyze`: what is wrong, each with a code, the field and what to do. */
export const analyze = defineCommand({
  name: 'analyze',
  parameters: '[TYPE[,TYPE…] [NAME…] | TYPE/NAME…]',
  summary: 'Find what is wrong, where, and what to do about it',
  examples: [
    ['analyze -A', 'The whole cluster'],
    ['analyze -f change.yaml', 'What a change would break, mend and move'],
    ['analyze --from ./manifests --complete', 'Files, before they are applied'],
    ['analyze httproute/cart -n shop', 'One route, and what it waits for'],
    ['analyze --from ./manifests --baseline known.json --fail-on warning', 'Only what is new, in a pipeline'],
    ['analyze --from ./manifests -o github', 'Annotations, and the summary of the job, in GitHub Actions'],
    ['analyze --from . --fix | git apply', 'Mend what has one right answer'],
    ['analyze --from . --suppress GW2003=HTTPRoute/shop/cart*', 'Suppress what is known and intended'],
  ],
  notes: `To suppress rules for one object, annotate it: gwctl.dev/suppress: GW2003,redirect-loop

Exit codes:
  0  nothing as severe as --fail-on was found
  1  something was found, or part of it could not be read
  2  wrong usage
  3  nothing could be examined: an empty or misspelled namespace, or nothing could be read`,
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/analyze.ts')).analyze(words, given, io),
});

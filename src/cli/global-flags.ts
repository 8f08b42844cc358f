import { UsageError } from '../model/errors.ts';
import { connectionFlags } from './connection-flags.ts';
import type { FlagsOf, FlagTable } from './flag.ts';

/**
 * The flags that every verb takes: kubectl's configuration flags (a plugin gets none of them from kubectl, so it defines
 * them all), where the objects come from, and how the terminal is used.
 */
export const globalFlags = {
  from: {
    type: 'string',
    array: true,
    completes: 'files',
    describe: 'Read objects from FILE, DIR or - (standard input) instead of a cluster; repeatable',
  },
  demo: { type: 'boolean', describe: 'Show the bundled example, a shop with some mistakes, instead of a cluster' },
  complete: {
    type: 'boolean',
    describe: 'The files of --from hold everything: what they lack does not exist',
  },
  'policy-catalogue': {
    type: 'string',
    array: true,
    completes: 'files',
    describe:
      'Read policy kinds from FILE (and from gwctl/policy-catalogue in the configuration directory); repeatable',
  },
  ...connectionFlags,
  color: {
    type: 'string',
    choices: ['auto', 'always', 'never'],
    describe: 'Colour: auto, always or never',
  },
  v: { type: 'number', completes: 'none', describe: 'Log verbosity; 6 and above log each request to stderr' },
  help: { alias: 'h', type: 'boolean', describe: 'Show help' },
} as const satisfies FlagTable;

/** Their values. */
export type GlobalFlags = FlagsOf<typeof globalFlags>;

/**
 * @param sources words that name what is read, beside `--from`.
 * @throws UsageError where one flag asks for another that is not there, or rules out one that is.
 */
export function checkGlobalFlags({ complete, demo = false, from = [] }: GlobalFlags, sources: readonly string[]): void {
  if (demo && from.length > 0) throw new UsageError('objects come from --from or from --demo, not from both');
  if (complete === true && !demo && from.length + sources.length === 0) {
    throw new UsageError('--complete says that files hold everything: name them with --from');
  }
}

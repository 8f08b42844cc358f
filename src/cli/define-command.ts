import type { Argv } from 'yargs';
import type { Completes, FlagsOf, FlagTable } from './flag.ts';
import { checkGlobalFlags, globalFlags } from './global-flags.ts';
import type { GlobalFlags } from './global-flags.ts';
import type { ExitCode, Io } from './io.ts';
import { normalizePieces } from './normalize-arguments.ts';
import { readArguments } from './read-arguments.ts';

/** One verb as its module declares it; what its use case is given follows from the table of flags. */
export interface CommandDefinition<Flags extends FlagTable> {
  readonly name: string;
  /** Another word for it. */
  readonly alias?: string;
  /** What stands behind the verb: `TYPE[,TYPE…] [NAME…]`. */
  readonly parameters: string;
  readonly summary: string;
  /** Pairs of a command line (without the program's name) and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly flags: Flags;
  /** Lines below the help: what neither flags nor examples tell. */
  readonly notes?: string;
  /** What a shell may propose behind the verb; nothing unless said. */
  readonly completes?: Completes;
  /** Whether the words name what is read, as `--from` does for other verbs. */
  readonly wordsAreSources?: boolean;
  /** Puts the arguments into the verb's own words before they are read. @throws UsageError */
  readonly translate?: (argv: readonly string[], flags: FlagTable) => Promise<readonly string[]>;
  /** Loads the use case with `import()` and runs it. */
  readonly run: (words: readonly string[], flags: FlagsOf<Flags> & GlobalFlags, io: Io) => Promise<ExitCode>;
}

/** A verb, its flags and its use case out of sight. */
export interface Command {
  readonly name: string;
  readonly alias: string | undefined;
  /** As the verb declares them. */
  readonly parameters: string;
  readonly summary: string;
  /** Its own flags and the global ones. */
  readonly flags: FlagTable;
  readonly completes: Completes;
  /** As the verb declares them. */
  readonly examples: readonly (readonly [string, string])[];
  readonly notes: string | undefined;
  /** Reads arguments, the verb among them. @throws UsageError in pflag's words. */
  readonly read: (argv: readonly string[]) => Promise<Invocation>;
  /** Adds the verb to a yargs parser, which writes its help. */
  readonly describe: (parser: Argv) => void;
}

/** What the user wants of a verb. */
export interface Invocation {
  readonly wantsHelp: boolean;
  readonly run: (io: Io) => Promise<ExitCode>;
}

/** Makes a verb from its declaration: words, flags and help for yargs, a typed question for the use case. */
export function defineCommand<Flags extends FlagTable>(definition: CommandDefinition<Flags>): Command {
  const { name, parameters, summary, examples, flags, translate, run } = definition;
  const table = { ...flags, ...globalFlags };
  return {
    name,
    alias: definition.alias,
    parameters,
    summary,
    flags: table,
    completes: definition.completes ?? 'none',
    examples,
    notes: definition.notes,
    async read(argv) {
      const pieces = [...readArguments((await translate?.(argv, table)) ?? argv, table)];
      const { words, flags: own } = normalizePieces(pieces, flags);
      const { flags: global } = normalizePieces(pieces, globalFlags);
      const sources = definition.wordsAreSources === true ? words.slice(1) : [];
      if (global.help !== true) checkGlobalFlags(global, sources);
      return { wantsHelp: global.help === true, run: (io) => run(words.slice(1), { ...own, ...global }, io) };
    },
    describe(parser) {
      parser.command(definition.alias === undefined ? name : [name, definition.alias], summary, (verb) => {
        verb.usage(`${summary}\n\nUsage: $0 ${name} ${parameters}`.trimEnd());
        return verb.options(table).group(Object.keys(flags), 'Flags:').group(Object.keys(globalFlags), 'Global flags:');
      });
    },
  };
}

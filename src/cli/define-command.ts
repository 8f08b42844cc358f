import type { Argv } from 'yargs';
import type { Completes, FlagsOf, FlagTable } from './flag.ts';
import { globalFlags } from './global-flags.ts';
import type { GlobalFlags } from './global-flags.ts';
import type { ExitCode, Io } from './io.ts';
import { areFlagsOf } from './normalize-arguments.ts';

/** One verb as its module declares it; what its use case is given follows from the table of flags. */
export interface CommandDefinition<Flags extends FlagTable> {
  readonly name: string;
  /** What stands behind the verb: `TYPE[,TYPE…] [NAME…]`. */
  readonly parameters: string;
  readonly summary: string;
  /** Pairs of a command line (without the program's name) and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly flags: Flags;
  /** What a shell may propose behind the verb; nothing unless said. */
  readonly completes?: Completes;
  /** Loads the use case with `import()` and runs it. */
  readonly run: (words: readonly string[], flags: FlagsOf<Flags> & GlobalFlags, io: Io) => Promise<ExitCode>;
}

/** A verb as the parser sees it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Its own flags and the global ones. */
  readonly flags: FlagTable;
  readonly completes: Completes;
  /**
   * Adds the verb to a yargs parser: to be run, when `done` takes the exit code, else to be described. yargs writes the help
   * of a verb that it runs too, which takes 20 ms: there is nothing to write then.
   */
  readonly register: (parser: Argv, io: Io, done?: (code: ExitCode) => void) => void;
}

/** Makes a verb from its declaration: words, flags and help for yargs, a typed handler for the use case. */
export function defineCommand<Flags extends FlagTable>(definition: CommandDefinition<Flags>): Command {
  const { name, parameters, summary, examples, flags, run } = definition;
  const table = { ...flags, ...globalFlags };
  return {
    name,
    summary,
    flags: table,
    completes: definition.completes ?? 'none',
    register(parser, io, done) {
      parser.command(
        name,
        summary,
        (verb) => {
          if (done !== undefined) return verb.options(withoutHelp(table));
          verb.usage(`${summary}\n\nUsage: $0 ${name} ${parameters}`.trimEnd());
          for (const [line, meaning] of examples) verb.example(`$0 ${line}`, meaning);
          return verb
            .options(table)
            .group(Object.keys(flags), 'Flags:')
            .group(Object.keys(globalFlags), 'Global flags:');
        },
        async (values) => {
          const words = values._.slice(1).map(String);
          if (!areFlagsOf(flags, values) || !areFlagsOf(globalFlags, values))
            throw new TypeError('yargs changed a flag');
          const code = await run(words, values, io);
          done?.(code);
        },
      );
    },
  };
}

function withoutHelp<Flags extends FlagTable>(flags: Flags): Flags {
  return Object.assign(
    {},
    flags,
    ...Object.entries(flags).map(([name, flag]) => ({ [name]: { ...flag, hidden: true } })),
  );
}

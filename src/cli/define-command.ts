import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';
import { globalFlags } from './global-flags.ts';
import type { ExitCode, Io } from './io.ts';

/** The flags of a verb: yargs' own option objects, keyed by the long name. */
export type FlagTable = Readonly<Record<string, Options>>;

/** The values of a table of flags, as yargs infers them. */
// oxlint-disable-next-line typescript/no-empty-object-type -- yargs' own spelling of "nothing parsed yet"
type Values<Table extends FlagTable> = ArgumentsCamelCase<Omit<{}, keyof Table> & InferredOptionTypes<Table>>;

/** What a shell may complete behind a verb: resource types and names, fixed words, files, or nothing. */
export type WordCompletion = 'resources' | 'namespaces' | 'files' | 'none' | readonly string[];

/** One verb as its module declares it; the type of `flags` follows from the table. */
export interface CommandDefinition<Flags extends FlagTable> {
  readonly name: string;
  /** What stands behind the verb: `TYPE[,TYPE…] [NAME…]`. */
  readonly parameters: string;
  readonly summary: string;
  /** Pairs of a command line (without the program's name) and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly flags: Flags;
  /** What a shell may complete behind the verb; nothing unless said. */
  readonly completes?: WordCompletion;
  /** The values of `-o` that a shell may complete; those that end in `=` take more. */
  readonly outputs?: readonly string[];
  /** Loads the use case with `import()` and runs it. */
  readonly run: (words: readonly string[], flags: Values<Flags & typeof globalFlags>, io: Io) => Promise<ExitCode>;
}

/** A verb as the parser sees it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly flags: FlagTable;
  readonly completes: WordCompletion;
  readonly outputs: readonly string[];
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
    flags,
    completes: definition.completes ?? 'none',
    outputs: definition.outputs ?? [],
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

import type { Argv } from 'yargs';
import { commands } from '../commands/index.ts';
import type { Command, Invocation } from './cli/define-command.ts';
import { globalFlags } from './cli/global-flags.ts';
import type { ExitCode, Io } from './cli/io.ts';
import type { Piece } from './cli/read-arguments.ts';
import { ROOT_FLAGS, readLine, wordsOf } from './cli/read-line.ts';
import { reportError } from './cli/report-error.ts';
import { UsageError } from './model/errors.ts';
import { nearestName } from './model/near-name.ts';

/**
 * Runs one command line.
 * @param argv the arguments behind the program's name.
 * @param io everything the program may know of the process.
 * @returns the exit code; never throws and never exits.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(argv, io);
  } catch (error) {
    // `-v` asks for stack traces.
    return reportError(
      error,
      io,
      readLine(argv, commands).some((piece) => piece.kind === 'flag' && piece.name === 'v'),
    );
  }
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  // Asked by completion scripts and kubectl: the rest is an unfinished line, not arguments.
  if (argv[0] === '__complete') return (await import('./app/complete.ts')).complete(argv.slice(1), commands, io);
  const pieces = readLine(argv, commands);
  const [verb] = wordsOf(pieces);
  if (verb === undefined) return answerRoot(pieces, argv, io);
  if (verb === 'help') return showHelp(argv, io);
  const command = findCommand(verb);
  if (command === undefined) throw unknownCommand(verb, io);

  const invocation = await explainUsage(argv, command, io);
  return invocation.wantsHelp ? showHelp([command.name], io) : invocation.run(io);
}

function findCommand(verb: string): Command | undefined {
  return commands.find(({ name, alias }) => name === verb || alias === verb);
}

/** A line without a verb: the version, or the help. @throws UsageError for a flag that nobody declares. */
async function answerRoot(pieces: readonly Piece[], argv: readonly string[], io: Io): Promise<ExitCode> {
  const wrong = pieces.find((piece) => piece.kind === 'wrong');
  if (wrong !== undefined) throw new UsageError(`${wrong.message}\nSee '${io.program} --help' for usage.`);
  if (!pieces.some((piece) => piece.kind === 'flag' && piece.name === 'version')) return showHelp(argv, io);
  const { VERSION } = await import('./app/scope.ts');
  await io.writeOut(`gwctl v${VERSION}\n`);
  return 0;
}

/** kubectl adds the way to the help to every wrong flag. */
async function explainUsage(argv: readonly string[], command: Command, io: Io): Promise<Invocation> {
  try {
    return await command.read(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}\nSee '${io.program} ${command.name} --help' for usage.`);
  }
}

async function showHelp(argv: readonly string[], io: Io): Promise<ExitCode> {
  const word = wordsOf(readLine(argv, commands)).find((each) => each !== 'help');
  const topic = word === undefined ? undefined : (findCommand(word)?.name ?? word);
  const parser = await openParser(io);
  for (const command of commands) command.describe(parser);
  if (topic === undefined) {
    const rootFlags = { ...globalFlags, ...ROOT_FLAGS };
    parser.usage(OVERVIEW).options(rootFlags).group(Object.keys(rootFlags), 'Global flags:');
    parser.epilogue(`Use "${io.program} COMMAND --help" for the flags of a command.`);
  } else if (!commands.some(({ name }) => name === topic)) {
    throw unknownCommand(topic, io);
  } else {
    for (const name of Object.keys(globalFlags)) if (!EVERYDAY_FLAGS.has(name)) parser.hide(name);
  }
  let text = '';
  // yargs gives the help of a verb to the callback of parse, and does not run the verb.
  await parser
    .help('help')
    .parse(
      [...(topic === undefined ? [] : [topic]), '--help'],
      {},
      (_error: unknown, _values: unknown, output: string) => {
        text = output;
      },
    );
  const { wantsUnicode } = await import('./app/scope.ts');
  if (topic !== undefined) text += await helpBelow(topic, io);
  await io.writeOut(`${wantsUnicode(io) ? text : text.replaceAll('…', '...')}\n`);
  return 0;
}

/** What stands below the flags of a verb: examples, notes, and where the other flags are. */
async function helpBelow(topic: string, io: Io): Promise<string> {
  const { formatExamples, formatNotes } = await import('./cli/help-text.ts');
  const { examples = [], notes } = findCommand(topic) ?? {};
  const width = helpWidth(io);
  const parts = [
    ...(examples.length === 0 ? [] : [formatExamples(io.program, examples, width)]),
    ...(notes === undefined ? [] : [formatNotes(notes, width)]),
    `More global flags in "${io.program} --help": --kubeconfig, --user, --as, --color, -v …`,
  ];
  return parts.map((part) => `\n\n${part}`).join('');
}

/** Columns of the help. */
function helpWidth({ columns }: Pick<Io, 'columns'>): number {
  return columns === undefined ? 100 : Math.min(columns, 120);
}

const OVERVIEW = `A kubectl companion for the Gateway API: what is there, how resources connect, and why something fails.

Usage: $0 COMMAND [flags]`;

/** The global flags that the help of a verb repeats. */
const EVERYDAY_FLAGS = new Set(['from', 'demo', 'complete', 'namespace', 'context', 'help']);

function unknownCommand(verb: string, io: Io): UsageError {
  const names = commands.map(({ name }) => name);
  const begun = names.filter((name) => name.startsWith(verb) || verb.startsWith(name));
  const near = begun.length > 0 ? begun : [nearestName(verb, names)].filter((name) => name !== undefined);
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((name) => `\t${name}`).join('\n')}\n` : '';
  return new UsageError(`unknown command "${verb}" for "${io.program}"${hint}\nRun '${io.program} --help' for usage.`);
}

async function openParser(io: Io): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  return yargs()
    .scriptName(io.program)
    .locale('en')
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(helpWidth(io))
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
}

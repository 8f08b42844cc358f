import type { Argv } from 'yargs';
import { commands } from '../commands/index.ts';
import type { Command, Invocation } from './cli/define-command.ts';
import { globalFlags } from './cli/global-flags.ts';
import type { ExitCode, Io } from './cli/io.ts';
import { readLine, wordsOf } from './cli/read-line.ts';
import { reportError } from './cli/report-error.ts';
import { UsageError } from './model/errors.ts';

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
  const [verb] = wordsOf(readLine(argv, commands));
  if (verb === undefined || verb === 'help') return showHelp(argv, io);
  const command = commands.find(({ name }) => name === verb);
  if (command === undefined) throw unknownCommand(verb, io);

  const invocation = explainUsage(argv, command, io);
  return invocation.wantsHelp ? showHelp([verb], io) : invocation.run(io);
}

/** kubectl adds the way to the help to every wrong flag. */
function explainUsage(argv: readonly string[], command: Command, io: Io): Invocation {
  try {
    return command.read(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}\nSee '${io.program} ${command.name} --help' for usage.`);
  }
}

async function showHelp(argv: readonly string[], io: Io): Promise<ExitCode> {
  const topic = wordsOf(readLine(argv, commands)).find((word) => word !== 'help');
  const parser = await openParser(io);
  for (const command of commands) command.describe(parser);
  if (topic === undefined) {
    parser.usage(OVERVIEW).options(globalFlags).group(Object.keys(globalFlags), 'Global flags:');
    parser.epilogue(`Use "${io.program} COMMAND --help" for the flags of a command.`);
  } else if (!commands.some(({ name }) => name === topic)) {
    throw unknownCommand(topic, io);
  } else {
    for (const name of Object.keys(globalFlags)) if (!EVERYDAY_FLAGS.has(name)) parser.hide(name);
    parser.epilogue(
      `Use "${io.program} --help" for the other global flags: kubeconfig, credentials, TLS, colour, verbosity.`,
    );
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
  await io.writeOut(`${text}\n`);
  return 0;
}

const OVERVIEW = `A kubectl companion for the Gateway API: what is there, how resources connect, and why something fails.

Usage: $0 COMMAND [flags]`;

/** The global flags that the help of a verb repeats. */
const EVERYDAY_FLAGS = new Set(['from', 'complete', 'namespace', 'context', 'help']);

function unknownCommand(verb: string, io: Io): UsageError {
  const names = commands.map(({ name }) => name);
  const near = names.filter((name) => name.startsWith(verb) || verb.startsWith(name));
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
    .wrap(io.columns === undefined ? 100 : Math.min(io.columns, 120))
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
}

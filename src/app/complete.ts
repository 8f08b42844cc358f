import type { Command } from '../cli/define-command.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { escapeControl } from '../text/escape.ts';
import { proposeCandidates } from './complete/candidates.ts';
import type { Completion } from './complete/candidates.ts';
import { readRequest } from './complete/read-request.ts';

/** The bits of the directive that cobra's scripts and kubectl understand. */
const NO_SPACE = 2;
const NO_FILES = 4;

/**
 * `gwctl __complete WORD…` and `kubectl_complete-gw WORD…`: one candidate a line, with a description behind a tab, and
 * last `:<directive>`, as kubectl expects it of plugins. An error proposes nothing: it must never land in the user's line.
 * @param args the words behind the program's name, the last one unfinished.
 */
export async function complete(args: readonly string[], commands: readonly Command[], io: Io): Promise<ExitCode> {
  const silent: Io = { ...io, writeError: () => undefined, inIsTerminal: false, errorIsTerminal: false };
  let completion: Completion;
  try {
    completion = await proposeCandidates(readRequest(args, commands), commands, silent);
  } catch {
    completion = [];
  }
  const typed = args.at(-1) ?? '';
  const candidates = completion === 'files' ? [] : completion;
  const fitting = candidates.filter(({ text }) => text.startsWith(typed) && escapeControl(text) === text);
  const lines = fitting.map(({ text, description }) =>
    description === undefined ? text : `${text}\t${escapeControl(description)}`,
  );
  // Of `-o kyaml` and `-o jsonpath=` only the second one goes on; as `gateway/` and `app=` do.
  const noSpace = fitting.some(({ text }) => /[=/]$/.test(text));
  const directive = completion === 'files' ? 0 : NO_FILES + (noSpace ? NO_SPACE : 0);
  await io.writeOut(`${[...lines, `:${directive}`].join('\n')}\n`);
  return 0;
}

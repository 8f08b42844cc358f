import type { Command } from '../../cli/define-command.ts';
import { completionOf } from '../../cli/flag.ts';
import type { Completes, FlagsOf } from '../../cli/flag.ts';
import { globalFlags } from '../../cli/global-flags.ts';
import { normalizePieces } from '../../cli/normalize-arguments.ts';
import { readArguments } from '../../cli/read-arguments.ts';
import { readLine, wordsOf } from '../../cli/read-line.ts';
import { allNamespaces } from '../../cli/shared-flags.ts';

/** Flags that say which objects are meant. */
const SCOPE = { ...globalFlags, 'all-namespaces': allNamespaces };

/** What stands on the line before the word that is completed, and what that word is. */
export interface CompletionRequest {
  /** The verb, once it is complete. */
  readonly command: Command | undefined;
  /** The words behind the verb. */
  readonly words: readonly string[];
  /** The flags given so far that say where the objects are. */
  readonly flags: FlagsOf<typeof SCOPE>;
  readonly target: Target;
}

/** What is completed: a verb, a flag's name, or what a flag or a verb declares. */
export type Target =
  | { readonly part: 'verb' }
  | { readonly part: 'flag' }
  | {
      readonly part: 'value';
      readonly completes: Completes;
      /** What stands before the value in the same word: `--output=`. */
      readonly before: string;
      /** What is typed of the value so far. */
      readonly typed: string;
    };

/**
 * Reads an unfinished line: the last word is the one to complete. Flags that nobody declares are passed over.
 * @throws UsageError where a flag before it has a value that it does not take.
 */
export function readRequest(args: readonly string[], commands: readonly Command[]): CompletionRequest {
  const [verb, ...rest] = wordsOf(readLine(args.slice(0, -1), commands));
  const command = commands.find(({ name }) => name === verb);
  const pieces = command === undefined ? [...readLine(args, commands)] : [...readArguments(args, command.flags)];
  // Each argument ends in a piece, so the last one is of the word to complete.
  const last = pieces.pop();
  const { words, flags } = normalizePieces(
    pieces.filter(({ kind }) => kind !== 'wrong'),
    SCOPE,
  );
  const request = { command, words: words.slice(1), flags };
  if (last?.kind === 'flag' && last.before !== undefined) {
    const completes = completionOf(last.flag);
    return { ...request, target: { part: 'value', completes, before: last.before, typed: last.value } };
  }
  const text = last?.kind === 'word' ? last.text : '';
  const isFlag =
    last !== undefined && (last.kind !== 'word' || text === '-') && !pieces.some(({ kind }) => kind === 'end');
  if (isFlag) return { ...request, target: { part: 'flag' } };
  // `help` is followed by a verb; behind any other word that is none, nothing is known.
  if (verb === undefined || (verb === 'help' && rest.length === 0)) return { ...request, target: { part: 'verb' } };
  const declared = command?.completes ?? 'none';
  const completes = words.length > 1 && declared !== 'resources' ? 'none' : declared;
  return { ...request, target: { part: 'value', completes, before: '', typed: text } };
}

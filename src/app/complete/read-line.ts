import type { Options } from 'yargs';
import type { Command } from '../../cli/define-command.ts';

/** What stands on the line before the word that is completed, and what that word is. */
export interface CompletionRequest {
  /** The verb, once it is complete. */
  readonly command: Command | undefined;
  /** The words behind the verb. */
  readonly words: readonly string[];
  /** The flags given so far, by long name; the last value counts, a list keeps all. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** What is completed: a verb, a flag's name, a flag's value, or a word behind the verb. */
  readonly target:
    | { readonly part: 'verb' }
    | { readonly part: 'flag' }
    | { readonly part: 'value'; readonly flag: string; readonly before: string }
    | { readonly part: 'word' };
  /** The text typed so far of what is completed. */
  readonly prefix: string;
}

type FlagTable = Readonly<Record<string, Options>>;

/**
 * Understands an unfinished command line.
 * @param args the words behind the program's name; the last is the one to complete and may be empty.
 * @param globalFlags the flags that every verb takes.
 */
export function readCompletionLine(
  args: readonly string[],
  commands: readonly Command[],
  globalFlags: FlagTable,
): CompletionRequest {
  const prefix = args.at(-1) ?? '';
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  let command: Command | undefined;
  let isLost = false;
  let waiting: string | undefined;
  let onlyWords = false;
  for (const argument of args.slice(0, -1)) {
    const table = flagsOf(command, globalFlags);
    if (waiting !== undefined) {
      addValue(flags, waiting, argument);
      waiting = undefined;
    } else if (onlyWords || argument === '-' || !argument.startsWith('-')) {
      if (command === undefined) {
        command = commands.find(({ name }) => name === argument);
        // `help` is followed by a verb; behind any other word that is none, nothing is known.
        isLost ||= command === undefined && argument !== 'help';
      } else words.push(argument);
    } else if (argument === '--') {
      onlyWords = true;
    } else {
      waiting = readFlag(argument, table, flags);
    }
  }
  const table = flagsOf(command, globalFlags);
  if (waiting !== undefined) {
    return { command, words, flags, target: { part: 'value', flag: waiting, before: '' }, prefix };
  }
  if (!onlyWords && prefix.startsWith('-')) {
    const value = /^(--([^=]+)=)(.*)$/s.exec(prefix);
    const name = value?.[2];
    if (value !== null && name !== undefined && Object.hasOwn(table, name)) {
      return {
        command,
        words,
        flags,
        target: { part: 'value', flag: name, before: value[1] ?? '' },
        prefix: value[3] ?? '',
      };
    }
    return { command, words, flags, target: { part: 'flag' }, prefix };
  }
  return { command, words, flags, target: { part: command === undefined && !isLost ? 'verb' : 'word' }, prefix };
}

/** The flags of a verb and the global ones. */
export function flagsOf(command: Command | undefined, globalFlags: FlagTable): FlagTable {
  return { ...command?.flags, ...globalFlags };
}

/** Notes a flag; returns its long name when its value is still to come. */
function readFlag(argument: string, table: FlagTable, flags: Map<string, string[]>): string | undefined {
  if (argument.startsWith('--')) {
    const [name, value] = splitOnce(argument.slice(2));
    const flag = Object.hasOwn(table, name) ? table[name] : undefined;
    if (flag === undefined) return undefined;
    if (value !== undefined) addValue(flags, name, value);
    else if (flag.type === 'boolean') addValue(flags, name, 'true');
    else return name;
    return undefined;
  }
  for (let at = 1; at < argument.length; at++) {
    const letter = argument.charAt(at);
    const [name, flag] = Object.entries(table).find(([long, { alias }]) => alias === letter || long === letter) ?? [];
    if (name === undefined || flag === undefined) return undefined;
    if (flag.type === 'boolean') {
      addValue(flags, name, 'true');
      continue;
    }
    const rest = argument.slice(at + 1).replace(/^=/, '');
    if (rest === '') return name;
    addValue(flags, name, rest);
    return undefined;
  }
  return undefined;
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

function addValue(flags: Map<string, string[]>, name: string, value: string): void {
  const values = flags.get(name);
  if (values === undefined) flags.set(name, [value]);
  else values.push(value);
}

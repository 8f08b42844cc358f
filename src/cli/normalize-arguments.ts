import type { Options } from 'yargs';
import { UsageError } from '../model/errors.ts';

/** Flags by long name; `alias` holds the shorthand. */
type FlagTable = Readonly<Record<string, Options>>;

/** What a flag was given, as its table types it. */
type FlagValue = string | number | boolean | readonly string[];

/** Arguments as they were meant: the words, and the flags by long name. */
export interface NormalizedArguments {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, FlagValue>>;
}

/**
 * Brings pflag's spellings into one, so that what users type at kubectl means the same here: `-ojson`, `-o=json`,
 * `-o json`, `-Al app=x`, `--watch=false`, `-v=6`, everything behind `--` as words. A flag that is given twice counts
 * last, unless it is a list (then commas do not split: the reader of the flag decides). A text is taken as it is, quotes
 * and blanks included; only an empty one is no text: to kubectl `--namespace=` is as if it were not there.
 * @throws UsageError in pflag's words.
 */
export function normalizeArguments(argv: readonly string[], table: FlagTable): NormalizedArguments {
  const shorthands = new Map<string, string>();
  for (const [name, flag] of Object.entries(table)) {
    if (name.length === 1) shorthands.set(name, name);
    if (typeof flag.alias === 'string') shorthands.set(flag.alias, name);
  }
  const words: string[] = [];
  const values = new Map<string, string[]>();
  const set = (name: string, value: string, spelled: string): void => {
    const flag = table[name];
    const known = values.get(name);
    const checked = flag === undefined ? value : checkValue(flag, value, spelled);
    if (known === undefined || flag?.array !== true) values.set(name, [checked]);
    else known.push(checked);
  };

  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      words.push(...argv.slice(index + 1));
      break;
    }
    if (argument.startsWith('--')) {
      const equals = argument.indexOf('=');
      const name = equals < 0 ? argument.slice(2) : argument.slice(2, equals);
      const flag = lookUp(table, name);
      if (flag === undefined) throw new UsageError(`unknown flag: --${name}`);
      if (equals >= 0) set(name, argument.slice(equals + 1), `--${name}`);
      else if (flag.type === 'boolean') set(name, 'true', `--${name}`);
      else {
        const next = argv[++index];
        if (next === undefined) throw new UsageError(`flag needs an argument: --${name}`);
        set(name, next, `--${name}`);
      }
    } else if (argument.startsWith('-') && argument.length > 1) {
      index = readShorthands(argument, index);
    } else {
      words.push(argument);
    }
  }

  const flags: [string, FlagValue][] = [];
  for (const [name, list] of values) {
    const value = readValue(table[name], list);
    if (value !== '') flags.push([name, value]);
  }
  return { words, flags: Object.fromEntries(flags) };

  /** Reads `-abc`, `-ovalue`, `-o=value` or `-o value`; returns the index of the last argument used. */
  function readShorthands(argument: string, index: number): number {
    for (let at = 1; at < argument.length; at++) {
      const letter = argument[at] ?? '';
      const name = shorthands.get(letter);
      const flag = name === undefined ? undefined : table[name];
      if (name === undefined || flag === undefined) {
        throw new UsageError(`unknown shorthand flag: '${letter}' in ${argument}`);
      }
      const spelled = name === letter ? `-${letter}` : `-${letter}, --${name}`;
      const rest = argument.slice(at + 1);
      // As pflag: an equals sign with nothing behind it is the value.
      if (rest.startsWith('=') && rest !== '=') {
        set(name, rest.slice(1), spelled);
        return index;
      }
      if (flag.type === 'boolean') {
        set(name, 'true', spelled);
      } else if (rest !== '') {
        set(name, rest, spelled);
        return index;
      } else {
        const next = argv[index + 1];
        if (next === undefined) throw new UsageError(`flag needs an argument: '${letter}' in ${argument}`);
        set(name, next, spelled);
        return index + 1;
      }
    }
    return index;
  }
}

function lookUp(table: FlagTable, name: string): Options | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

const TRUE_WORDS = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE_WORDS = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** A checked flag's values by its type; the last one counts, a list keeps all. */
function readValue(flag: Options | undefined, list: readonly string[]): FlagValue {
  const last = list.at(-1) ?? '';
  if (flag?.array === true) return list;
  if (flag?.type === 'boolean') return last === 'true';
  return flag?.type === 'number' ? Number(last) : last;
}

/** Go's ParseBool and ParseInt, which pflag uses; booleans as `true` and `false`. */
function checkValue(flag: Options, value: string, spelled: string): string {
  const invalid = (reason: string): UsageError =>
    new UsageError(`invalid argument "${value}" for "${spelled}" flag: ${reason}`);
  if (flag.type === 'boolean') {
    if (TRUE_WORDS.has(value)) return 'true';
    if (FALSE_WORDS.has(value)) return 'false';
    throw invalid(`strconv.ParseBool: parsing "${value}": invalid syntax`);
  }
  if (flag.type === 'number') {
    if (/^[+-]?\d+$/.test(value)) return value;
    throw invalid(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  }
  const choices = flag.choices;
  if (choices !== undefined && !choices.some((choice) => choice === value)) {
    throw invalid(`must be one of ${choices.map(String).join(', ')}`);
  }
  return value;
}

import { UsageError } from '../model/errors.ts';
import type { FlagsOf, FlagTable, FlagValue } from './flag.ts';
import { readArguments } from './read-arguments.ts';
import type { GivenFlag, Piece } from './read-arguments.ts';

/** Arguments as they were meant: the words, and the values of the flags. */
export interface NormalizedArguments<Table extends FlagTable> {
  readonly words: readonly string[];
  readonly flags: FlagsOf<Table>;
}

/**
 * What arguments mean. A flag that is given twice counts last, unless it is a list (then commas do not split: the reader of
 * the flag decides). A text is taken as it is, quotes and blanks included; only an empty one is no text: to kubectl
 * `--namespace=` is as if it were not there.
 * @throws UsageError in pflag's words.
 */
export function normalizeArguments<Table extends FlagTable>(
  argv: readonly string[],
  table: Table,
): NormalizedArguments<Table> {
  return normalizePieces(readArguments(argv, table), table);
}

/** The same of pieces that were read; flags that the table does not hold are left out. @throws UsageError */
export function normalizePieces<Table extends FlagTable>(
  pieces: Iterable<Piece>,
  table: Table,
): NormalizedArguments<Table> {
  const words: string[] = [];
  const given = new Map<string, (boolean | number | string)[]>();
  for (const piece of pieces) {
    if (piece.kind === 'wrong') throw new UsageError(piece.message);
    if (piece.kind === 'word') words.push(piece.text);
    if (piece.kind !== 'flag') continue;
    const value = readValue(piece);
    if (!Object.hasOwn(table, piece.name)) continue;
    const before = piece.flag.array === true ? given.get(piece.name) : undefined;
    if (before === undefined) given.set(piece.name, [value]);
    else before.push(value);
  }
  const flags: Record<string, FlagValue> = {};
  for (const [name, values] of given) {
    const [value = ''] = values;
    if (table[name]?.array === true) flags[camelCase(name)] = values.map(String);
    else if (value !== '') flags[camelCase(name)] = value;
  }
  if (!areFlagsOf(table, flags)) throw new TypeError('the values of the flags are not of the types that they declare');
  return { words, flags };
}

/** Whether values have the names and the types that a table declares. */
function areFlagsOf<Table extends FlagTable>(
  table: Table,
  values: Readonly<Record<string, unknown>>,
): values is FlagsOf<Table> {
  return Object.entries(table).every(([name, flag]) => {
    const value = values[camelCase(name)];
    if (value === undefined) return true;
    return flag.array === true
      ? Array.isArray(value) && value.every((each) => typeof each === 'string')
      : typeof value === flag.type && (flag.choices === undefined || flag.choices.some((choice) => choice === value));
  });
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}

const TRUE_WORDS = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE_WORDS = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** Go's ParseBool and ParseInt, which pflag uses. */
function readValue({ flag, value, spelled }: GivenFlag): boolean | number | string {
  const invalid = (reason: string): UsageError =>
    new UsageError(`invalid argument "${value}" for "${spelled}" flag: ${reason}`);
  if (flag.type === 'boolean') {
    if (TRUE_WORDS.has(value)) return true;
    if (FALSE_WORDS.has(value)) return false;
    throw invalid(`strconv.ParseBool: parsing "${value}": invalid syntax`);
  }
  if (flag.type === 'number') {
    if (/^[+-]?\d+$/.test(value)) return Number(value);
    throw invalid(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  }
  if (flag.choices?.includes(value) === false) throw invalid(`must be one of ${flag.choices.join(', ')}`);
  return value;
}

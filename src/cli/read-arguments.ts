import { nearestName } from '../model/near-name.ts';
import type { Flag, FlagTable } from './flag.ts';

/** One piece of a command line. */
export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | GivenFlag
  /** `--`: all that follows are words. */
  | { readonly kind: 'end' }
  /** A flag that nobody declares, or whose value is missing at the end of the line; in pflag's words. */
  | { readonly kind: 'wrong'; readonly message: string };

/** A flag and its value, not yet checked. */
export interface GivenFlag {
  readonly kind: 'flag';
  readonly name: string;
  readonly flag: Flag;
  /** As pflag names it in messages: `-A, --all-namespaces`. */
  readonly spelled: string;
  readonly value: string;
  /** What stands before the value in the same argument: `--output=`, `-o`, nothing; undefined for a bare switch. */
  readonly before: string | undefined;
}

/**
 * Reads arguments as pflag does, and is the only one to know how: `-ojson`, `-o=json`, `-o json`, `-Al app=x`,
 * `--watch=false`, everything behind `--` as words. Reading goes on behind what is wrong.
 */
export function* readArguments(argv: readonly string[], table: FlagTable): Generator<Piece, void, void> {
  const shorthands = new Map<string, string>();
  for (const [name, { alias = name }] of Object.entries(table)) if (alias.length === 1) shorthands.set(alias, name);
  let index = 0;
  for (; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      yield { kind: 'end' };
      for (const text of argv.slice(index + 1)) yield { kind: 'word', text };
      return;
    }
    if (argument.startsWith('--')) yield readLong(argument);
    else if (argument.startsWith('-') && argument.length > 1) yield* readShort(argument);
    else yield { kind: 'word', text: argument };
  }

  function readLong(argument: string): Piece {
    const equals = argument.indexOf('=');
    const spelled = equals < 0 ? argument : argument.slice(0, equals);
    const attached = equals < 0 ? undefined : argument.slice(equals + 1);
    return (
      give(argument, spelled.slice(2), spelled, attached) ?? {
        kind: 'wrong',
        message: `unknown flag: ${spelled}${hintFor(spelled.slice(2))}`,
      }
    );
  }

  /** Of flags only what is very near: a wrong guess would be believed. */
  function hintFor(name: string): string {
    const near = name.length < 2 ? undefined : nearestName(name, Object.keys(table));
    return near === undefined ? '' : `\nDid you mean --${near}?`;
  }

  /** `-abc`: a letter a flag, until one takes the rest. */
  function* readShort(argument: string): Generator<Piece, void, void> {
    for (let at = 1; at < argument.length; at++) {
      const letter = argument.charAt(at);
      const name = shorthands.get(letter) ?? '';
      const spelled = name === letter ? `-${letter}` : `-${letter}, --${name}`;
      const rest = argument.slice(at + 1);
      const isSwitch = table[name]?.type === 'boolean';
      // As pflag: an equals sign with nothing behind it is the value.
      const equals = rest.startsWith('=') && rest !== '=';
      const attached = equals ? rest.slice(1) : isSwitch || rest === '' ? undefined : rest;
      const piece = give(argument, name, spelled, attached, `'${letter}' in ${argument}`);
      yield piece ?? { kind: 'wrong', message: `unknown shorthand flag: '${letter}' in ${argument}` };
      if (piece === undefined || attached !== undefined || !isSwitch) return;
    }
  }

  /** A flag with the value that is attached, or the next argument; undefined where nobody declares it. */
  function give(
    argument: string,
    name: string,
    spelled: string,
    attached: string | undefined,
    waiting = spelled,
  ): Piece | undefined {
    const flag = Object.hasOwn(table, name) ? table[name] : undefined;
    if (flag === undefined) return undefined;
    const given = { kind: 'flag', name, flag, spelled } as const;
    if (attached !== undefined) {
      return { ...given, value: attached, before: argument.slice(0, argument.length - attached.length) };
    }
    if (flag.type === 'boolean') return { ...given, value: 'true', before: undefined };
    const next = argv[++index];
    if (next === undefined) return { kind: 'wrong', message: `flag needs an argument: ${waiting}` };
    return { ...given, value: next, before: '' };
  }
}

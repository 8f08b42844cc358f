import type { Command } from './define-command.ts';
import { readArguments } from './read-arguments.ts';
import type { Piece } from './read-arguments.ts';

/** What stands without a verb only. */
export const ROOT_FLAGS = { version: { alias: 'V', type: 'boolean', describe: 'Show the version' } } as const;

/** Reads a line whose verb is not yet known: the flags of any verb may stand before it, with their values. */
export function readLine(argv: readonly string[], commands: readonly Command[]): readonly Piece[] {
  const flags = Object.fromEntries(commands.flatMap((command) => Object.entries(command.flags)));
  return [...readArguments(argv, { ...flags, ...ROOT_FLAGS })];
}

/** The words of a line; the first one is the verb. */
export function wordsOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === 'word' ? [piece.text] : []));
}

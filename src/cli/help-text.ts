import { displayWidth, padEnd } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** Blanks before an example, and between its command and its meaning. */
const INDENT = '  ';
/** A meaning is not squeezed into less than this beside its command. */
const NARROWEST = 28;

/**
 * The examples of a verb: meanings beside the commands, or, where a command is too long for that, above them, as in kubectl's
 * help. A command is never broken, so that it can be copied.
 * @param width columns of the help.
 */
export function formatExamples(
  program: string,
  examples: readonly (readonly [line: string, meaning: string])[],
  width: number,
): string {
  const commands = examples.map(([line, meaning]) => ({ command: `${program} ${line}`, meaning }));
  const longest = Math.max(0, ...commands.map(({ command }) => displayWidth(command)));
  const at = INDENT.length + longest + INDENT.length;
  const isBeside = width - at >= NARROWEST;
  const lines = commands.flatMap(({ command, meaning }) => {
    if (!isBeside) return [`${INDENT}# ${meaning}`, INDENT + command];
    const [first = '', ...more] = wrap(meaning, same, { columns: width, at, fallback: at });
    return [`${INDENT}${padEnd(command, longest)}${INDENT}${first}`, ...more];
  });
  return ['Examples:', ...lines].join('\n');
}

/** Lines of help at a width: one that is too long goes on below its last column, as `  3  nothing …` below `nothing`. */
export function formatNotes(notes: string, width: number): string {
  const lines = notes.split('\n').flatMap((line) => {
    const at = /^\s*(?:\S+ {2,})?/.exec(line)?.[0].length ?? 0;
    const [first = '', ...more] = wrap(line.slice(at), same, { columns: width, at, fallback: at });
    return [line.slice(0, at) + first, ...more];
  });
  return lines.join('\n');
}

function same(text: string): string {
  return text;
}

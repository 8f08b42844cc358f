import type { LineChange, RevisedFile } from '../model/revision.ts';

/** So many unchanged lines stand around each change. */
const CONTEXT = 3;

/**
 * A file's changes as `git apply` and `patch -p1` take them.
 * @param name the file's path below the folder where the patch is applied, with `/`.
 */
export function unifiedPatch(name: string, { before, changes }: Pick<RevisedFile, 'before' | 'changes'>): string {
  const lines = linesOf(before);
  const header = `--- ${pathText(`a/${name}`)}\n+++ ${pathText(`b/${name}`)}\n`;
  let shift = 0;
  const hunks = hunksOf(changes, lines.length).map((hunk) => {
    const text = hunkText(hunk, lines, shift);
    for (const { removed, added } of hunk.changes) shift += added.length - removed.length;
    return text;
  });
  return header + hunks.join('');
}

interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly LineChange[];
}

/** Changes with what stands around them: of an object, and the line behind it; never a line of its neighbours, which may be secret. */
function hunksOf(changes: readonly LineChange[], count: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const change of changes) {
    const { at, removed, around } = change;
    const end = at + removed.length;
    const from = Math.max(0, at - CONTEXT, Math.min(at, around.from));
    const to = Math.min(count, end + CONTEXT, Math.max(end, around.to + 1));
    const last = hunks.at(-1);
    if (last !== undefined && from <= last.to) {
      hunks[hunks.length - 1] = { from: last.from, to: Math.max(to, last.to), changes: [...last.changes, change] };
    } else hunks.push({ from, to, changes: [change] });
  }
  return hunks;
}

function hunkText({ from, to, changes }: Hunk, lines: readonly string[], shift: number): string {
  const body: string[] = [];
  let at = from;
  let added = 0;
  let removed = 0;
  const keep = (until: number): void => {
    for (; at < until; at++) body.push(lineText(' ', lines[at] ?? ''));
  };
  for (const change of changes) {
    keep(change.at);
    body.push(...change.removed.map((line) => lineText('-', line)), ...change.added.map((line) => lineText('+', line)));
    at += change.removed.length;
    removed += change.removed.length;
    added += change.added.length;
  }
  keep(to);
  const before = to - from;
  const after = before - removed + added;
  return `@@ -${rangeText(from, before)} +${rangeText(from + shift, after)} @@\n${body.join('')}`;
}

/** A stretch of lines; of one without any the line before it is meant. */
function rangeText(from: number, count: number): string {
  const first = count === 0 ? from : from + 1;
  return count === 1 ? `${first}` : `${first},${count}`;
}

function lineText(mark: string, line: string): string {
  return line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;
}

/** A path as git writes it: quoted where it has characters that could be read as something else. */
function pathText(path: string): string {
  const bytes = [...new TextEncoder().encode(path)];
  if (bytes.every((byte) => isPrintable(byte) && byte !== QUOTE && byte !== BACKSLASH)) {
    // Behind a tab `patch` looks for a date, and takes all before it for the path.
    return path.includes(' ') ? `${path}\t` : path;
  }
  const quoted = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte === QUOTE || byte === BACKSLASH) return `\\${character}`;
    return isPrintable(byte) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${quoted.join('')}"`;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Lines with their line breaks. */
function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

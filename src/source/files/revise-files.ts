import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { addTo } from '../../model/add-to.ts';
import { applyEdits } from '../../model/edit.ts';
import type { Edit } from '../../model/edit.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { compareText } from '../../model/compare-text.ts';
import type { LeftEdits, LineChange, ObjectEdits, RevisedFile, Revision } from '../../model/revision.ts';
import { openTextEditor } from './edit-text.ts';
import type { Splice, TextEditor } from './edit-text.ts';
import type { Input } from './input.ts';
import type { Place } from './read-objects.ts';

/**
 * Works out files with edits made: bytes are changed where an edit wants it and nowhere else. What cannot be edited so is left
 * as it is, and said.
 */
export async function reviseFiles<Edits extends ObjectEdits>(
  wanted: readonly Edits[],
  placeOf: (object: KubernetesObject) => Place | undefined,
): Promise<Revision<Edits>> {
  const left: LeftEdits<Edits>[] = [];
  const byInput = new Map<Input, Placed<Edits>[]>();
  for (const edits of wanted) {
    const place = placeOf(edits.object);
    if (place === undefined) left.push({ edits, because: 'it stands in no file' });
    else addTo(byInput, place.input, { edits, place });
  }
  const files: RevisedFile[] = [];
  const made: Edits[] = [];
  for (const [input, placed] of byInput) {
    const revised = await reviseInput(input, placed);
    if (revised.file !== undefined) files.push(revised.file);
    made.push(...revised.made);
    left.push(...revised.left);
  }
  return { files: files.toSorted((a, b) => compareText(a.name, b.name)), made, left };
}

interface Placed<Edits> {
  readonly edits: Edits;
  readonly place: Place;
}

interface RevisedInput<Edits extends ObjectEdits> {
  readonly file: RevisedFile | undefined;
  readonly made: readonly Edits[];
  readonly left: readonly LeftEdits<Edits>[];
}

async function reviseInput<Edits extends ObjectEdits>(
  input: Input,
  placed: readonly Placed<Edits>[],
): Promise<RevisedInput<Edits>> {
  const leaveAll = (because: string): RevisedInput<Edits> => {
    return { file: undefined, made: [], left: placed.map(({ edits }) => ({ edits, because })) };
  };
  const { path } = input;
  if (path === undefined) return leaveAll(`${input.name} is no file that could be written`);
  const before = await input.read().catch(() => undefined);
  if (before === undefined) return leaveAll(`${input.name} could not be read once more`);
  if (!isUtf8(before)) return leaveAll(`${input.name} is not UTF-8`);
  const made: Edits[] = [];
  const left: LeftEdits<Edits>[] = [];
  const splices: PlacedSplice[] = [];
  const pieces = Map.groupBy(placed, ({ place }) => place.start);
  for (const ofPiece of [...pieces.values()].toSorted((a, b) => startOf(a) - startOf(b))) {
    const revised = await revisePiece(before, ofPiece);
    made.push(...revised.made);
    left.push(...revised.left);
    splices.push(...revised.splices);
  }
  if (splices.length === 0) return { file: undefined, made, left };
  const after = spliced(before, splices);
  return { file: { name: input.name, path, before, after, changes: lineChanges(before, splices) }, made, left };
}

function startOf([first]: readonly Placed<ObjectEdits>[]): number {
  return first?.place.start ?? 0;
}

/** A splice in bytes of the input, and the piece that it is in. */
interface PlacedSplice extends Splice {
  readonly piece: { readonly start: number; readonly end: number };
}

interface RevisedPiece<Edits extends ObjectEdits> {
  readonly splices: readonly PlacedSplice[];
  readonly made: readonly Edits[];
  readonly left: readonly LeftEdits<Edits>[];
}

/** The edits of the objects of one document, or of one item of a list. */
async function revisePiece<Edits extends ObjectEdits>(
  bytes: Buffer,
  placed: readonly Placed<Edits>[],
): Promise<RevisedPiece<Edits>> {
  const [first] = placed;
  if (first === undefined) return { splices: [], made: [], left: [] };
  const { start, end } = first.place;
  const text = bytes.toString('utf8', start, end);
  const yaml = await import('yaml');
  const editor = openTextEditor(yaml, text);
  const isMeant = ({ chosen, made }: ChosenEdits<Edits>): boolean => {
    const meant = applyEdits(
      editor?.value,
      made.flatMap(({ edits, place }) => below(place, edits)),
    );
    return made.length === 0 || isDeepStrictEqual(openTextEditor(yaml, spliceText(text, chosen))?.value, meant);
  };
  const all = chooseEdits(placed, editor);
  const best = isMeant(all) ? all : chooseOneByOne(all, editor, isMeant);
  const { chosen, left } = best;
  const toByte = (offset: number): number => start + Buffer.byteLength(text.slice(0, offset));
  const splices = chosen.map((one) => ({
    start: toByte(one.start),
    end: toByte(one.end),
    text: one.text,
    piece: { start, end },
  }));
  return { splices, made: best.made.map(({ edits }) => edits), left };
}

/** Edits of a piece that do not stand in each other's way. */
interface ChosenEdits<Edits extends ObjectEdits> {
  readonly chosen: readonly Splice[];
  readonly made: readonly Placed<Edits>[];
  readonly left: readonly LeftEdits<Edits>[];
}

/** So many edits of one piece are tried alone. */
const MOST_ALONE = 50;

function chooseEdits<Edits extends ObjectEdits>(
  placed: readonly Placed<Edits>[],
  editor: TextEditor | undefined,
): ChosenEdits<Edits> {
  const chosen: Splice[] = [];
  const made: Placed<Edits>[] = [];
  const left: LeftEdits<Edits>[] = [];
  for (const one of placed) {
    const { edits, place } = one;
    const wanted = below(place, edits).map((edit) => editor?.splices(edit));
    const known = wanted.flatMap((splices) => splices ?? []);
    if (wanted.includes(undefined) || overlap(known)) {
      left.push({ edits, because: 'it is written in a way that leaves more than one answer' });
    } else if (overlap([...chosen, ...known])) {
      left.push({ edits, because: 'another change is made in the same place: run it once more' });
    } else {
      chosen.push(...known);
      made.push(one);
    }
  }
  return { chosen, made, left };
}

/** Where edits together would not make what is meant: those that do, one after the other. They are few, or none is made. */
function chooseOneByOne<Edits extends ObjectEdits>(
  all: ChosenEdits<Edits>,
  editor: TextEditor | undefined,
  isMeant: (some: ChosenEdits<Edits>) => boolean,
): ChosenEdits<Edits> {
  let best: ChosenEdits<Edits> = { chosen: [], made: [], left: [] };
  const left = [...all.left];
  for (const [index, one] of all.made.entries()) {
    const more = index < MOST_ALONE ? chooseEdits([...best.made, one], editor) : undefined;
    if (more !== undefined && isMeant(more)) best = more;
    else left.push(spoilt(one));
  }
  return { ...best, left };
}

/** The edits of an object as edits of its piece. */
function below(place: Place, { edits }: ObjectEdits): readonly Edit[] {
  return edits.map((edit) => ({ ...edit, path: [...place.path, ...edit.path] }));
}

function spoilt<Edits extends ObjectEdits>({ edits }: Placed<Edits>): LeftEdits<Edits> {
  return { edits, because: 'the text would not stand for what is meant' };
}

function overlap(splices: readonly Splice[]): boolean {
  const sorted = splices.toSorted(inOrder);
  return sorted.some((splice, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (next.start < splice.end || (next.start === splice.start && next.end === splice.end));
  });
}

function inOrder(a: Splice, b: Splice): number {
  return a.start - b.start || a.end - b.end;
}

function spliceText(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of splices.toSorted(inOrder)) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

function spliced(bytes: Buffer, splices: readonly Splice[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const splice of splices.toSorted(inOrder)) {
    parts.push(bytes.subarray(at, splice.start), Buffer.from(splice.text));
    at = splice.end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

/** The lines that splices change: those that touch the same lines are one change. */
function lineChanges(bytes: Buffer, splices: readonly PlacedSplice[]): readonly LineChange[] {
  const lines = lineStarts(bytes);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const changes: LineChange[] = [];
  let group: PlacedSplice[] = [];
  let to = -1;
  const flush = (): void => {
    const [first] = group;
    if (first === undefined) return;
    const from = lineAt(first.start);
    const begin = lines[from] ?? 0;
    const end = lines[to] ?? bytes.length;
    const old = bytes.subarray(begin, end);
    const next = spliced(
      Buffer.from(old),
      group.map((splice) => ({ ...splice, start: splice.start - begin, end: splice.end - begin })),
    );
    const around = {
      from: lineAt(first.piece.start),
      to: lineAt(Math.max(first.piece.start, first.piece.end - 1)) + 1,
    };
    changes.push(trimmed({ at: from, removed: linesOf(old), added: linesOf(next), around }));
    group = [];
  };
  for (const splice of splices.toSorted(inOrder)) {
    const from = lineAt(splice.start);
    if (from >= to) flush();
    group.push(splice);
    // What ends with a line leaves the next one as it is.
    const isWhole = splice.end > splice.start && lines[lineAt(splice.end)] === splice.end;
    to = Math.max(to, lineAt(splice.end) + (isWhole ? 0 : 1));
  }
  flush();
  return changes;
}

/** Without the lines that are the same before and after. */
function trimmed({ at, removed, added, around }: LineChange): LineChange {
  let head = 0;
  while (head < removed.length && head < added.length && removed[head] === added[head]) head++;
  let tail = 0;
  const most = Math.min(removed.length, added.length) - head;
  while (tail < most && removed.at(-1 - tail) === added.at(-1 - tail)) tail++;
  return {
    at: at + head,
    removed: removed.slice(head, removed.length - tail),
    added: added.slice(head, added.length - tail),
    around,
  };
}

function lineStarts(bytes: Buffer): readonly number[] {
  const starts = [0];
  for (let at = bytes.indexOf(0x0a); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0x0a, at + 1))
    starts.push(at + 1);
  return starts;
}

/** Lines with their line breaks. */
function linesOf(bytes: Buffer): readonly string[] {
  return bytes.toString('utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

import { isRecord } from './read.ts';

/** A way into an object: names of fields and indices of lists. */
export type EditPath = readonly (string | number)[];

/** One change of what is written of an object; the path is that of the object as it stands before any change. */
export type Edit =
  /** Another text in place of the one that stands there. */
  | { readonly op: 'set'; readonly path: EditPath; readonly value: string }
  /** Another name for a field. */
  | { readonly op: 'rename'; readonly path: EditPath; readonly name: string }
  /** The field, or the entry of a list, left out. */
  | { readonly op: 'remove'; readonly path: EditPath }
  /** A list with the value as its only entry, in place of the value. */
  | { readonly op: 'wrap'; readonly path: EditPath };

/** A value with edits made. Those of what is not there change nothing. */
export function applyEdits(value: unknown, edits: readonly Edit[], at: EditPath = []): unknown {
  const here = edits.filter(({ path }) => path.length === at.length);
  const deeper = edits.filter(({ path }) => path.length > at.length);
  const inner = deeper.length === 0 ? value : applyBelow(value, deeper, at);
  return here.reduce((current, edit) => {
    if (edit.op === 'set') return edit.value;
    return edit.op === 'wrap' ? [current] : current;
  }, inner);
}

function applyBelow(value: unknown, edits: readonly Edit[], at: EditPath): unknown {
  const below = (step: string | number, child: unknown): unknown => {
    const ofChild = edits.filter(({ path }) => path[at.length] === step);
    return ofChild.length === 0 ? child : applyEdits(child, ofChild, [...at, step]);
  };
  const own = (step: string | number): readonly Edit[] =>
    edits.filter(({ path }) => path.length === at.length + 1 && path[at.length] === step);
  const isRemoved = (step: string | number): boolean => own(step).some(({ op }) => op === 'remove');
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => (isRemoved(index) ? [] : [below(index, entry)]));
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, field]): readonly (readonly [string, unknown])[] => {
    if (isRemoved(key)) return [];
    const renamed = own(key).find((edit) => edit.op === 'rename');
    return [[renamed?.op === 'rename' ? renamed.name : key, below(key, field)]];
  });
  return Object.fromEntries(entries);
}

/** A way into an object as the API writes it: `spec.rules[0].name`. */
export function editPathText(path: EditPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

import { isRecord } from '../../model/read.ts';
import type { Block } from '../description.ts';
import { field, group } from './blocks.ts';
import { scalarText } from './scalar-text.ts';

/** The fields that a view shows itself: `true` for all of a field, or its own fields; lists are looked at entry by entry. */
export type KnownFields = true | { readonly [name: string]: KnownFields };

/** A field that a view does not know. */
interface UnknownField {
  readonly path: string;
  readonly value: unknown;
}

/** A stranger's object may be as deep and as long as it likes; a page may not. */
const MOST_DEPTH = 24;
const MOST_LINES = 200;

/**
 * The fields of an object that its view does not show, as blocks: nothing readable is dropped because a type does not know
 * it.
 * @param known what the view shows, from the top of the object.
 */
export function unknownFieldBlocks(object: unknown, known: KnownFields): readonly Block[] {
  const found: UnknownField[] = [];
  collect(object, known, '', 0, found);
  const budget = { lines: MOST_LINES };
  return group(
    'Other fields',
    found.flatMap(({ path, value }) => valueBlocks(path, value, 0, budget)),
  );
}

/** A value as nested blocks under the names of the API. */
export function valueTree(value: unknown): readonly Block[] {
  const budget = { lines: MOST_LINES };
  return isRecord(value) ? recordBlocks(value, 0, budget) : valueBlocks('value', value, 0, budget);
}

function collect(value: unknown, known: KnownFields, path: string, depth: number, found: UnknownField[]): void {
  if (known === true || value === null || value === undefined || depth > MOST_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) collect(entry, known, `${path}[${index}]`, depth + 1, found);
  } else if (isRecord(value)) {
    for (const [name, entry] of Object.entries(value)) {
      const below = path === '' ? name : `${path}.${name}`;
      const inner = Object.hasOwn(known, name) ? known[name] : undefined;
      if (inner === undefined) found.push({ path: below, value: entry });
      else collect(entry, inner, below, depth + 1, found);
    }
  } else {
    // A scalar where the API has an object: whatever it is, it is shown.
    found.push({ path, value });
  }
}

interface Budget {
  lines: number;
}

function recordBlocks(record: Readonly<Record<string, unknown>>, depth: number, budget: Budget): readonly Block[] {
  return Object.entries(record).flatMap(([name, value]) => valueBlocks(name, value, depth, budget));
}

function valueBlocks(label: string, value: unknown, depth: number, budget: Budget): readonly Block[] {
  if (value === null || value === undefined || budget.lines <= 0) return [];
  budget.lines -= 1;
  if (budget.lines === 0) return field(label, '…');
  if (depth > MOST_DEPTH) return field(label, '…');
  if (Array.isArray(value)) {
    if (value.length === 0) return field(label, '[]');
    if (value.every((entry) => !isRecord(entry) && !Array.isArray(entry))) {
      const shown = value.slice(0, budget.lines);
      budget.lines -= shown.length - 1;
      return field(label, [...shown.map(scalarText), ...(shown.length < value.length ? ['…'] : [])]);
    }
    return group(
      label,
      value.flatMap((entry, index) => valueBlocks(`[${index}]`, entry, depth + 1, budget)),
    );
  }
  if (isRecord(value)) {
    const inner = recordBlocks(value, depth + 1, budget);
    return inner.length === 0 ? field(label, '{}') : group(label, inner);
  }
  return field(label, scalarText(value));
}

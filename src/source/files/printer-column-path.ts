import { isRecord } from '../../model/read.ts';

/** One step of a path: a field, an element, all elements, or the elements whose field equals a value. */
type Step =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly field: readonly string[]; readonly value: string };

const FIELD = /^\.((?:[^.[\]\\]|\\.)+)/;
const QUOTED = /^\['((?:[^'\\]|\\.)*)'\]|^\["((?:[^"\\]|\\.)*)"\]/;
const INDEX = /^\[(-?\d+)\]/;
const ALL = /^(?:\[\*\]|\.\*)/;
const FILTER = /^\[\?\(\s*@((?:\.[\w-]+)+)\s*==\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*\)\]/;

/**
 * Parses the JSONPath of a CRD's printer column: fields, `['field']`, `[0]`, `[*]` and `[?(@.type=="Ready")]`, which is
 * what CRDs use.
 * @returns a function that gives what the path selects, in order; undefined for a path beyond that.
 */
export function parsePrinterColumnPath(path: string): ((value: unknown) => readonly unknown[]) | undefined {
  const steps: Step[] = [];
  for (let rest = path.trim(); rest !== '';) {
    const read = readStep(rest);
    if (read === undefined) return undefined;
    steps.push(read.step);
    rest = rest.slice(read.length);
  }
  return (value) =>
    steps.reduce<readonly unknown[]>((values, step) => values.flatMap((each) => take(each, step)), [value]);
}

function readStep(text: string): { step: Step; length: number } | undefined {
  const all = ALL.exec(text);
  if (all !== null) return { step: { kind: 'all' }, length: all[0].length };
  const field = FIELD.exec(text) ?? QUOTED.exec(text);
  if (field !== null) {
    const name = (field[1] ?? field[2] ?? '').replaceAll(/\\(.)/g, '$1');
    return { step: { kind: 'field', name }, length: field[0].length };
  }
  const index = INDEX.exec(text);
  if (index !== null) return { step: { kind: 'index', index: Number(index[1]) }, length: index[0].length };
  const filter = FILTER.exec(text);
  if (filter === null) return undefined;
  const value = filter[2] ?? filter[3] ?? filter[4] ?? '';
  const names = (filter[1] ?? '').split('.').slice(1);
  return { step: { kind: 'filter', field: names, value }, length: filter[0].length };
}

function take(value: unknown, step: Step): readonly unknown[] {
  switch (step.kind) {
    case 'field':
      return isRecord(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case 'index':
      return Array.isArray(value) ? value.slice(step.index).slice(0, 1) : [];
    case 'all':
      return Array.isArray(value) || isRecord(value) ? Object.values(value) : [];
    case 'filter':
      return Array.isArray(value) ? value.filter((entry) => fieldText(entry, step.field) === step.value) : [];
    default:
      return [];
  }
}

function fieldText(value: unknown, path: readonly string[]): string | undefined {
  let current = value;
  for (const name of path) {
    if (!isRecord(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return typeof current === 'string' ? current : JSON.stringify(current);
}

import type { Origin } from '../../model/source.ts';
import type { Input } from './input.ts';
import type { Place } from './read-objects.ts';

/** Finds where fields of one object stand: the field, or where it is not written the nearest one around it that is. */
export type Locator = (path: readonly (string | number)[]) => Origin;

/**
 * Finds where fields of objects stand: costly, so only for what is reported. What was read and parsed last is kept, so that
 * questions about one object, and about objects of one file, are cheap in a row.
 */
export class FieldFinder {
  #input: { readonly of: Input; readonly read: () => Promise<Buffer | undefined> } | undefined;
  #object: { readonly place: Place; readonly locator: Promise<Locator | undefined> } | undefined;

  /**
   * @param path from the object: `['spec', 'rules', 0, 'backendRefs', 1]`.
   * @returns undefined when the input is gone or has changed beyond reading.
   */
  async find(place: Place, path: readonly (string | number)[]): Promise<Origin | undefined> {
    if (path.length === 0) return { file: place.input.name, line: place.line, column: place.column };
    if (this.#object?.place !== place) this.#object = { place, locator: openLocator(this.#keeping(place)) };
    return (await this.#object.locator)?.(path);
  }

  #keeping(place: Place): Place {
    if (this.#input?.of !== place.input) {
      const { input } = place;
      let bytes: Promise<Buffer | undefined> | undefined;
      this.#input = { of: input, read: () => (bytes ??= input.read().catch(() => undefined)) };
    }
    return { ...place, input: { name: place.input.name, read: this.#input.read } };
  }
}

/** Finds where one field stands. @returns undefined when the input is gone or has changed beyond reading. */
export function locateField(place: Place, path: readonly (string | number)[]): Promise<Origin | undefined> {
  return new FieldFinder().find(place, path);
}

/**
 * Parses an object's piece of its input once more, with the place of everything in it.
 * @returns undefined when the input is gone.
 */
export async function openLocator(place: Place): Promise<Locator | undefined> {
  const { input, start, end, line, path: prefix } = place;
  const bytes = await input.read().catch(() => undefined);
  if (bytes === undefined) return undefined;
  const { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const text = bytes.toString('utf8', start, end);
  const lineStart = bytes.lastIndexOf('\n', start) + 1;
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false, uniqueKeys: false });
  return (path) => {
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const step of [...prefix, ...path]) {
      let next: unknown;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        if (!isPair(pair) || !isScalar(pair.key)) break;
        offset = pair.key.range?.[0];
        next = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        next = node.items[step];
        if (next === undefined) break;
        offset = startOf(next) ?? offset;
      } else {
        break;
      }
      node = next;
    }
    const found = lines.linePos(offset ?? 0);
    const before = found.line === 1 ? start - lineStart : 0;
    return { file: input.name, line: line + found.line - 1, column: before + found.col };
  };
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start]: unknown[] = node.range;
  return typeof start === 'number' ? start : undefined;
}

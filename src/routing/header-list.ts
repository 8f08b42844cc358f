import { readRecords, readString, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { Header } from './routed-request.ts';
import type { Headers } from './trace.ts';

/** What a header modifier does: names as they are written, of equivalent names the first entry (HR:1047-1145). */
export interface HeaderChange {
  readonly set: readonly Header[];
  readonly add: readonly Header[];
  readonly remove: readonly string[];
}

/** Reads `requestHeaderModifier` or `responseHeaderModifier`. */
export function readHeaderChange(modifier: JsonRecord): HeaderChange {
  return {
    set: readEntries(modifier['set']),
    add: readEntries(modifier['add']),
    remove: [...new Map(readStrings(modifier['remove']).map((name) => [name.toLowerCase(), name])).values()],
  };
}

function readEntries(value: unknown): readonly Header[] {
  const entries = new Map<string, Header>();
  for (const entry of readRecords(value)) {
    const name = readString(entry['name']);
    if (name === undefined || entries.has(name.toLowerCase())) continue;
    entries.set(name.toLowerCase(), [name, typeof entry['value'] === 'string' ? entry['value'] : '']);
  }
  return [...entries.values()];
}

/** Headers on their way: by name in any case, each with its values in order. */
export class HeaderList {
  readonly #values: Map<string, readonly string[]>;

  constructor(headers: Iterable<Header> = []) {
    this.#values = new Map();
    for (const [name, value] of headers) this.add(name, value);
  }

  /** A list that changes apart from this one. */
  copy(): HeaderList {
    const copy = new HeaderList();
    for (const [name, values] of this.#values) copy.#values.set(name, values);
    return copy;
  }

  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase())?.join(',');
  }

  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), [value]);
  }

  add(name: string, value: string): void {
    const key = name.toLowerCase();
    this.#values.set(key, [...(this.#values.get(key) ?? []), value]);
  }

  remove(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  /** Overwrites, appends, then removes: the order among them is the controller's (HR:1047-1145). */
  apply({ set, add, remove }: HeaderChange): void {
    for (const [name, value] of set) this.set(name, value);
    for (const [name, value] of add) this.add(name, value);
    for (const name of remove) this.remove(name);
  }

  /** By names in lower case; several values joined. Without a prototype: names are strangers' words. */
  toRecord(): Headers {
    const record: Record<string, string> = Object.create(null);
    for (const [name, values] of this.#values) record[name] = values.join(',');
    return record;
  }
}

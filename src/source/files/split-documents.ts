import type { Document, ListOutline, Span } from './document.ts';
import { splitJson } from './split-json.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const HASH = 0x23;
const PERCENT = 0x25;
const DASH = 0x2d;
const DOT = 0x2e;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const MARKER_LENGTH = 3;
const ITEMS_KEY = Buffer.from('items:');
/** `kubectl cluster-info dump` writes a Pod's logs between its lists (k8s.io/kubectl/pkg/cmd/clusterinfo). */
const LOGS_START = Buffer.from('==== START logs for container ');
const LOGS_END = '==== END logs for container ';

/** A line: its extent without the line break, its indent, and whether it says anything. */
export interface Line {
  readonly start: number;
  /** Offset behind the line break. */
  readonly next: number;
  readonly number: number;
  readonly indent: number;
  /** First byte behind the indent; undefined for a blank line. */
  readonly first: number | undefined;
  readonly isComment: boolean;
}

/**
 * Cuts an input into its documents: YAML at `---` and `...`, JSON values one behind the other, and both mixed, as
 * kubectl's decoder takes them. Only the outline is looked at, so that each document, and each item of a list, is
 * parsed on its own. Documents that hold nothing but comments are left out.
 * @param bytes UTF-8 without byte order mark.
 */
export function* splitDocuments(bytes: Buffer): Generator<Document> {
  let offset = 0;
  let number = 1;
  while (offset < bytes.length) {
    const line = readLine(bytes, offset, number);
    if (beginsLogs(bytes, line)) {
      const end = endOfLogs(bytes, line);
      number += countLines(bytes, offset, end);
      offset = end;
    } else if (line.first === OPEN_BRACE || line.first === OPEN_BRACKET) {
      const { document, next } = splitJson(bytes, line.start + line.indent, number);
      yield document;
      offset = next.offset;
      number = next.line;
    } else if (isMarker(bytes, line)) {
      // What stands behind the marker may begin the document: `--- {a: b}`.
      offset += MARKER_LENGTH;
    } else if (line.first === undefined || line.isComment || line.first === PERCENT) {
      offset = line.next;
      number++;
    } else {
      const document = splitYamlDocument(bytes, line);
      yield document;
      offset = document.end;
      number += document.lines;
    }
  }
}

/** The YAML document whose first line that says anything is given, up to the next marker. */
function splitYamlDocument(bytes: Buffer, first: Line): Document & { readonly lines: number } {
  const list = new ListCutter(bytes);
  let line = first;
  list.add(line);
  while (line.next < bytes.length) {
    const following = readLine(bytes, line.next, line.number + 1);
    if (isMarker(bytes, following) || beginsLogs(bytes, following)) break;
    line = following;
    list.add(line);
  }
  const whole: Span = { start: first.start, end: line.next, line: first.number, column: first.indent + 1 };
  const lines = line.number - first.number + 1;
  return { ...whole, syntax: 'yaml', list: list.finish(whole), truncated: false, depth: 0, lines };
}

/** Finds the items of a top-level `items:` while the lines of a document go by. */
class ListCutter {
  readonly #bytes: Buffer;
  readonly #items: Span[] = [];
  #key: Line | undefined;
  #indent: number | undefined;
  #begin: Line | undefined;
  #behind: Line | undefined;
  #isList = true;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  add(line: Line): void {
    if (line.first === undefined || line.isComment) return;
    if (this.#key === undefined) {
      if (line.indent === 0 && isItemsKey(this.#bytes, line)) this.#key = line;
      return;
    }
    if (this.#behind !== undefined || !this.#isList) return;
    const isItem = line.first === DASH && isBlankAt(this.#bytes, line.start + line.indent + 1);
    if (this.#indent === undefined) {
      this.#isList = isItem;
      this.#indent = line.indent;
      this.#begin = line;
    } else if (line.indent < this.#indent || (line.indent === this.#indent && !isItem)) {
      this.#end(line.start);
      this.#behind = line;
    } else if (line.indent === this.#indent) {
      this.#end(line.start);
      this.#begin = line;
    }
  }

  /** The outline, where the document is a list. */
  finish(whole: Span): ListOutline | undefined {
    if (this.#key === undefined || !this.#isList || this.#begin === undefined) return undefined;
    if (this.#behind === undefined) this.#end(whole.end);
    const behind = this.#behind;
    return {
      items: this.#items,
      before: { ...whole, end: this.#key.start },
      behind:
        behind === undefined
          ? { ...whole, start: whole.end }
          : { start: behind.start, end: whole.end, line: behind.number, column: 1 },
    };
  }

  #end(offset: number): void {
    const begin = this.#begin;
    if (begin === undefined) return;
    this.#items.push({ start: begin.start, end: offset, line: begin.number, column: begin.indent + 1 });
  }
}

/** The line that begins at an offset. */
export function readLine(bytes: Buffer, start: number, number: number): Line {
  const end = bytes.indexOf(LINE_FEED, start);
  const next = end < 0 ? bytes.length : end + 1;
  let offset = start;
  while (offset < next && bytes[offset] === SPACE) offset++;
  const indent = offset - start;
  while (offset < next && isBlankAt(bytes, offset)) offset++;
  const first = offset < next ? bytes[offset] : undefined;
  return { start, next, number, indent, first, isComment: first === HASH };
}

/** `---` or `...` at the beginning of a line. */
function isMarker(bytes: Buffer, { start, indent, first }: Line): boolean {
  if (indent > 0 || (first !== DASH && first !== DOT)) return false;
  return bytes[start + 1] === first && bytes[start + 2] === first && isBlankAt(bytes, start + 3);
}

function beginsLogs(bytes: Buffer, { start }: Line): boolean {
  return bytes.subarray(start, start + LOGS_START.length).equals(LOGS_START);
}

/** The offset behind the mark that ends them, which stands wherever the logs end: in the middle of a line. */
function endOfLogs(bytes: Buffer, { start, next }: Line): number {
  const container = bytes.subarray(start + LOGS_START.length, next);
  const end = bytes.indexOf(Buffer.concat([Buffer.from(LOGS_END), container]), next);
  return end < 0 ? bytes.length : end + LOGS_END.length + container.length;
}

function countLines(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, start); at >= 0 && at < end; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** `items:` with nothing but a comment behind it. */
function isItemsKey(bytes: Buffer, { start, next }: Line): boolean {
  if (!bytes.subarray(start, start + ITEMS_KEY.length).equals(ITEMS_KEY)) return false;
  let offset = start + ITEMS_KEY.length;
  if (!isBlankAt(bytes, offset)) return false;
  while (offset < next && isBlankAt(bytes, offset)) offset++;
  return offset >= next || bytes[offset] === HASH;
}

function isBlankAt(bytes: Buffer, offset: number): boolean {
  const byte = bytes[offset];
  return byte === undefined || byte === SPACE || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

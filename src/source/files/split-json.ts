import type { Document, ListOutline, Span } from './document.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const ITEMS = Buffer.from('"items"');

/** Where a scan stands. */
interface Position {
  offset: number;
  line: number;
  /** Offset of the first character of the line. */
  lineStart: number;
}

/**
 * Finds the end of the JSON value that begins at an offset, by braces and quotes alone, and cuts it at the items of its
 * top-level `items` list. Whether it is JSON at all is found when its pieces are parsed.
 * @param bytes UTF-8.
 * @param start offset of its `{` or `[`.
 * @param line line of the start, counted from 1.
 * @returns the document and the position behind it.
 */
export function splitJson(bytes: Buffer, start: number, line: number): { document: Document; next: Position } {
  const lineStart = bytes.lastIndexOf(LINE_FEED, start) + 1;
  const at: Position = { offset: start, line, lineStart };
  const items: Span[] = [];
  let depth = 0;
  let deepest = 0;
  let key: Buffer | undefined;
  let lastString: Buffer | undefined;
  let itemStart: Position | undefined;
  let list: { open: Position; close: Position | undefined } | undefined;
  /** Set where `items` holds something else than objects: such a list is parsed whole. */
  let irregular = false;

  for (; at.offset < bytes.length; at.offset++) {
    const byte = bytes[at.offset];
    const inItems = list !== undefined && list.close === undefined;
    if (byte === LINE_FEED) {
      at.line++;
      at.lineStart = at.offset + 1;
    } else if (byte === QUOTE) {
      const begin = at.offset;
      at.offset = endOfString(bytes, begin);
      if (depth === 1) lastString = bytes.subarray(begin, at.offset + 1);
      if (inItems && depth === 2) irregular = true;
    } else if (byte === COLON) {
      if (depth === 1) key = lastString;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (depth === 1 && byte === OPEN_BRACKET && list === undefined && key?.equals(ITEMS) === true) {
        list = { open: { ...at, offset: at.offset + 1 }, close: undefined };
      } else if (inItems && depth === 2) {
        itemStart = { ...at };
        irregular ||= byte === OPEN_BRACKET;
      }
      depth++;
      deepest = Math.max(deepest, depth);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
      if (inItems && depth === 2 && itemStart !== undefined) {
        items.push(spanOf(itemStart, at.offset + 1));
        itemStart = undefined;
      } else if (inItems && depth === 1 && list !== undefined) {
        list.close = { ...at };
      }
      if (depth <= 0) {
        at.offset++;
        break;
      }
    } else if (inItems && depth === 2 && byte !== COMMA && byte !== undefined && byte > 0x20) {
      irregular = true;
    }
  }

  const end = Math.min(at.offset, bytes.length);
  const whole: Span = { start, end, line, column: start - lineStart + 1 };
  const truncated = depth > 0;
  let outline: ListOutline | undefined;
  if (list !== undefined && !irregular) {
    const close = list.close ?? { ...at, offset: end };
    outline = { items, before: { ...whole, end: list.open.offset }, behind: spanOf(close, end) };
  }
  return {
    document: { ...whole, syntax: 'json', list: outline, truncated, depth: deepest },
    next: { ...at, offset: end },
  };
}

function spanOf({ offset, line, lineStart }: Position, end: number): Span {
  return { start: offset, end, line, column: offset - lineStart + 1 };
}

/** Offset of the quote that closes the string, or of the last byte. */
function endOfString(bytes: Buffer, begin: number): number {
  for (let offset = begin + 1; offset < bytes.length; offset++) {
    const byte = bytes[offset];
    if (byte === BACKSLASH) offset++;
    else if (byte === QUOTE) return offset;
  }
  return bytes.length - 1;
}

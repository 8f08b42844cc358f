/** One JSON value of a stream, as text, with the line that it begins on. */
export interface JsonPiece {
  readonly text: string;
  readonly line: number;
}

/**
 * Cuts a stream of JSON into its values as they come: those of one array, or values one after another (a line each, or not). Only
 * one value is held at a time; whether it is JSON is for its reader to see.
 */
export class JsonPieces {
  #pending = '';
  #at = 0;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #start = -1;
  #startLine = 1;
  #isArray: boolean | undefined;

  /** The values that are complete with this text. */
  *push(text: string): Generator<JsonPiece> {
    this.#pending += text;
    while (this.#at < this.#pending.length) {
      const piece = this.#step(this.#pending.charCodeAt(this.#at));
      this.#at += 1;
      if (piece !== undefined) yield piece;
    }
    const keep = this.#start < 0 ? this.#at : this.#start;
    this.#pending = this.#pending.slice(keep);
    this.#at -= keep;
    if (this.#start >= 0) this.#start = 0;
  }

  /** What is left at the end of the stream. */
  *end(): Generator<JsonPiece> {
    if (this.#start >= 0) yield { text: this.#pending.slice(this.#start), line: this.#startLine };
  }

  /** @returns the value that ends before or with this character. */
  #step(code: number): JsonPiece | undefined {
    if (code === NEWLINE) this.#line += 1;
    if (this.#inString) {
      this.#stepInString(code);
      return this.#depth === 0 && !this.#inString ? this.#cut(1) : undefined;
    }
    const isSpace = code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
    if (this.#start < 0) {
      if (isSpace || code === BYTE_ORDER_MARK) return undefined;
      if (this.#isArray === undefined) {
        this.#isArray = code === OPEN_BRACKET;
        if (this.#isArray) return undefined;
      }
      if (this.#isArray && (code === COMMA || code === CLOSE_BRACKET)) return undefined;
      this.#start = this.#at;
      this.#startLine = this.#line;
    }
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (this.#depth === 0) return this.#cut(0);
      this.#depth -= 1;
      if (this.#depth === 0) return this.#cut(1);
    } else if (this.#depth === 0 && (isSpace || code === COMMA)) return this.#cut(0);
    return undefined;
  }

  #stepInString(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
  }

  #cut(more: number): JsonPiece {
    const piece = { text: this.#pending.slice(this.#start, this.#at + more), line: this.#startLine };
    this.#start = -1;
    return piece;
  }
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const BYTE_ORDER_MARK = 0xfe_ff;

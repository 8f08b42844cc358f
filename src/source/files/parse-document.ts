import { isUtf8 } from 'node:buffer';
import { load, YAMLException } from 'js-yaml';
import { isRecord } from '../../model/read.ts';
import { findJsonMistake } from '../../text/json-mistake.ts';
import type { Document, Span } from './document.ts';
import { KUBECTL_SCHEMA } from './kubectl-schema.ts';
import { readLine } from './split-documents.ts';

/** Why a piece of an input could not be read, and where: the line is counted from 1 in the whole input. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly line: number;
  /** The piece of an item that does not parse; undefined for the document as a whole. */
  readonly span: Span | undefined;
  constructor(message: string, line: number, span?: Span) {
    super(message);
    this.line = line;
    this.span = span;
  }
}

/** A value with its place, or why there is none. `path` leads to it from the piece that was parsed. */
export interface Part extends Span {
  readonly syntax: Document['syntax'];
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** What a document held: one value; or of a list the list itself without its items, and the items. */
export interface ParsedDocument {
  readonly whole: Part;
  /** Undefined for a document that is not a list. */
  readonly items: readonly (Part | ParseError)[] | undefined;
}

/** No object of Kubernetes is larger: etcd refuses 1.5 MB. */
const MAX_PIECE = 32 * 1024 * 1024;
/** A list whose items depend on each other (anchors) is parsed whole up to this size. */
const MAX_WHOLE_LIST = 8 * 1024 * 1024;
const MAX_DEPTH = 500;
/** What aliases may add to a piece, in characters; what is written once is never too much. */
const MAX_EXPANSION = 1_000_000;
const ALIAS = /[\s[{,]\*\S/;

/**
 * Parses a document, of a list each item on its own.
 * @throws ParseError where the document, or a list without its items, cannot be read.
 */
export function parseDocument(bytes: Buffer, document: Document): ParsedDocument {
  // JSON.parse takes any depth; what walks the value later does not.
  if (document.depth > MAX_DEPTH) throw new ParseError(`nested deeper than ${MAX_DEPTH} levels`, document.line);
  if (document.list === undefined) {
    if (document.truncated) throw new ParseError('the input ends in the middle of this document', document.line);
    return { whole: { ...document, path: [], value: parsePiece(bytes, document.syntax, document) }, items: undefined };
  }
  const { before, behind, items } = document.list;
  const whole = { ...document, path: [], value: parseAround(bytes, document, before, behind) };
  const parts = items.map((span) => parseItem(bytes, document.syntax, span));
  if (document.syntax === 'yaml' && parts.some((part) => part instanceof ParseError)) {
    return { whole, items: parseTogether(bytes, document, items) ?? parts };
  }
  return { whole, items: parts };
}

function parseItem(bytes: Buffer, syntax: Document['syntax'], span: Span): Part | ParseError {
  try {
    const value = parsePiece(bytes, syntax, span);
    return syntax === 'yaml' && Array.isArray(value)
      ? { ...span, syntax, path: [0], value: value[0] }
      : { ...span, syntax, path: [], value };
  } catch (error) {
    if (error instanceof ParseError) return new ParseError(error.message, error.line, span);
    throw error;
  }
}

/** Items that only read together, since one uses another's anchor; undefined where the list is too large or still broken. */
function parseTogether(bytes: Buffer, document: Document, spans: readonly Span[]): readonly Part[] | undefined {
  if (document.end - document.start > MAX_WHOLE_LIST) return undefined;
  try {
    const value = parsePiece(bytes, 'yaml', document);
    const items = isRecord(value) ? value['items'] : undefined;
    if (!Array.isArray(items) || items.length !== spans.length) return undefined;
    const { start, end, syntax } = document;
    return items.map((item: unknown, index): Part => {
      const { line, column } = spans[index] ?? document;
      return { start, end, line, column, syntax, path: ['items', index], value: item };
    });
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** The list without its items. */
function parseAround(bytes: Buffer, document: Document, before: Span, behind: Span): unknown {
  const head = bytes.toString('utf8', before.start, before.end);
  const tail = bytes.toString('utf8', behind.start, behind.end);
  // The input may end inside the items: what stood before them is then all there is.
  const closing = document.truncated ? ']}' : tail;
  // Line breaks in place of the items keep the lines right.
  const gap = '\n'.repeat(Math.max(0, behind.line - before.line - countLines(head)));
  const text = document.syntax === 'json' ? head + gap + closing : head + gap + tail;
  if (text.trim() === '') return {};
  return parseText(text, document.syntax, document.line);
}

function parsePiece(bytes: Buffer, syntax: Document['syntax'], span: Span): unknown {
  if (span.end - span.start > MAX_PIECE) {
    throw new ParseError(`one document is larger than ${MAX_PIECE / 1024 / 1024} MB`, span.line);
  }
  const piece = bytes.subarray(span.start, span.end);
  if (piece.includes(0)) {
    const line = firstLineWhere(piece, span.line, (bytesOfLine) => bytesOfLine.includes(0));
    throw new ParseError('contains NUL bytes: not a text file, or UTF-16 without a byte order mark', line);
  }
  if (!isUtf8(piece)) {
    const line = firstLineWhere(piece, span.line, (bytesOfLine) => !isUtf8(bytesOfLine));
    throw new ParseError('not valid UTF-8', line);
  }
  // The first line of an item keeps its indent, so that columns stay right.
  return parseText(piece.toString('utf8'), syntax, span.line);
}

/** Text that begins with a brace is JSON, or else YAML's flow style, as kubectl tries them. */
function parseText(text: string, syntax: Document['syntax'], line: number): unknown {
  if (syntax === 'yaml') return parseYaml(text, line);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    const reason = findJsonMistake(text)?.reason ?? 'it cannot be parsed';
    try {
      return parseYaml(text, line);
    } catch (yamlError) {
      // Both parsers stumble at the same place.
      const where = yamlError instanceof ParseError ? yamlError.line : line;
      throw new ParseError(`not valid JSON: ${reason}`, where);
    }
  }
}

function parseYaml(text: string, line: number): unknown {
  let value: unknown;
  try {
    value = load(text, { schema: KUBECTL_SCHEMA, maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error instanceof YAMLException ? error.reason : error.message;
    const offset = error instanceof YAMLException ? (error.mark?.line ?? 0) : 0;
    throw new ParseError(reason, line + offset);
  }
  if (ALIAS.test(text)) checkAliases(value, text.length, line);
  // A copy by way of JSON halves the memory of 10,000 objects: js-yaml's strings are slices that keep all of the text.
  const copy: unknown = JSON.parse(JSON.stringify(value ?? null));
  return copy;
}

/** js-yaml shares what aliases name, so that a bomb costs nothing until it is written out. */
function checkAliases(value: unknown, written: number, line: number): void {
  const { size, depth } = expand(value, new Map());
  if (size > MAX_EXPANSION + 2 * written) throw new ParseError('aliases expand to too many values', line);
  if (depth > MAX_DEPTH) throw new ParseError(`nested deeper than ${MAX_DEPTH} levels`, line);
}

/** How large and deep a value is in characters when each alias is written out; endless for one that holds itself. */
function expand(value: unknown, known: Map<object, Expansion>): Expansion {
  if (typeof value === 'string') return { size: 1 + value.length, depth: 0 };
  if (typeof value !== 'object' || value === null) return { size: 1, depth: 0 };
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, { size: Number.POSITIVE_INFINITY, depth: 0 });
  let size = 1;
  let depth = 0;
  const entries: readonly unknown[] = Object.values(value);
  for (const entry of entries) {
    const inner = expand(entry, known);
    size += inner.size;
    depth = Math.max(depth, inner.depth);
  }
  const expansion = { size, depth: depth + 1 };
  known.set(value, expansion);
  return expansion;
}

interface Expansion {
  readonly size: number;
  readonly depth: number;
}

function countLines(text: string): number {
  let count = 0;
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) count++;
  return count;
}

function firstLineWhere(piece: Buffer, line: number, holds: (bytes: Buffer) => boolean): number {
  let number = line;
  for (let offset = 0; offset < piece.length; number++) {
    const { start, next } = readLine(piece, offset, number);
    if (holds(piece.subarray(start, next))) return number;
    offset = next;
  }
  return line;
}

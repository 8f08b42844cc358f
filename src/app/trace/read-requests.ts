import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../../cli/io.ts';
import { CannotRunError, messageOf } from '../../model/errors.ts';
import { isRecord } from '../../model/read.ts';
import { readRequest } from '../../routing/read-request.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { describeFileError } from '../../source/file-error.ts';
import { findJsonMistake } from '../../text/json-mistake.ts';
import { JsonPieces } from './json-pieces.ts';

/** A request of a list. */
export interface ListedRequest {
  readonly id: string | undefined;
  readonly ask: TraceAsk;
}

/** What a list in YAML may weigh: it is read whole. */
const LARGEST_YAML = 64 * 1024 * 1024;

/**
 * Reads a list of requests as it comes: a JSON array, JSON values one after another (NDJSON), objects with `items`, or a list in
 * YAML, which alone is read whole.
 * @param name a file, or `-` for standard input.
 * @throws CannotRunError for what cannot be read or is no request: with the line and the field.
 */
export async function* readRequests(
  name: string,
  namespace: string,
  io: Pick<Io, 'readInput' | 'cwd'>,
): AsyncGenerator<ListedRequest> {
  let place = 0;
  for await (const { value, line } of readValues(name, io)) {
    const entries = isRecord(value) && Array.isArray(value['items']) ? value['items'] : [value];
    for (const entry of entries) {
      const read = readRequest(entry, namespace);
      if ('problem' in read) {
        const field = read.field === '' ? '' : `${read.field} `;
        throw new CannotRunError(`error: ${name}:${line}: request ${place}: ${field}${read.problem}`);
      }
      place += 1;
      yield read;
    }
  }
}

interface Value {
  readonly value: unknown;
  readonly line: number;
}

async function* readValues(name: string, io: Pick<Io, 'readInput' | 'cwd'>): AsyncGenerator<Value> {
  const pieces = new JsonPieces();
  let isJson: boolean | undefined;
  let head = '';
  for await (const text of readText(name, io)) {
    if (isJson === undefined) {
      head += text;
      const first = /[^\s\ufeff]/.exec(head)?.[0];
      if (first === undefined) continue;
      isJson = first === '[' || first === '{';
      if (isJson) for (const piece of pieces.push(head)) yield parsePiece(name, piece);
    } else if (isJson) {
      for (const piece of pieces.push(text)) yield parsePiece(name, piece);
    } else {
      head += text;
      if (head.length > LARGEST_YAML) {
        throw new CannotRunError(
          `error: ${name}: a list in YAML may have ${LARGEST_YAML} characters at most: use JSON lines`,
        );
      }
    }
  }
  if (isJson === false) yield* readYaml(name, head);
  else for (const piece of pieces.end()) yield parsePiece(name, piece);
}

function parsePiece(name: string, { text, line }: { readonly text: string; readonly line: number }): Value {
  try {
    const value: unknown = JSON.parse(text);
    return { value, line };
  } catch {
    const reason = findJsonMistake(text)?.reason ?? 'not valid JSON';
    throw new CannotRunError(`error: ${name}:${line}: ${reason}`);
  }
}

async function* readYaml(name: string, text: string): AsyncGenerator<Value> {
  const { LineCounter, parseAllDocuments } = await import('yaml');
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  for (const document of Array.isArray(documents) ? documents : []) {
    const [error] = document.errors;
    if (error !== undefined) {
      const [message = ''] = error.message.split('\n');
      throw new CannotRunError(`error: ${name}:${lineCounter.linePos(error.pos[0]).line}: ${message}`);
    }
    const value: unknown = toValue(name, document);
    const { contents } = document;
    const starts = isRecord(contents) && Array.isArray(contents['items']) ? contents['items'] : [];
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, entry] of all.entries()) {
      const node: unknown = Array.isArray(value) ? starts[index] : contents;
      const range: unknown = isRecord(node) ? node['range'] : undefined;
      const start: unknown = Array.isArray(range) ? range[0] : 0;
      yield { value: entry, line: lineCounter.linePos(typeof start === 'number' ? start : 0).line };
    }
  }
}

/** Aliases may stand for more than memory holds. */
function toValue(name: string, document: { toJS: (options: { maxAliasCount: number }) => unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new CannotRunError(`error: ${name}: ${messageOf(error)}`);
  }
}

async function* readText(name: string, io: Pick<Io, 'readInput' | 'cwd'>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const bytes: AsyncIterable<Uint8Array> = name === '-' ? io.readInput() : createReadStream(resolve(io.cwd, name));
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new CannotRunError(`error: ${describeFileError(error, name)}`);
  }
  yield decoder.decode();
}

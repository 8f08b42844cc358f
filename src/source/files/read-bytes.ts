import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { FoundInput } from './find-inputs.ts';
import type { Input } from './input.ts';

/** Larger inputs are refused: they would not fit into memory as objects. */
const MAX_INPUT = 1024 * 1024 * 1024;

/**
 * Reads an input whole, as UTF-8: a byte order mark is dropped, and UTF-16 with one is converted.
 * @param readInput standard input.
 * @throws Error of the system, or one that says what is wrong with the input.
 */
export async function readBytes(
  found: FoundInput,
  readInput: () => AsyncIterable<Uint8Array>,
): Promise<{ readonly input: Input; readonly bytes: Buffer }> {
  const { name, path, isRegular, bytes: held } = found;
  if (held !== undefined) return { input: { name, read: () => Promise.resolve(held) }, bytes: held };
  if (path !== undefined && isRegular) {
    const { size } = await stat(path);
    if (size > MAX_INPUT) throw tooLarge();
    const written = await readFile(path);
    const bytes = toUtf8(written);
    const read = async (): Promise<Buffer> => toUtf8(await readFile(path));
    return { input: { name, read, path: bytes === written ? path : undefined }, bytes };
  }
  // A pipe is read once, so its bytes are kept, without the Secrets.
  const bytes = toUtf8(await gather(path === undefined ? readInput() : createReadStream(path)));
  const forget = (start: number, end: number): void => {
    bytes.fill(' ', start, end);
  };
  return { input: { name, read: () => Promise.resolve(bytes), forget }, bytes };
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const gathered: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    size += chunk.length;
    if (size > MAX_INPUT) throw tooLarge();
  }
  return Buffer.concat(gathered);
}

function tooLarge(): Error {
  return new Error(`larger than ${MAX_INPUT / 1024 / 1024 / 1024} GB`);
}

function toUtf8(bytes: Buffer): Buffer {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return bytes.subarray(3);
  const isLittle = startsWith(bytes, [0xff, 0xfe]);
  if (!isLittle && !startsWith(bytes, [0xfe, 0xff])) return bytes;
  const text = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes);
  return Buffer.from(text, 'utf8');
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

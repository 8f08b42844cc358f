import type { IncomingMessage } from 'node:http';
import { CannotRunError } from '../../model/errors.ts';

/** The longest answer that is read: below the longest string of V8 (512 MiB). */
const LONGEST_BODY = 400 * 1024 * 1024;

/**
 * The whole body of an answer, decompressed.
 * @throws the network's error when the body ends early; CannotRunError when it is longer than `limit` bytes.
 */
export async function readBody(response: IncomingMessage, limit: number = LONGEST_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > limit) throw tooLong(limit);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks, length);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || body.length === 0) return body;
  if (encoding !== 'gzip')
    throw new CannotRunError(`error: the server's response has an unknown encoding: ${encoding}`);
  return gunzip(body, limit);
}

async function gunzip(body: Buffer, limit: number): Promise<Buffer> {
  const zlib = await import('node:zlib');
  try {
    // Four times as quick as zlib's asynchronous form, which hands over 16 KiB at a time.
    return zlib.gunzipSync(body, { maxOutputLength: limit, chunkSize: lengthUnzipped(body, limit) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(limit);
    throw new CannotRunError(
      `error: unexpected error when reading response body. Please retry. Original error: ${code === 'Z_BUF_ERROR' ? 'unexpected EOF' : 'gzip: invalid header or data'}`,
      { cause: error },
    );
  }
}

/** What gzip makes of text is rarely smaller than one part in so many. */
const DENSEST = 64;

/**
 * The bytes to decompress at once: what gzip says at its end (RFC 1952), and one more, so that a page is one piece and is not
 * copied together. It only has to be near: whoever lies gets more pieces.
 */
function lengthUnzipped(body: Buffer, limit: number): number {
  const said = body.length < 4 ? 0 : body.readUInt32LE(body.length - 4);
  return Math.max(1024, Math.min(said, body.length * DENSEST, limit) + 1);
}

function tooLong(limit: number): CannotRunError {
  return new CannotRunError(
    `error: the server's response is larger than ${Math.round(limit / 1024 / 1024)} MiB: request smaller pages with --chunk-size`,
  );
}

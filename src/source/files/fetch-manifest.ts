import { get as httpGet } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { CannotRunError } from '../../model/errors.ts';

const MAX_REDIRECTS = 10;
const MAX_SIZE = 256 * 1024 * 1024;
const TIMEOUT = 30_000;

/**
 * Fetches a manifest that `-f` names by URL.
 * @throws CannotRunError in kubectl's words when the server does not give it.
 */
export async function fetchManifest(url: string): Promise<Buffer> {
  let target = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await request(target, url);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.resume();
      target = new URL(headers.location, target).href;
      continue;
    }
    if (statusCode !== 200) {
      response.resume();
      throw new CannotRunError(
        `error: unable to read URL "${url}", server reported ${statusCode} ${response.statusMessage ?? ''}, status code=${statusCode}`,
      );
    }
    return readBody(response, url);
  }
  throw new CannotRunError(`error: unable to read URL "${url}": stopped after ${MAX_REDIRECTS} redirects`);
}

function request(target: string, url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const get = target.startsWith('https:') ? httpsGet : httpGet;
    const outgoing = get(target, { timeout: TIMEOUT }, resolve);
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no response within ${TIMEOUT / 1000}s`)));
    outgoing.once('error', (error) => {
      reject(new CannotRunError(`error: unable to read URL "${url}": ${error.message}`, { cause: error }));
    });
  });
}

async function readBody(response: AsyncIterable<Buffer>, url: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_SIZE) throw new CannotRunError(`error: unable to read URL "${url}": more than ${MAX_SIZE} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import type { IncomingMessage } from 'node:http';
import { CannotRunError, messageOf } from '../../../model/errors.ts';
import { findEnvironmentProxy } from './proxy.ts';
import { parseServerUrl } from './server-url.ts';
import { systemAuthorities } from './system-authorities.ts';
import { openTransport } from './transport.ts';

/** What a request to an identity provider needs. */
export interface IssuerContext {
  /** PEM; undefined trusts what the machine trusts. */
  readonly authority: Buffer | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Milliseconds; 0 takes a default. */
  readonly timeout: number;
}

/** What the identity provider answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Nobody waits longer for a login page's machine. */
const DEFAULT_TIMEOUT = 30_000;
const MAX_ANSWER = 1024 * 1024;

/** GET of a URL. @throws CannotRunError when nothing answers. */
export function sendGet(url: string, context: IssuerContext): Promise<Answer> {
  return send('GET', url, {}, undefined, context);
}

/** POST of a form. @throws CannotRunError when nothing answers. */
export function sendForm(
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  context: IssuerContext,
): Promise<Answer> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return send('POST', url, { ...type, ...headers }, new URLSearchParams(form).toString(), context);
}

async function send(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
  context: IssuerContext,
): Promise<Answer> {
  const { origin, pathname, search } = parseUrl(url);
  const server = parseServerUrl(origin);
  const trust = server.secure
    ? { ca: context.authority ?? (await systemAuthorities()), allowPartialTrustChain: true }
    : {};
  const transport = await openTransport(server, findEnvironmentProxy(server, context.env), trust);
  const limit = AbortSignal.timeout(context.timeout === 0 ? DEFAULT_TIMEOUT : context.timeout);
  const signal = AbortSignal.any([context.signal, limit]);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const request = transport.request(
        {
          method,
          path: `${pathname}${search}`,
          headers: { accept: 'application/json', ...headers, ...length },
          signal,
        },
        (response) => {
          readAnswer(response).then(resolve, reject);
        },
      );
      request.once('error', reject);
      request.end(body);
    });
  } catch (error) {
    if (error instanceof CannotRunError) throw error;
    const reason = limit.aborted ? 'no response in time' : messageOf(error);
    throw new CannotRunError(
      `Unable to connect to the server: ${method === 'GET' ? 'Get' : 'Post'} "${origin}${pathname}": ${reason}`,
    );
  } finally {
    transport.close();
  }
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new CannotRunError(`Unable to connect to the server: the OIDC issuer is not a URL: "${url}"`);
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error('the response is too large');
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

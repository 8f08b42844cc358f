import { CannotRunError } from '../../model/errors.ts';
import { findJsonMistake } from '../../text/json-mistake.ts';
import { hostOf } from './transport-error.ts';

/**
 * Refuses an answer whose type says that it is something else: a proxy's page, a login page.
 * @throws CannotRunError
 */
export function requireJson(contentType: string, server: string): void {
  const media = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (media === '' || media === 'application/json' || media.endsWith('+json')) return;
  throw new CannotRunError(
    `error: ${hostOf(server)} responded with ${media} instead of JSON: it is not an API server, or a proxy or login page is in front of it`,
  );
}

/**
 * The value of a JSON answer.
 * @throws CannotRunError when the body is no JSON: a proxy's page, a cut answer.
 */
export function parseJson(body: Buffer, contentType: string, server: string): unknown {
  requireJson(contentType, server);
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = body.length === 0 ? 'it is empty' : isCut(text) ? 'it is truncated' : 'it is not JSON';
    throw new CannotRunError(`error: the response of ${hostOf(server)} cannot be read: ${why}`, { cause: error });
  }
}

/** Whether a text that does not parse begins as an answer of the API does and has no end. */
function isCut(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  // What is missing is missing at its end, or it is cut within something that holds a brace.
  return findJsonMistake(text)?.position === text.length || !/\}\s*$/.test(text);
}

import { CannotRunError } from '../../model/errors.ts';
import { hostOf } from './transport-error.ts';

/**
 * Refuses an answer whose type says that it is something else: a proxy's page, a login page.
 * @throws CannotRunError
 */
export function requireJson(contentType: string, server: string): void {
  const media = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (media === '' || media === 'application/json' || media.endsWith('+json')) return;
  throw new CannotRunError(
    `error: ${hostOf(server)} answered with ${media} in place of JSON: this is no API server, or a proxy or a login page stands before it`,
  );
}

/**
 * The value of a JSON answer.
 * @throws CannotRunError when the body is no JSON: a proxy's page, a cut answer.
 */
export function parseJson(body: Buffer, contentType: string, server: string): unknown {
  requireJson(contentType, server);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    const why = body.length === 0 ? 'it is empty' : isCut(error) ? 'it ends in the middle' : 'it is no JSON';
    throw new CannotRunError(`error: the answer of ${hostOf(server)} cannot be read: ${why}`, { cause: error });
  }
}

/** V8 says of a cut text that it ended, of a wrong one where. */
function isCut(error: unknown): boolean {
  return error instanceof Error && /^(Unexpected end|Unterminated|Expected .* at position \d+$)/.test(error.message);
}

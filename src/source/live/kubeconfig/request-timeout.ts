import { CannotRunError } from '../../../model/errors.ts';
import { parseDuration } from '../../../text/duration.ts';

/**
 * Reads `--request-timeout` as kubectl does: whole seconds, or a duration such as `1s`, `2m30s`, `500ms`.
 * @returns milliseconds; 0 never gives up.
 * @throws CannotRunError in kubectl's words.
 */
export function parseRequestTimeout(text: string): number {
  const duration = /^\+?\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  if (typeof duration === 'number' && duration >= 0) return duration;
  throw new CannotRunError(
    'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
  );
}

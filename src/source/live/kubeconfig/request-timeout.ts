import { CannotRunError } from '../../../model/errors.ts';

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  μs: 0.001,
  ns: 0.000_001,
};

/**
 * Reads `--request-timeout` as kubectl does: whole seconds, or a duration such as `1s`, `2m30s`, `500ms`.
 * @returns milliseconds; 0 never gives up.
 * @throws CannotRunError in kubectl's words.
 */
export function parseRequestTimeout(text: string): number {
  if (/^\+?\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns)/g)];
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === text.replace(/^\+/, '');
  if (!isWhole) {
    throw new CannotRunError(
      'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    );
  }
  return parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (UNITS[unit] ?? 0), 0);
}

import { goText } from './go-text.ts';

/** A cell of the server's own table as kubectl prints it: null is empty, a text ends with its first line. */
export function formatServerCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return goText(value);
  const end = value.search(/[\f\n\r]/);
  return end < 0 ? value : `${value.slice(0, end)}...`;
}

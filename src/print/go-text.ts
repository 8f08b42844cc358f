import { isRecord } from '../model/read.ts';
import { sortedKeys } from './sorted-json.ts';
import { goNumber } from './go-number.ts';

/** A JSON value as Go's `fmt.Sprint` writes it: `map[app:web tier:front]`, `[a b]`, `<nil>`. */
export function goText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (isRecord(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${goText(value[key])}`)
      .join(' ')}]`;
  return typeof value === 'boolean' ? String(value) : '<nil>';
}

/** How Go calls the type of a JSON value that Kubernetes decoded. */
export function goType(value: unknown): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}

import { readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import { scalarText } from '../describe/scalar-text.ts';

/** A label selector as kubectl writes it: `team=shop,tier in (a,b)`. */
export function selectorText(selector: unknown): string {
  const labels = Object.entries(readRecord(readPath(selector, 'matchLabels'))).map(
    ([key, value]) => `${key}=${scalarText(value)}`,
  );
  const expressions = readRecords(readPath(selector, 'matchExpressions')).map((expression) => {
    const key = readString(expression['key']) ?? '?';
    const values = readStrings(expression['values']).join(',');
    switch (readString(expression['operator']) ?? '') {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return `${key} ${readString(expression['operator']) ?? '?'} (${values})`;
    }
  });
  const all = [...labels, ...expressions];
  if (all.length > 0) return all.join(',');
  return selector === undefined ? '<no selector: none>' : '<empty selector: all>';
}

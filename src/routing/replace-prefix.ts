import { readPath } from '../model/read.ts';
import { queryOf, pathnameOf } from './match-input.ts';
import type { Row } from './row.ts';

/**
 * A path with the prefix that matched replaced (HR:1197-1224): a `/` at the end of prefix and replacement is ignored, and what
 * is left empty is `/`.
 */
export function replacePrefix(pathname: string, prefix: string, replacement: string): string {
  const replaced = withoutSlash(replacement) + pathname.slice(withoutSlash(prefix).length);
  return replaced === '' ? '/' : replaced;
}

/**
 * The path, its query string kept, that a `path` field of a rewrite or redirect makes; undefined where it makes none.
 * @param row what matched: its prefix is what is replaced; without one the whole path stays.
 */
export function changedPath(change: unknown, path: string, row: Pick<Row, 'path'>): string | undefined {
  const full = readPath(change, 'replaceFullPath');
  if (typeof full === 'string') return (full === '' ? '/' : full) + queryOf(path);
  const prefix = readPath(change, 'replacePrefixMatch');
  if (typeof prefix !== 'string' || row.path?.type !== 'PathPrefix') return undefined;
  return replacePrefix(pathnameOf(path), row.path.value, prefix) + queryOf(path);
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

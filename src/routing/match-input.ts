import type { Header, RoutedRequest } from './routed-request.ts';

/** What matches look at in a request, taken apart once. */
export interface MatchInput {
  readonly method: string;
  /** Without the query string and the fragment. */
  readonly pathname: string;
  readonly grpc: RoutedRequest['grpc'];
  /** By name in lower case; of a repeated header all values, joined as RFC 9110 says. */
  header(name: string): string | undefined;
  /** By its exact name, decoded; of a repeated parameter the first (HR:708-724). */
  query(name: string): string | undefined;
  /** Whether a header, or parameter, comes more than once, which implementations read differently. */
  isRepeated(what: 'header' | 'query', name: string): boolean;
}

/** Takes a request apart. Nothing is looked at before a match asks for it. */
export function matchInput({ method, host, path, headers, grpc }: RoutedRequest): MatchInput {
  const pathname = pathnameOf(path);
  let byName: ReadonlyMap<string, readonly string[]> | undefined;
  let parameters: ReadonlyMap<string, readonly string[]> | undefined;
  const headersOf = (name: string): readonly string[] | undefined =>
    (byName ??= groupHeaders(host === '' ? headers : [['host', host], ...headers])).get(name);
  const valuesOf = (name: string): readonly string[] | undefined => (parameters ??= parseQuery(path)).get(name);
  return {
    method,
    pathname,
    grpc,
    header: (name) => headersOf(name)?.join(','),
    query: (name) => valuesOf(name)?.[0],
    isRepeated: (what, name) => ((what === 'header' ? headersOf(name) : valuesOf(name))?.length ?? 0) > 1,
  };
}

/** A path without its query string and fragment. */
export function pathnameOf(path: string): string {
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

/** The query string with its `?`, or nothing. */
export function queryOf(path: string): string {
  const start = path.indexOf('?');
  if (start < 0) return '';
  const end = path.indexOf('#', start);
  return end < 0 ? path.slice(start) : path.slice(start, end);
}

function groupHeaders(headers: readonly Header[]): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, [value]);
    else known.push(value);
  }
  return grouped;
}

function parseQuery(path: string): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const pair of queryOf(path).slice(1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    const known = grouped.get(name);
    if (known === undefined) grouped.set(name, [value]);
    else known.push(value);
  }
  return grouped;
}

/** What is no valid encoding stays as it is written. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

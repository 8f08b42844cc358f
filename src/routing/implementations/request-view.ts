import { pathnameOf, queryOf } from '../match-input.ts';
import type { RoutedRequest } from '../routed-request.ts';

/** A request as implementations look at it: each occurrence of what may be repeated, as it was written. */
export interface RequestView {
  readonly request: RoutedRequest;
  readonly pathname: string;
  /** All values of a header, by its name in lower case. */
  header(name: string): readonly string[];
  /** All values of a query parameter as they are written, by its decoded name. */
  query(name: string): readonly string[];
}

/** Takes a request apart. */
export function viewRequest(request: RoutedRequest): RequestView {
  const parameters = queryOf(request.path)
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? ([decode(pair), ''] as const)
        : ([decode(pair.slice(0, equals)), pair.slice(equals + 1)] as const);
    });
  return {
    request,
    pathname: pathnameOf(request.path),
    header: (wanted) => request.headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : [])),
    query: (wanted) => parameters.flatMap(([name, value]) => (name === wanted ? [value] : [])),
  };
}

/** A part of a query string as `application/x-www-form-urlencoded` has it; what is no valid encoding stays as it is written. */
export function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

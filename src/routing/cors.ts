import { readNumber, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { Header } from './routed-request.ts';

/** What a CORS filter makes of a request that names its origin (HR:1403-1634). */
export interface CorsAnswer {
  readonly origin: string;
  readonly isAllowed: boolean;
  /** Whether the Gateway answers itself, without a backend. */
  readonly isPreflight: boolean;
  /** What the client sees beside the backend's own headers. */
  readonly headers: readonly Header[];
}

/** The answer of a CORS filter; undefined for a request without an origin, which it does not concern. */
export function corsAnswer(
  cors: JsonRecord,
  method: string,
  header: (name: string) => string | undefined,
): CorsAnswer | undefined {
  const origin = header('origin');
  if (origin === undefined) return undefined;
  const asked = header('access-control-request-method');
  const isPreflight = method === 'OPTIONS' && asked !== undefined;
  const origins = readStrings(cors['allowOrigins']);
  const isAllowed = origins.some((allowed) => originCovers(allowed, origin));
  if (!isAllowed) return { origin, isAllowed, isPreflight, headers: [] };
  const credentials = cors['allowCredentials'] === true;
  // With credentials a browser takes no wildcard: what it asked for is named instead.
  const list = (field: string, wanted: string | undefined): string | undefined => {
    const values = readStrings(cors[field]);
    if (values.includes('*')) return credentials ? wanted : '*';
    return values.length === 0 ? undefined : values.join(', ');
  };
  const headers: (readonly [string, string | undefined])[] = [
    ['access-control-allow-origin', origins.includes('*') && !credentials ? '*' : origin],
    ['access-control-allow-credentials', credentials ? 'true' : undefined],
    ['access-control-expose-headers', list('exposeHeaders', undefined)],
  ];
  if (isPreflight) {
    headers.push(
      ['access-control-allow-methods', list('allowMethods', asked)],
      ['access-control-allow-headers', list('allowHeaders', header('access-control-request-headers'))],
      ['access-control-max-age', String(readNumber(cors['maxAge']) ?? DEFAULT_MAX_AGE)],
    );
  }
  return {
    origin,
    isAllowed,
    isPreflight,
    headers: headers.flatMap(([name, value]): readonly Header[] => (value === undefined ? [] : [[name, value]])),
  };
}

const DEFAULT_MAX_AGE = 5;

/** `*` is any origin; a `*` in the host stands for one label or more: `https://*.example.com`. Case does not count. */
function originCovers(allowed: string, origin: string): boolean {
  if (allowed === '*') return true;
  const [pattern, given] = [allowed.toLowerCase(), origin.toLowerCase()];
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === given;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return given.length > before.length + after.length && given.startsWith(before) && given.endsWith(after);
}

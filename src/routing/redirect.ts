import { readNumber, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { changedPath } from './replace-prefix.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { Row } from './row.ts';
import type { Redirect } from './trace.ts';

/** What a redirect starts from. */
export interface RedirectFrom {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  /** Of the listener. */
  readonly port: number;
}

const WELL_KNOWN: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);

/**
 * Where `requestRedirect` sends the client (HR:1226-1300): 302 unless written; parts that are not written stay as the request has
 * them. The port is the written one, else that of a written scheme, else the listener's; the scheme's own is left out.
 */
export function redirectOf(filter: JsonRecord, from: RedirectFrom, row: Pick<Row, 'path'>): Redirect {
  const written = readString(filter['scheme']);
  const scheme = written ?? from.scheme;
  const host = readString(filter['hostname']) ?? from.host;
  const wanted = readNumber(filter['port']) ?? (written === undefined ? from.port : WELL_KNOWN.get(written));
  const port = wanted === WELL_KNOWN.get(scheme) ? undefined : wanted;
  const path = changedPath(filter['path'], from.path, row) ?? from.path;
  return {
    statusCode: readNumber(filter['statusCode']) ?? 302,
    scheme,
    host,
    port,
    path,
    location: `${scheme}://${host}${port === undefined ? '' : `:${port}`}${path}`,
  };
}

/** Whether a redirect leads to the very request that it answers, so that a client goes round until it gives up. */
export function leadsTo({ scheme, host, port, path }: Redirect, request: RoutedRequest): boolean {
  const isSamePort = (port ?? WELL_KNOWN.get(scheme)) === request.port;
  return scheme === request.scheme && host === request.host && isSamePort && path === request.path;
}

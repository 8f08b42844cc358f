import { CannotRunError } from '../../../model/errors.ts';

/** The address of an API server, taken apart. */
export interface ServerUrl {
  readonly secure: boolean;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Path prefix of all requests, without trailing slash: empty, or `/k8s/clusters/c-1`. */
  readonly basePath: string;
  /** The whole, without trailing slash, as the user wrote it. */
  readonly text: string;
  /** Host and port in the form of kubectl's discovery cache folder. */
  readonly cacheKeyHost: string;
}

/**
 * Reads `server` as client-go does: without a scheme it is `http://host:port`, then without a path; query and fragment
 * are dropped.
 * @throws CannotRunError when it is no address.
 */
export function parseServerUrl(server: string): ServerUrl {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(server);
  const parsed = parse(withScheme ? server : `http://${server}`, server);
  if (!withScheme && parsed.pathname !== '/') {
    throw new CannotRunError(`error: host must be a URL or a host:port pair: "${server}"`);
  }
  const secure = parsed.protocol === 'https:';
  if (!secure && parsed.protocol !== 'http:') {
    throw new CannotRunError(
      `Unable to connect to the server: unsupported protocol scheme "${parsed.protocol.slice(0, -1)}"`,
    );
  }
  const basePath = parsed.pathname.replace(/\/+$/, '');
  // `URL` drops a default port that the user wrote; kubectl's messages and cache folder keep it.
  const [, written = parsed.host] = /^[^/]*\/\/(?:[^@/?#]*@)?([^/?#]*)/.exec(withScheme ? server : `//${server}`) ?? [];
  const text = `${parsed.protocol}//${written}${basePath}`;
  return {
    secure,
    hostname: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? (secure ? 443 : 80) : Number(parsed.port),
    basePath,
    text,
    cacheKeyHost: `${written}${basePath}`
      .replaceAll(/[^(\w/.)]/g, '_')
      // Nobody's `server` may lead out of the cache folder.
      .replaceAll(/(^|\/)\.+(?=\/|$)/g, '$1_'),
  };
}

function parse(text: string, server: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new CannotRunError(`error: host must be a URL or a host:port pair: "${server}"`);
  }
}

import { splitAuthority } from './make-request.ts';
import type { RequestParts } from './make-request.ts';
import type { RequestProtocol } from './routed-request.ts';

/** What a URL says of a request, or what is wrong with it. */
export type Target = { readonly parts: RequestParts } | { readonly problem: string };

const SCHEMES: ReadonlyMap<string, { readonly protocol: RequestProtocol; readonly scheme?: string }> = new Map([
  ['http', { protocol: 'HTTP', scheme: 'http' }],
  ['https', { protocol: 'HTTPS', scheme: 'https' }],
  ['grpc', { protocol: 'GRPC', scheme: 'http' }],
  ['grpcs', { protocol: 'GRPC', scheme: 'https' }],
  ['tls', { protocol: 'TLS' }],
  ['tcp', { protocol: 'TCP' }],
  ['udp', { protocol: 'UDP' }],
]);

const MOST_PORTS = 65_535;

/**
 * Reads a URL as it is written: nothing of its path is normalised, so that what is traced is what was asked. Without a scheme it is
 * HTTP, as for curl; a path alone has no host.
 */
export function readTarget(url: string): Target {
  if (/[\s\u0000-\u001f\u007f]/.test(url)) return { problem: 'it has a space or control character' };
  const [, word, rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([\s\S]*)$/.exec(url) ?? [];
  const known = word === undefined ? undefined : SCHEMES.get(word.toLowerCase());
  if (word !== undefined && known === undefined) {
    return { problem: `scheme ${word} is not one of ${[...SCHEMES.keys()].join(', ')}` };
  }
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const { host, port } = splitAuthority(authority.slice(authority.lastIndexOf('@') + 1));
  if (word !== undefined && host === '') return { problem: 'it has no host' };
  const number = port === undefined || port === '' ? undefined : readPort(port);
  if (number === null) return { problem: `port ${port ?? ''} is not between 1 and ${MOST_PORTS}` };
  const tail = end < 0 ? '' : rest.slice(end);
  const hash = tail.indexOf('#');
  const path = hash < 0 ? tail : tail.slice(0, hash);
  return {
    parts: {
      protocol: known?.protocol,
      scheme: known?.scheme,
      host: host === '' ? undefined : host,
      port: number,
      path: path === '' ? undefined : path,
    },
  };
}

/** A number between 1 and 65535; null for anything else. */
export function readPort(text: string): number | null {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MOST_PORTS ? number : null;
}

import { BlockList, isIP } from 'node:net';
import type { ServerUrl } from './server-url.ts';

/** A proxy on the way to the API server. */
export interface Proxy {
  readonly kind: 'http' | 'https' | 'socks5';
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** As it was written. */
  readonly url: string;
}

const DEFAULT_PORTS = { http: 80, https: 443, socks5: 1080 } as const;

/** Reads a proxy's address. @returns the proxy, or client-go's sentence on what is wrong with it. */
export function parseProxyUrl(url: string): Proxy | string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? '';
  const kind = scheme === 'http' || scheme === 'https' || scheme === 'socks5' ? scheme : undefined;
  if (kind === undefined) return `unsupported scheme "${scheme}", must be http, https, or socks5`;
  try {
    const parsed = new URL(url);
    return {
      kind,
      hostname: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: parsed.port === '' ? DEFAULT_PORTS[kind] : Number(parsed.port),
      username: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      url,
    };
  } catch {
    return 'could not parse the URL';
  }
}

/**
 * The proxy that the environment asks for, as Go reads it: HTTPS_PROXY for `https://` servers, HTTP_PROXY for `http://`,
 * each also in lower case, without a scheme `http://`; never for localhost and loopback addresses, nor what NO_PROXY names.
 */
export function findEnvironmentProxy(
  server: Pick<ServerUrl, 'secure' | 'hostname' | 'port'>,
  env: Readonly<Record<string, string | undefined>>,
): Proxy | undefined {
  const name = server.secure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const url = env[name] || env[name.toLowerCase()] || '';
  if (url === '') return undefined;
  if (isLoopback(server.hostname)) return undefined;
  if (isExcluded(server.hostname, server.port, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined;
  const proxy = parseProxyUrl(url.includes('://') ? url.replace(/^socks5h:/i, 'socks5:') : `http://${url}`);
  // Go ignores an address that it cannot read.
  return typeof proxy === 'string' ? undefined : proxy;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '::1' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}

/** Whether NO_PROXY names the host: `*`, an address, a CIDR, a domain with its subdomains, each with an optional port. */
function isExcluded(hostname: string, port: number, rules: string): boolean {
  const host = hostname.toLowerCase();
  return rules
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .some((rule) => rule === '*' || matchesCidr(host, rule) || matchesHost(host, port, rule));
}

function matchesCidr(host: string, rule: string): boolean {
  const [network = '', prefix = '', ...rest] = rule.split('/');
  const version = isIP(network);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix) || isIP(host) !== version) return false;
  const bits = Number(prefix);
  if (bits > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}

function matchesHost(host: string, port: number, rule: string): boolean {
  const { name, wanted } = splitPort(rule);
  if (name === '' || (wanted !== '' && wanted !== String(port))) return false;
  if (isIP(name) !== 0) return isSameAddress(host, name);
  if (isIP(host) !== 0) return false;
  // `foo.com` is the domain and its subdomains, `.foo.com` and `*.foo.com` the subdomains only.
  const suffix = name.replace(/^\*\./, '.');
  if (suffix.startsWith('.')) return host.endsWith(suffix);
  return host === suffix || host.endsWith(`.${suffix}`);
}

function isSameAddress(host: string, address: string): boolean {
  const version = isIP(address);
  if (isIP(host) !== version) return false;
  const list = new BlockList();
  list.addAddress(address, version === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** `host:port`, `[v6]:port`, or no port at all. */
function splitPort(rule: string): { readonly name: string; readonly wanted: string } {
  const [, bracketed, bare, wanted = ''] = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(rule) ?? [];
  const name = bracketed ?? bare;
  return name === undefined ? { name: rule, wanted: '' } : { name, wanted };
}

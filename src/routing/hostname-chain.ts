import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import { isAddress } from './routed-request.ts';

/** Longer ones no hostname of the API can be. */
const LONGEST_HOSTNAME = 253;

/**
 * The hostnames that cover a host, the most specific first: itself, the wildcards from the longest, any. An address, and no
 * host at all, are covered only by what serves any host.
 */
export function* hostnameChain(host: string): Generator<string> {
  if (host !== '' && !isAddress(host)) {
    if (host.length <= LONGEST_HOSTNAME) yield host;
    // A wildcard covers one label or more, never none.
    let dot = host.indexOf('.', Math.max(1, host.length - LONGEST_HOSTNAME));
    while (dot >= 0 && dot < host.length - 1) {
      yield `*${host.slice(dot)}`;
      dot = host.indexOf('.', dot + 1);
    }
  }
  yield ANY_HOSTNAME;
}

/** Whether a hostname (`*` or absent: any) covers a host. */
export function coversHost(hostname: string | undefined, host: string): boolean {
  const wanted = hostname || ANY_HOSTNAME;
  for (const covering of hostnameChain(host)) if (covering === wanted) return true;
  return false;
}

/**
 * How specific a hostname is: exact before wildcards, longer before shorter, any last (HR:104-120). Of hostnames that cover
 * one host no two are equal.
 */
export function hostnameKey(hostname: string): number {
  if (hostname === ANY_HOSTNAME) return 0;
  return hostname.startsWith('*') ? hostname.length : EXACT + hostname.length;
}

const EXACT = 1_000_000;

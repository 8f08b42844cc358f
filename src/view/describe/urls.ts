import { blockagesOf, openListeners } from '../../analysis/blockage.ts';
import type { AttachedListener } from '../../graph/graph.ts';
import { readAddresses, readListeners } from '../../gateway-api/gateway.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import { append } from '../../model/append.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import { attachmentsTo } from './attached-routes.ts';
import type { DescribeContext } from './context.ts';

const MOST_URLS = 6;

/** The addresses that a person would open to reach a route: its hostnames where it attaches, by HTTP or HTTPS. */
export function routeUrls(route: KubernetesObject, context: DescribeContext): readonly string[] {
  const { graph, snapshot } = context;
  const urls = new Set<string>();
  for (const { listeners, parentRef } of graph.attachments(refOf(route))) {
    const open = openListeners(context, parentRef, listeners);
    const parent = snapshot.find(parentOf(parentRef));
    const addresses = parent.state === 'found' ? addressesOf(parent.object) : [];
    for (const listener of open) addUrls(urls, listener, hostnamesReached(listener), addresses);
  }
  return cutUrls(urls);
}

/** The addresses that a person would open to reach a Gateway: by listener, its hostname or those of its routes. */
export function gatewayUrls(gateway: KubernetesObject, context: DescribeContext): readonly string[] {
  const urls = new Set<string>();
  const addresses = addressesOf(gateway);
  const served = new Map<string, string[]>();
  for (const { attachment } of attachmentsTo(refOf(gateway), context)) {
    for (const listener of attachment.listeners) {
      const hostnames = hostnamesReached(listener);
      const list = served.get(listener.name);
      if (list === undefined) served.set(listener.name, [...hostnames]);
      else append(list, hostnames);
    }
  }
  const blocked = blockagesOf(context, refOf(gateway));
  for (const listener of readListeners(gateway)) {
    if (blocked.has(listener.name)) continue;
    const own = isConcrete(listener.hostname) ? [listener.hostname] : served.get(listener.name);
    if (own !== undefined) addUrls(urls, listener, own, addresses);
  }
  return cutUrls(urls);
}

/** The hostnames of which requests reach a route at a listener: those that no other listener takes. */
function hostnamesReached({ hostnames, taken }: AttachedListener): readonly string[] {
  const lost = new Set(taken.map(({ hostname }) => hostname));
  return hostnames.filter((hostname) => !lost.has(hostname));
}

/** Where any host is served, the address itself can be opened; a wildcard name cannot. */
function addUrls(
  urls: Set<string>,
  { protocol, port }: Pick<AttachedListener | Listener, 'protocol' | 'port'>,
  hostnames: readonly string[],
  addresses: readonly string[],
): void {
  const scheme = protocol === 'HTTP' ? 'http' : protocol === 'HTTPS' ? 'https' : undefined;
  if (scheme === undefined || port === undefined) return;
  const suffix = port === (scheme === 'http' ? 80 : 443) ? '' : `:${port}`;
  const add = (host: string): void => {
    urls.add(`${scheme}://${host.includes(':') ? `[${host}]` : host}${suffix}/`);
  };
  for (const hostname of hostnames) {
    if (hostname === '*') for (const address of addresses) add(address);
    else if (isConcrete(hostname)) add(hostname);
  }
}

function isConcrete(hostname: string | undefined): hostname is string {
  return hostname !== undefined && hostname !== '' && !hostname.includes('*');
}

function addressesOf(gateway: KubernetesObject): readonly string[] {
  return readAddresses(gateway, 'status').flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function cutUrls(urls: ReadonlySet<string>): readonly string[] {
  const all = [...urls];
  return all.length <= MOST_URLS ? all : [...all.slice(0, MOST_URLS), `… and ${all.length - MOST_URLS} more`];
}

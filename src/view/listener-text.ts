import type { Listener } from '../gateway-api/gateway.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecords } from '../model/read.ts';
import { selectorText } from './say/selector-text.ts';

/** In an old XListenerSet no port, or 0, asks for any; its status then tells which (semantics.md 1.4). */
export function listenerPort({ port, name }: Listener, holder: KubernetesObject): string {
  if (port !== undefined && port !== 0) return String(port);
  const entry = readRecords(readPath(holder, 'status', 'listeners')).find((status) => status['name'] === name);
  const assigned = readNumber(entry?.['port']);
  return assigned === undefined ? 'any' : `${assigned} (assigned)`;
}

/** Which namespaces `from` and its selector let in. */
export function namespacesText(from: string, selector: unknown): string {
  switch (from) {
    case 'Same':
      return 'same namespace';
    case 'All':
      return 'all namespaces';
    case 'None':
      return 'none';
    case 'Selector':
      return `namespaces ${selectorText(selector)}`;
    default:
      return from;
  }
}

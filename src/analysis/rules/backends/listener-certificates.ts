import { readListeners } from '../../../gateway-api/gateway.ts';
import { refKey, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RuleWorld } from '../rule-world.ts';

/** A listener with all names that its certificates are for. */
export interface ListenerNames {
  readonly subject: ObjectRef;
  /** `spec.listeners[0]` */
  readonly path: string;
  readonly listener: string;
  readonly hostname: string | undefined;
  readonly names: readonly string[];
  readonly secrets: readonly ObjectRef[];
}

/** The listeners whose certificates are all known, by their keys: where one is missing or was not looked into, it may be the right one. */
export function listenerCertificates(world: RuleWorld): ReadonlyMap<string, ListenerNames> {
  const byListener = Map.groupBy(
    world.edges('certificate').filter(({ from }) => from.section !== undefined),
    ({ from }) => refKey(from),
  );
  const known = new Map<string, ListenerNames>();
  for (const [key, edges] of byListener) {
    const [first] = edges;
    const path = /^spec\.listeners\[(\d+)\]/.exec(first?.path ?? '');
    const holder = first === undefined ? undefined : world.graph.node(wholeOf(first.from)).object;
    const listener = holder === undefined ? undefined : readListeners(holder)[Number(path?.[1])];
    const held = edges.map(({ state, to }) => (state === 'resolved' ? world.certificates(to) : undefined));
    // Of a chain the first is the server's own.
    const own = held.flatMap((one) => one?.certificates[0] ?? []);
    if (first === undefined || path === null || listener === undefined || own.length < edges.length) continue;
    known.set(key, {
      subject: wholeOf(first.from),
      path: path[0],
      listener: listener.name,
      hostname: listener.hostname?.toLowerCase(),
      names: [...new Set(own.flatMap(({ names }) => names))],
      secrets: edges.map(({ to }) => to),
    });
  }
  return known;
}

/**
 * Whether one of the names is that of a host, or of all hosts that a wildcard of the API stands for. A wildcard of a certificate
 * stands for exactly one label (RFC 9525, section 6.3), one of the API for one or more.
 */
export function isNamed(names: readonly string[], hostname: string): boolean {
  return names.some((name) => name === hostname || name === wildcardOf(hostname));
}

/** Whether a wildcard of a certificate would be the right one, were the hostname one label long before it. */
export function isTooDeep(names: readonly string[], hostname: string): boolean {
  return names.some((name) => name.startsWith('*.') && hostname.endsWith(name.slice(1)) && !isNamed([name], hostname));
}

/** Whether any of the names can be that of a host that a wildcard stands for. */
export function isNamedInPart(names: readonly string[], hostname: string): boolean {
  return hostname.startsWith('*.') && names.some((name) => name.endsWith(hostname.slice(1)));
}

/** `*.example.com` of `www.example.com`. */
function wildcardOf(hostname: string): string {
  return `*${hostname.slice(hostname.indexOf('.'))}`;
}

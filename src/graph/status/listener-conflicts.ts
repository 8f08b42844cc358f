import type { Listener } from '../../gateway-api/gateway.ts';
import { addTo } from '../../model/add-to.ts';
import type { Fact, FactOf } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { admittedListenerSets } from '../attach/listener-set-admission.ts';
import { widerHostnames } from '../attach/hostname.ts';
import { listenersOf } from '../attach/listeners-of.ts';
import { rememberEach } from '../remember.ts';

/** A listener with the Gateway or ListenerSet that holds it. */
export interface HeldListener {
  readonly holder: KubernetesObject;
  readonly listener: Listener;
}

/** Why two listeners cannot both be served. */
export interface Conflict {
  readonly reason: 'HostnameConflict' | 'ProtocolConflict';
  /** One of the listeners that it conflicts with. */
  readonly with: HeldListener;
  /** Set where the specification leaves it to the controller. */
  readonly choice?: Fact | undefined;
}

/** What stands between the listeners of a Gateway and its ListenerSets. */
export interface ListenerConflicts {
  readonly conflicts: ReadonlyMap<Listener, Conflict>;
  /** For each HTTPS listener one whose hostname overlaps with its own. */
  readonly overlaps: ReadonlyMap<Listener, HeldListener>;
}

/**
 * The conflicts among the listeners of a Gateway and of the ListenerSets that it admits. Inside the Gateway nobody wins
 * (semantics.md 2.6); across ListenerSets the earlier one does: the Gateway's own, then the oldest ListenerSet (2.7).
 */
export const conflictsOf = rememberEach((snapshot: Snapshot, gateway: KubernetesObject): ListenerConflicts => {
  const hold = (holder: KubernetesObject): readonly HeldListener[] =>
    listenersOf(snapshot, holder).map((listener) => ({ holder, listener }));
  const own = hold(gateway);
  const conflicts = new Map<Listener, Conflict>();
  for (const [, onPort] of groupByPort(own)) {
    for (const [held, conflict] of findMutual(onPort)) conflicts.set(held.listener, conflict);
  }
  // The Gateway's listeners are never hurt by a ListenerSet, and keep their place even where they lost to each other.
  const established = new PortTable();
  for (const held of own) established.add(held);
  const all = [...own];
  for (const listenerSet of admittedListenerSets(snapshot, gateway)) {
    for (const held of hold(listenerSet)) {
      const conflict = established.findConflict(held.listener);
      if (conflict === undefined) established.add(held);
      else conflicts.set(held.listener, conflict);
      all.push(held);
    }
  }
  return { conflicts, overlaps: findOverlaps(all.filter(({ listener }) => !conflicts.has(listener))) };
});

/** The listeners that were admitted so far, by port. */
class PortTable {
  readonly #ports = new Map<
    number,
    { readonly byHostname: Map<string, HeldListener[]>; readonly byProtocol: Map<string, HeldListener> }
  >();

  add(held: HeldListener): void {
    const { port } = held.listener;
    if (!isAssigned(port)) return;
    const entry = this.#ports.get(port) ?? { byHostname: new Map(), byProtocol: new Map() };
    this.#ports.set(port, entry);
    const key = hostnameKey(held.listener);
    if (key !== undefined) addTo(entry.byHostname, key, held);
    if (!entry.byProtocol.has(held.listener.protocol)) entry.byProtocol.set(held.listener.protocol, held);
  }

  findConflict(listener: Listener): Conflict | undefined {
    if (!isAssigned(listener.port)) return undefined;
    const entry = this.#ports.get(listener.port);
    if (entry === undefined) return undefined;
    for (const [protocol, held] of entry.byProtocol) {
      const clash = clashOf(listener, protocol);
      if (clash !== undefined) return { reason: 'ProtocolConflict', with: held, choice: clash.choice };
    }
    const key = hostnameKey(listener);
    return key === undefined ? undefined : sameHostname(listener, entry.byHostname.get(key) ?? []);
  }
}

/** Conflicts without a winner: every listener that is not distinct, with one that it cannot be distinguished from. */
function findMutual(onPort: readonly HeldListener[]): readonly (readonly [HeldListener, Conflict])[] {
  const byHostname = new Map<string, HeldListener[]>();
  const byProtocol = new Map<string, HeldListener[]>();
  for (const held of onPort) {
    addTo(byProtocol, held.listener.protocol, held);
    const key = hostnameKey(held.listener);
    if (key !== undefined) addTo(byHostname, key, held);
  }
  const found: (readonly [HeldListener, Conflict])[] = [];
  for (const held of onPort) {
    const conflict = protocolConflict(held, byProtocol) ?? hostnameConflict(held, byHostname);
    if (conflict !== undefined) found.push([held, conflict]);
  }
  return found;
}

function protocolConflict(
  held: HeldListener,
  byProtocol: ReadonlyMap<string, readonly HeldListener[]>,
): Conflict | undefined {
  // What the specification decides is said before what it leaves open.
  let choice: Conflict | undefined;
  for (const [protocol, others] of byProtocol) {
    const clash = clashOf(held.listener, protocol);
    const other = others.find((candidate) => candidate !== held);
    if (clash === undefined || other === undefined) continue;
    const conflict: Conflict = { reason: 'ProtocolConflict', with: other, choice: clash.choice };
    if (clash.choice === undefined) return conflict;
    choice ??= conflict;
  }
  return choice;
}

function hostnameConflict(
  held: HeldListener,
  byHostname: ReadonlyMap<string, readonly HeldListener[]>,
): Conflict | undefined {
  const key = hostnameKey(held.listener);
  const others = key === undefined ? undefined : byHostname.get(key)?.filter((candidate) => candidate !== held);
  return sameHostname(held.listener, others ?? []);
}

/**
 * A conflict with a listener of the same hostname. HTTPS and TLS are two protocols, so that the API takes such listeners for
 * distinct; both choose by SNI, so that not every controller can (semantics.md 2.6).
 */
function sameHostname(listener: Listener, others: readonly HeldListener[]): Conflict | undefined {
  const same = others.find((other) => other.listener.protocol === listener.protocol);
  if (same !== undefined) return { reason: 'HostnameConflict', with: same };
  const [other] = others;
  if (other === undefined) return undefined;
  return { reason: 'HostnameConflict', with: other, choice: { code: 'httpsBesideTls', listener: listener.name } };
}

const NAMED_PROTOCOLS = new Set(['HTTP', 'HTTPS', 'TLS']);

/** What tells listeners of one port apart by hostname; HTTPS and TLS both choose by SNI (semantics.md 2.6). */
function hostnameKey(listener: Listener): string | undefined {
  const naming = namingOf(listener);
  return naming === undefined ? undefined : `${naming} ${listener.hostname ?? ''}`;
}

/** Where a listener finds the hostname of a request: in the Host header, or in TLS (SNI), HTTPS as well; nowhere for others. */
export function namingOf({ protocol }: Pick<Listener, 'protocol'>): 'HTTP' | 'TLS' | undefined {
  if (!NAMED_PROTOCOLS.has(protocol)) return undefined;
  return protocol === 'HTTP' ? 'HTTP' : 'TLS';
}

/**
 * Whether a listener cannot share its port with a protocol (semantics.md 2.6); the same protocol clashes for TCP and UDP only. HTTP
 * and TLS are distinct for the API, but can rarely be distinguished on the wire.
 */
function clashOf({ name, protocol: one }: Listener, other: string): { readonly choice: Fact | undefined } | undefined {
  if (one === other) return one === 'TCP' || one === 'UDP' ? { choice: undefined } : undefined;
  if (one === 'TCP') return NAMED_PROTOCOLS.has(other) ? { choice: undefined } : undefined;
  if (other === 'TCP') return NAMED_PROTOCOLS.has(one) ? { choice: undefined } : undefined;
  if (!NAMED_PROTOCOLS.has(one) || !NAMED_PROTOCOLS.has(other)) return undefined;
  return one === 'HTTP' || other === 'HTTP' ? { choice: { code: 'httpBesideTls', listener: name } } : undefined;
}

/**
 * HTTPS listeners of one port with different hostnames that share some: requests may reach the wrong one. Of two such
 * hostnames one is a wildcard that covers the other, or is none at all.
 */
function findOverlaps(listeners: readonly HeldListener[]): ReadonlyMap<Listener, HeldListener> {
  const overlaps = new Map<Listener, HeldListener>();
  const secure = listeners.filter(({ listener }) => listener.protocol === 'HTTPS');
  for (const [, onPort] of groupByPort(secure)) {
    const byHostname = new Map(onPort.map((held) => [held.listener.hostname ?? '', held]));
    for (const held of onPort) {
      const wider = widerHostnames(held.listener.hostname ?? '').flatMap((hostname) => byHostname.get(hostname) ?? []);
      for (const other of wider) {
        if (!overlaps.has(held.listener)) overlaps.set(held.listener, other);
        if (!overlaps.has(other.listener)) overlaps.set(other.listener, held);
      }
    }
  }
  return overlaps;
}

/** 0 and absent ask the controller for a port (semantics.md 1.4), so they take none from others. */
export function isAssigned(port: number | undefined): port is number {
  return port !== undefined && port !== 0;
}

function groupByPort(listeners: readonly HeldListener[]): ReadonlyMap<number, readonly HeldListener[]> {
  const byPort = new Map<number, HeldListener[]>();
  for (const held of listeners) if (isAssigned(held.listener.port)) addTo(byPort, held.listener.port, held);
  return byPort;
}

/** A conflict as it is reported at one of its listeners. */
export function conflictFact(conflict: Conflict, own: HeldListener): Fact {
  const { port, hostname, protocol } = own.listener;
  const other = otherListener(conflict.with, own.holder);
  if (conflict.reason === 'HostnameConflict') return { code: 'hostnameConflict', ...other, port, hostname };
  return { code: 'protocolConflict', ...other, port, otherProtocol: conflict.with.listener.protocol, protocol };
}

/** Another listener, with the object that holds it where that is not the same. */
export function otherListener(
  { holder, listener }: HeldListener,
  own: KubernetesObject,
): Pick<FactOf<'hostnamesOverlap'>, 'other' | 'holder'> {
  return { other: listener.name, holder: holder === own ? undefined : refOf(holder) };
}

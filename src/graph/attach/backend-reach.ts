import {
  GATEWAY,
  GRPC_ROUTE,
  HTTP_ROUTE,
  LISTENER_SET,
  ROUTE_KINDS,
  TLS_ROUTE,
  X_LISTENER_SET,
} from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from './attach-route.ts';
import type { RouteAttachment } from './attach-route.ts';
import { filtersOf } from '../resolve/listener-filters.ts';
import { gatewayOf } from './listener-set-admission.ts';
import { listenersOf } from './listeners-of.ts';
import { rememberOnce } from '../remember.ts';
import { backendsOf } from '../resolve/route-references.ts';

/** A Gateway that sends requests to a backend. */
export interface BackendReach {
  readonly gateway: KubernetesObject;
  /** The ports of the backend that it sends to; undefined stands for a reference without a port. */
  readonly ports: ReadonlySet<number | undefined>;
  /** The ports to which it sends HTTP, gRPC or TLS that it ends itself: what a BackendTLSPolicy acts on (semantics.md 5.10). */
  readonly terminatedPorts: ReadonlySet<number | undefined>;
}

interface Reach {
  readonly gateway: KubernetesObject;
  readonly ports: Set<number | undefined>;
  readonly terminatedPorts: Set<number | undefined>;
}

const LISTENER_HOLDERS: readonly GroupKind[] = [GATEWAY, LISTENER_SET, X_LISTENER_SET];

/** The Gateways that reach a backend, through the routes that they accept and the filters of their listeners. */
export function gatewaysReaching(snapshot: Snapshot, backend: ObjectRef): readonly BackendReach[] {
  const key = refKey(wholeOf(backend));
  const known = reaches(snapshot).get(key) ?? findReaches(snapshot, backend, key);
  reaches(snapshot).set(key, known);
  return known;
}

const reaches = rememberOnce((_snapshot: Snapshot) => new Map<string, readonly BackendReach[]>());

/** Whether everything was read through which a Gateway could reach a backend. */
export function knowsReach(snapshot: Snapshot, backend: ObjectRef): boolean {
  return [...ROUTE_KINDS, ...LISTENER_HOLDERS].every((kind) => snapshot.knowsReferrers(kind, backend));
}

function findReaches(snapshot: Snapshot, backend: ObjectRef, key: string): readonly BackendReach[] {
  const found = new Map<string, Reach>();
  const add = (gateway: KubernetesObject, port: number | undefined, terminated: boolean): void => {
    const gatewayKey = refKey(refOf(gateway));
    const reach = found.get(gatewayKey) ?? { gateway, ports: new Set(), terminatedPorts: new Set() };
    found.set(gatewayKey, reach);
    reach.ports.add(port);
    if (terminated) reach.terminatedPorts.add(port);
  };
  for (const route of ROUTE_KINDS.flatMap((kind) => snapshot.referrers(kind, backend))) {
    for (const attachment of attachRoute(snapshot, route)) {
      const gateway = gatewayOfAttachment(snapshot, attachment);
      if (gateway === undefined) continue;
      const terminated = endsTls(route, attachment);
      for (const { ref, resolution } of backendsOf(snapshot, route)) {
        if (refKey(wholeOf(ref)) === key && resolution.state !== 'notPermitted') add(gateway, ref.port, terminated);
      }
    }
  }
  for (const holder of LISTENER_HOLDERS.flatMap((kind) => snapshot.referrers(kind, backend))) {
    const gateway = sameGroupKind(groupKindOf(holder), GATEWAY) ? holder : gatewayOf(snapshot, holder);
    if (gateway === undefined) continue;
    for (const listener of listenersOf(snapshot, holder)) {
      for (const { backend: asked } of filtersOf(snapshot, holder, listener)) {
        if (asked !== undefined && refKey(wholeOf(asked)) === key) add(gateway, asked.port, true);
      }
    }
  }
  return [...found.values()];
}

function gatewayOfAttachment(snapshot: Snapshot, { parent, accepted }: RouteAttachment): KubernetesObject | undefined {
  if (parent === undefined || accepted.status !== 'True') return undefined;
  const type = groupKindOf(parent);
  if (sameGroupKind(type, GATEWAY)) return parent;
  return type.kind.endsWith('ListenerSet') ? gatewayOf(snapshot, parent) : undefined;
}

function endsTls(route: KubernetesObject, { listeners }: RouteAttachment): boolean {
  const kind = groupKindOf(route);
  if (sameGroupKind(kind, HTTP_ROUTE) || sameGroupKind(kind, GRPC_ROUTE)) return true;
  return sameGroupKind(kind, TLS_ROUTE) && listeners.some(({ listener }) => listener.tlsMode !== 'Passthrough');
}

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
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from './attach-route.ts';
import type { RouteAttachment } from './attach-route.ts';
import { filtersOf } from '../resolve/listener-filters.ts';
import { gatewayOf, knowsAllListenerSets } from './listener-set-admission.ts';
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

/** The Gateways that reach a backend, through the routes that they accept and the filters of their listeners. */
export function gatewaysReaching(snapshot: Snapshot, backend: ObjectRef): readonly BackendReach[] {
  return [...(reachIndex(snapshot).get(objectKey(backend))?.values() ?? [])];
}

/** Whether everything was read through which a Gateway could reach a backend. */
export function knowsAllReach(snapshot: Snapshot): boolean {
  return (
    ROUTE_KINDS.every((kind) => snapshot.isComplete(kind)) &&
    snapshot.isComplete(GATEWAY) &&
    knowsAllListenerSets(snapshot)
  );
}

const reachIndex = rememberOnce((snapshot: Snapshot): ReadonlyMap<string, ReadonlyMap<string, Reach>> => {
  const index = new Map<string, Map<string, Reach>>();
  const add = (
    gateway: KubernetesObject,
    backend: ObjectRef & { port: number | undefined },
    terminated: boolean,
  ): void => {
    const key = objectKey(backend);
    const gateways = index.get(key) ?? new Map<string, Reach>();
    index.set(key, gateways);
    const gatewayKey = refKey(refOf(gateway));
    const reach = gateways.get(gatewayKey) ?? { gateway, ports: new Set(), terminatedPorts: new Set() };
    gateways.set(gatewayKey, reach);
    reach.ports.add(backend.port);
    if (terminated) reach.terminatedPorts.add(backend.port);
  };
  for (const kind of ROUTE_KINDS) {
    for (const route of snapshot.list(kind)) {
      for (const attachment of attachRoute(snapshot, route)) {
        const gateway = gatewayOfAttachment(snapshot, attachment);
        if (gateway === undefined) continue;
        const terminated = endsTls(route, attachment);
        for (const { ref, resolution } of backendsOf(snapshot, route)) {
          if (resolution.state !== 'notPermitted') add(gateway, ref, terminated);
        }
      }
    }
  }
  for (const kind of [GATEWAY, LISTENER_SET, X_LISTENER_SET]) {
    for (const holder of snapshot.list(kind)) {
      const gateway = kind === GATEWAY ? holder : gatewayOf(snapshot, holder);
      if (gateway === undefined) continue;
      for (const listener of listenersOf(snapshot, holder)) {
        for (const { backend } of filtersOf(snapshot, holder, listener)) {
          if (backend !== undefined) add(gateway, backend, true);
        }
      }
    }
  }
  return index;
});

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

function objectKey({ group, kind, namespace, name }: ObjectRef): string {
  return refKey({ group, kind, namespace, name });
}

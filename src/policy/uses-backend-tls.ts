import type { Graph } from '../graph/graph.ts';
import { readListeners } from '../gateway-api/gateway.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import { TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';

/**
 * Whether BackendTLSPolicies act on the connections of a route: on those of HTTPRoutes, GRPCRoutes, and TLSRoutes whose
 * listener ends TLS; what only passes through keeps the client's TLS (semantics.md 5.10, BT:94-99).
 * @param route the route without a section.
 */
export function usesBackendTls(graph: Graph, route: ObjectRef): boolean {
  if (sameGroupKind(route, TCP_ROUTE) || sameGroupKind(route, UDP_ROUTE)) return false;
  if (!sameGroupKind(route, TLS_ROUTE)) return true;
  const modes = graph.attachments(route).flatMap(({ parentRef, listeners }) => {
    const parent = graph.node(parentOf(parentRef)).object;
    if (parent === undefined) return [];
    const names = new Set(listeners.map(({ name }) => name));
    return readListeners(parent).flatMap(({ name, tlsMode }) => (names.has(name) ? [tlsMode] : []));
  });
  // Where no listener takes it, nothing passes through.
  return modes.length === 0 || modes.some((mode) => mode !== 'Passthrough');
}

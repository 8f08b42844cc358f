import { readAddresses } from '../gateway-api/gateway.ts';
import type { RouteRule } from '../gateway-api/route.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';

/** What has to be known of a Gateway to send it a request. */
export interface SendTarget {
  /** Of its status; undefined where it has none. */
  readonly address: string | undefined;
  /** The names of the backends of its routes. */
  readonly services: readonly string[];
}

/** Where the request of a trace is sent to, and by whom it may be answered. */
export function sendTarget(routing: RoutingWorld, { parent }: TraceResult): SendTarget {
  const lookup = parent === undefined ? undefined : routing.snapshot.find(parent);
  if (lookup?.state !== 'found' || lookup.object.kind !== 'Gateway') return { address: undefined, services: [] };
  const [address] = readAddresses(lookup.object, 'status').flatMap(({ value }) => value ?? []);
  return { address, services: backendNames(routing, lookup.object) };
}

function backendNames(routing: RoutingWorld, gateway: KubernetesObject): readonly string[] {
  const names = new Set<string>();
  // A rule stands at every listener that its route attaches to.
  const seen = new Set<RouteRule>();
  for (const listener of routing.gateway(gateway).listeners) {
    for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
      for (const { index } of listener.table(kind).entries()) {
        for (const { row } of index.rows) {
          if (seen.has(row.rule)) continue;
          seen.add(row.rule);
          for (const { name } of row.rule.backendRefs) names.add(name);
        }
      }
    }
  }
  return [...names];
}

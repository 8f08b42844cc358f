import { buildGraph } from '../graph/query/build-graph.ts';
import type { RouteRule } from '../gateway-api/route.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { gatewayTable } from './gateway-table.ts';
import type { GatewayTable } from './gateway-table.ts';
import { meshTable } from './mesh-table.ts';
import type { MeshTable } from './mesh-table.ts';
import type { CompilePattern } from './pattern.ts';
import type { BackendPlan, RulePlan } from './rule-plan.ts';

/** What routing asks: the graph and the policies, and the tables that it made of them. Each is made once. */
export interface RoutingWorld {
  readonly snapshot: Snapshot;
  readonly index: PolicyIndex;
  /** The table of a Gateway. */
  gateway(gateway: KubernetesObject): GatewayTable;
  /** The table of a port of a Service, for the clients of a namespace. */
  mesh(service: KubernetesObject, port: number, clientNamespace: string | undefined): MeshTable;
  /** What was worked out of rules before: by the rule, then by how it is reached. */
  readonly plans: WeakMap<RouteRule, Map<string, RulePlan>>;
  /** Of that, what is the same at every listener. */
  readonly backendPlans: WeakMap<RouteRule, Map<string, BackendPlan>>;
}

/** Makes the world of routing over a snapshot. */
export function routingWorld(
  snapshot: Snapshot,
  policyKinds: readonly PolicyKind[],
  compile: CompilePattern,
): RoutingWorld {
  const index = indexPolicies({ graph: buildGraph(snapshot, { policyKinds }), snapshot, kinds: policyKinds });
  const gateways = new Map<KubernetesObject, GatewayTable>();
  const meshes = new Map<KubernetesObject, Map<string, MeshTable>>();
  return {
    snapshot,
    index,
    gateway(gateway) {
      let table = gateways.get(gateway);
      if (table === undefined) gateways.set(gateway, (table = gatewayTable(snapshot, gateway, compile)));
      return table;
    },
    mesh(service, port, clientNamespace) {
      let tables = meshes.get(service);
      if (tables === undefined) meshes.set(service, (tables = new Map()));
      const key = `${port} ${clientNamespace ?? ''}`;
      let table = tables.get(key);
      if (table === undefined) {
        tables.set(key, (table = meshTable(snapshot, service, port, clientNamespace, compile)));
      }
      return table;
    },
    plans: new WeakMap(),
    backendPlans: new WeakMap(),
  };
}

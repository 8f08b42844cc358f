import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { Graph, GraphEdge } from '../../graph/graph.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Violation } from '../../model/violation.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import type { GatewayTable, ListenerTable } from '../../routing/gateway-table.ts';
import { listenerRows, ruleUseAt } from '../../routing/listener-rows.ts';
import type { TableRow } from '../../routing/listener-rows.ts';
import type { CompilePattern } from '../../routing/pattern.ts';
import type { RuleUse } from '../../routing/plan-rule.ts';
import { routingWorld } from '../../routing/routing-world.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';
import { findProblems } from '../find-problems.ts';
import type { Problem } from '../problem.ts';
import { STATUS_KINDS } from '../status-kinds.ts';
import { codeOfSymptom } from '../symptom-code.ts';
import type { JudgedWorld } from '../verdict.ts';

/** What rules ask. Each answer is worked out once, when the first rule asks for it, and shared. */
export interface RuleWorld extends JudgedWorld {
  readonly snapshot: Snapshot;
  readonly graph: Graph;
  readonly policyKinds: readonly PolicyKind[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Which objects are asked about. Findings on others are left out anyway: this only spares work. */
  readonly wants: (object: KubernetesObject) => boolean;
  /** All references of a relation that the objects under analysis hold: classes, Gateways, ListenerSets, routes, backends, policies. */
  edges(relation: Relation): readonly GraphEdge[];
  /** What `status` shows as problems, of one code (src/analysis/symptom-code.ts). */
  problems(code: string): readonly Problem[];
  /** The listeners of all Gateways with their rows: what requests reach, and where it leads. */
  traffic(): readonly ListenerTraffic[];
  /** The policies by what they attach to, and what `traffic` was made with. */
  policies(): PolicyIndex;
  routing(): RoutingWorld;
  /** Why an API server would refuse an object of files. */
  violations(object: KubernetesObject): readonly Violation[];
}

/** A listener of a Gateway with all that can be reached there. */
export interface ListenerTraffic {
  readonly gateway: GatewayTable;
  readonly own: ListenerTable;
  /** Kind by kind, each in the order in which they win. */
  readonly rows: readonly TableRow[];
  /** How its rules are reached: what `followRule` asks for. */
  readonly use: RuleUse;
}

/** What the world of rules is made of. */
export interface RuleWorldParts {
  readonly snapshot: Snapshot;
  readonly policyKinds: readonly PolicyKind[];
  readonly compile: CompilePattern;
  readonly now: number;
  readonly wants: (object: KubernetesObject) => boolean;
}

/** Makes the world of rules over a snapshot. */
export function openRuleWorld({ snapshot, policyKinds, compile, now, wants }: RuleWorldParts): RuleWorld {
  const routing = routingWorld(snapshot, policyKinds, compile);
  const { graph } = routing.index;
  const judged = { snapshot, graph };
  const edges = once(() => edgesByRelation(judged, policyKinds));
  const problems = once(() => Map.groupBy(findProblems(judged, policyKinds, wants), codeOfSymptom));
  const traffic = once(() => snapshot.list(GATEWAY).flatMap((gateway) => trafficOf(routing, gateway)));
  return {
    snapshot,
    graph,
    policyKinds,
    now,
    wants,
    edges: (relation) => edges().get(relation) ?? [],
    problems: (code) => problems().get(code) ?? [],
    traffic,
    policies: () => routing.index,
    routing: () => routing,
    violations: (object) => snapshot.violations(refOf(object)),
  };
}

function edgesByRelation(
  { snapshot, graph }: JudgedWorld,
  policyKinds: readonly PolicyKind[],
): ReadonlyMap<Relation, readonly GraphEdge[]> {
  const byRelation = new Map<Relation, GraphEdge[]>();
  for (const kind of [...STATUS_KINDS, ...policyKinds]) {
    for (const object of snapshot.list(kind)) {
      for (const edge of graph.edges(refOf(object))) {
        const known = byRelation.get(edge.relation);
        if (known === undefined) byRelation.set(edge.relation, [edge]);
        else known.push(edge);
      }
    }
  }
  return byRelation;
}

function trafficOf(routing: RoutingWorld, gateway: KubernetesObject): readonly ListenerTraffic[] {
  const table = routing.gateway(gateway);
  return table.listeners
    .filter(({ serving }) => serving.state !== 'no')
    .map((own) => ({
      gateway: table,
      own,
      rows: listenerRows(routing, table, own),
      use: ruleUseAt(table, own),
    }));
}

function once<Answer>(make: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => (known ??= { answer: make() }).answer;
}

import type { JudgedWorld } from '../../analysis/verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import { isBroken, stepsAside } from '../../graph/query/flow.ts';
import type { Graph, GraphEdge, GraphNode } from '../../graph/graph.ts';
import { walk } from '../../graph/query/walk.ts';
import { refKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';

/** What of a graph is drawn. */
export interface SelectOptions {
  /** What was asked for; the picture shows it with what lies above and below it. */
  readonly roots: readonly ObjectRef[];
  /** Whether the roots were named; else they are everything there is. */
  readonly named: boolean;
  readonly up: boolean;
  readonly down: boolean;
  /** How many objects away from the roots; undefined: as far as it goes. */
  readonly depth?: number | undefined;
  /** Only what is broken and the way from a Gateway to it. */
  readonly onlyBroken: boolean;
  /** The kinds of policies; drawn where `policies` is true. */
  readonly policyKinds: readonly GroupKind[];
  readonly policies: boolean;
}

/** A part of a graph. */
export interface Selection {
  /** The keys of what was named. */
  readonly roots: ReadonlySet<string>;
  /** By key, in a stable order: as the edges lead there. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
}

/** Picks what is drawn: the roots, what lies above and below them, and what stands beside that. */
export function selectGraph(world: JudgedWorld, options: SelectOptions): Selection {
  const { graph } = world;
  const { above, below, edges: walked } = walk(graph, options.roots, options);
  const edges = new Set(walked);
  const refs = new Map<string, ObjectRef>([...above, ...below]);
  const take = (edge: GraphEdge): void => {
    edges.add(edge);
    refs.set(refKey(edge.to), edge.to);
  };
  // What stands beside something beside the way is not drawn, but for what a policy refers to.
  for (const ref of refs.values().toArray()) {
    for (const { edge, next } of stepsAside(graph, ref)) {
      if (!options.policies && isPolicy(next, options.policyKinds)) continue;
      // A grant stands for the references that are drawn, not for others of the same object.
      if (edge.relation === 'grant' && !isGrantDrawn(graph, edge, edges)) continue;
      edges.add(edge);
      refs.set(refKey(next), next);
      if (edge.relation === 'target') for (const own of policyReferences(graph, next)) take(own);
    }
  }
  const whole: Selection = {
    roots: new Set(options.named ? options.roots.map(refKey) : []),
    nodes: new Map([...refs].map(([key, ref]) => [key, graph.node(ref)])),
    edges: [...edges],
  };
  return options.onlyBroken ? keepBroken(world, whole) : whole;
}

/** The certificate authorities of a BackendTLSPolicy, the collector of an XTelemetryPolicy. */
function policyReferences(graph: Graph, policy: ObjectRef): readonly GraphEdge[] {
  return [...graph.outgoing(policy, 'ca'), ...graph.outgoing(policy, 'endpoint')];
}

function isPolicy(ref: ObjectRef, policyKinds: readonly GroupKind[]): boolean {
  return policyKinds.some((kind) => sameGroupKind(kind, ref));
}

/** The edge of a grant has the path of the reference that it allows. */
function isGrantDrawn(graph: Graph, { to, path }: GraphEdge, edges: ReadonlySet<GraphEdge>): boolean {
  const holders = [to, ...graph.outgoing(to, 'section').map((edge) => edge.to)];
  return holders.some((holder) => graph.outgoing(holder).some((edge) => edge.path === path && edges.has(edge)));
}

/** Leaves what is broken, both ends of a broken reference, and everything on the way up from there. */
function keepBroken(world: JudgedWorld, { roots, nodes, edges }: Selection): Selection {
  const broken = new Set<GraphEdge>(edges.filter(isBroken));
  const starts = new Map<string, ObjectRef>();
  for (const { key, ref, presence } of nodes.values()) {
    if (presence !== 'present') continue;
    const { state, because } = verdictOf(world, ref);
    const isPart = ref.section !== undefined || because.some(({ code }) => code === 'waits');
    if (state === 'broken' || (state === 'warning' && isPart)) starts.set(key, ref);
  }
  for (const { from } of broken) starts.set(refKey(from), from);
  const { above, edges: ways } = walk(world.graph, [...starts.values()], { up: true, down: false });
  const kept = new Set([...starts.keys(), ...above.keys(), ...[...broken].map(({ to }) => refKey(to))]);
  return {
    roots,
    nodes: new Map([...nodes].filter(([key]) => kept.has(key))),
    edges: edges.filter(
      (edge) => broken.has(edge) || (ways.has(edge) && kept.has(refKey(edge.from)) && kept.has(refKey(edge.to))),
    ),
  };
}

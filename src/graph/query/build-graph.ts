import { groupKindKey, refKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { RefMap } from '../../model/ref-map.ts';
import { REFERENCE_GRANT, isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachmentsOf } from '../status/attachments.ts';
import { computedParent } from '../status/computed-parent.ts';
import type {
  Attachment,
  ComputedAncestor,
  ComputedParent,
  Graph,
  GraphEdge,
  GraphNode,
  GraphOptions,
  Relation,
} from '../graph.ts';
import { ancestorsOf } from '../status/policy-ancestors.ts';
import { backendEdges } from './relations/backends.ts';
import { classEdges } from './relations/class.ts';
import { endpointEdges } from './relations/endpoints.ts';
import { grantEdges } from './relations/grants.ts';
import { infrastructureEdges } from './relations/infrastructure.ts';
import { tlsEdges } from './relations/tls.ts';
import { parametersEdges } from './relations/parameters.ts';
import { parentEdges } from './relations/parents.ts';
import { policyEdges } from './relations/policies.ts';
import type { EdgeRule } from './relations/relation.ts';
import { sectionEdges } from './relations/sections.ts';

/** The families of edges, in the order in which an object's edges are told. */
const EDGE_RULES: readonly EdgeRule[] = [
  classEdges,
  parametersEdges,
  parentEdges,
  sectionEdges,
  tlsEdges,
  backendEdges,
  policyEdges,
  endpointEdges,
  infrastructureEdges,
];

/**
 * The relations between the objects of a snapshot, by the rules of the specification. Nothing is worked out before it is
 * asked for: a question about one object costs what that object reaches, the first question about what arrives at an
 * object costs one pass over all.
 */
export function buildGraph(snapshot: Snapshot, options: GraphOptions): Graph {
  return new SnapshotGraph(snapshot, options);
}

const NO_EDGES: readonly GraphEdge[] = Object.freeze([]);

/** Everything that one pass over all objects finds. */
interface WholeGraph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  readonly incoming: RefMap<GraphEdge[]>;
  readonly grants: ReadonlyMap<string, readonly GraphEdge[]>;
}

class SnapshotGraph implements Graph {
  readonly #snapshot: Snapshot;
  readonly #options: GraphOptions;
  /** The edges of an object and its sections, by the object. */
  readonly #outgoing = new RefMap<readonly GraphEdge[]>();
  readonly #bySection = new WeakMap<readonly GraphEdge[], ReadonlyMap<string | undefined, readonly GraphEdge[]>>();
  #all: WholeGraph | undefined;

  constructor(snapshot: Snapshot, options: GraphOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
  }

  node(ref: ObjectRef): GraphNode | undefined {
    return this.#whole().nodes.get(refKey(ref));
  }

  nodes(): Iterable<GraphNode> {
    return this.#whole().nodes.values();
  }

  edges(): Iterable<GraphEdge> {
    return this.#whole().edges;
  }

  outgoing(ref: ObjectRef, relation?: Relation): readonly GraphEdge[] {
    const isGrant = groupKindKey(ref) === groupKindKey(REFERENCE_GRANT);
    if (isGrant) return select(this.#whole().grants.get(refKey(ref)), relation);
    return select(this.#sectionsOf(this.#edgesOf(ref)).get(ref.section), relation);
  }

  incoming(ref: ObjectRef, relation?: Relation): readonly GraphEdge[] {
    return select(this.#whole().incoming.get(ref), relation);
  }

  attachments(route: ObjectRef): readonly Attachment[] {
    const object = isRouteKind(route) ? this.#find(route) : undefined;
    return object === undefined ? [] : attachmentsOf(this.#snapshot, object);
  }

  parent(ref: ObjectRef): ComputedParent | undefined {
    const object = this.#find(ref);
    return object === undefined ? undefined : computedParent(this.#snapshot, object);
  }

  ancestors(policy: ObjectRef): readonly ComputedAncestor[] {
    const object = this.#find(policy);
    return object === undefined ? [] : ancestorsOf(this.#snapshot, object);
  }

  #find(ref: ObjectRef): KubernetesObject | undefined {
    const lookup = this.#snapshot.find(ref);
    return lookup.state === 'found' ? lookup.object : undefined;
  }

  /** The edges that leave an object or its sections. */
  /** An object of ten thousand listeners is asked for the edges of each. */
  #sectionsOf(edges: readonly GraphEdge[]): ReadonlyMap<string | undefined, readonly GraphEdge[]> {
    const known = this.#bySection.get(edges);
    if (known !== undefined) return known;
    const sections = Map.groupBy(edges, ({ from }) => from.section);
    this.#bySection.set(edges, sections);
    return sections;
  }

  #edgesOf(ref: ObjectRef): readonly GraphEdge[] {
    const whole = ref.section === undefined ? ref : { ...ref, section: undefined };
    return this.#outgoing.get(whole) ?? this.#remember(whole, this.#find(ref));
  }

  #remember(ref: ObjectRef, object: KubernetesObject | undefined): readonly GraphEdge[] {
    const edges = object === undefined ? NO_EDGES : this.#makeEdges(object);
    this.#outgoing.set(ref, edges);
    return edges;
  }

  #makeEdges(object: KubernetesObject): readonly GraphEdge[] {
    return EDGE_RULES.flatMap((rule) => rule(this.#snapshot, object, this.#options));
  }

  #whole(): WholeGraph {
    this.#all ??= this.#buildWhole();
    return this.#all;
  }

  #buildWhole(): WholeGraph {
    const nodes = new Map<string, GraphNode>();
    const edges: GraphEdge[] = [];
    // The order of reading never shows: types by their names, objects by namespace and name.
    const types = this.#snapshot.types().toSorted((a, b) => (groupKindKey(a) < groupKindKey(b) ? -1 : 1));
    for (const type of types) {
      for (const object of this.#snapshot.list(type)) {
        const ref = refOf(object);
        const key = refKey(ref);
        nodes.set(key, { key, ref, object, presence: 'present' });
        const sections = new Map<string, ObjectRef>();
        for (const edge of this.#outgoing.get(ref) ?? this.#remember(ref, object)) {
          edges.push(edge);
          // An object's sections are there: they hold the references.
          if (edge.from.section !== undefined) sections.set(edge.from.section, edge.from);
          else if (edge.relation === 'section' && edge.to.section !== undefined) sections.set(edge.to.section, edge.to);
        }
        for (const section of sections.values()) addSection(nodes, section, object);
      }
    }
    const granted = grantEdges(this.#snapshot, edges);
    for (const edge of granted) edges.push(edge);
    const incoming = new RefMap<GraphEdge[]>();
    for (const edge of edges) {
      const arriving = incoming.get(edge.to);
      if (arriving !== undefined) {
        arriving.push(edge);
        continue;
      }
      incoming.set(edge.to, [edge]);
      const key = refKey(edge.to);
      if (!nodes.has(key)) nodes.set(key, this.#makeNode(key, edge));
    }
    return { nodes, edges, incoming, grants: Map.groupBy(granted, ({ from }) => refKey(from)) };
  }

  /** The node of an object that is named but not there, or of a part of an object that does not exist. */
  #makeNode(key: string, { to: ref, state }: GraphEdge): GraphNode {
    const lookup = this.#snapshot.find(ref);
    if (lookup.state !== 'found') return { key, ref, object: undefined, presence: lookup.state };
    if (state === 'resolved') return { key, ref, object: lookup.object, presence: 'present' };
    return { key, ref, object: lookup.object, presence: state === 'missing' ? 'missing' : 'unknown' };
  }
}

function addSection(nodes: Map<string, GraphNode>, ref: ObjectRef, object: KubernetesObject): void {
  const key = refKey(ref);
  if (!nodes.has(key)) nodes.set(key, { key, ref, object, presence: 'present' });
}

function select(edges: readonly GraphEdge[] | undefined, relation: Relation | undefined): readonly GraphEdge[] {
  if (edges === undefined) return NO_EDGES;
  return relation === undefined ? edges : edges.filter((edge) => edge.relation === relation);
}

import { append } from '../../model/append.ts';
import { groupKindKey, groupKindOf, isSameObject, refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { RefMap } from '../../model/ref-map.ts';
import { REFERENCE_GRANT, isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { PLAIN_RELATIONS } from '../../gateway-api/references.ts';
import { BACKEND_RELATIONS, RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
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
} from '../graph.ts';
import { grantedHolders, grantsAllowing } from '../resolve/reference-grants.ts';
import { ancestorsOf } from '../status/policy-ancestors.ts';
import { holdersOf } from './holders-of.ts';
import { backendEdges } from './relations/backends.ts';
import { endpointEdges } from './relations/endpoints.ts';
import { tlsEdges } from './relations/tls.ts';
import { parentEdges } from './relations/parents.ts';
import { plainEdges } from './relations/plain.ts';
import { collectorEdges, policyAuthorityEdges, targetEdges } from './relations/policies.ts';
import { plainEdge } from './relations/relation.ts';
import type { EdgeRule } from './relations/relation.ts';
import { sectionEdges } from './relations/sections.ts';

/** What configures an object comes first. */
const SET_UP: readonly Relation[] = ['class', 'parameters'];

/** The families of edges with their relations, in the order in which an object's edges are listed. */
const FAMILIES: readonly EdgeFamily[] = [
  ...SET_UP.map(plainFamily),
  { relations: ['parent', 'attachment'], rule: parentEdges },
  { relations: ['section'], rule: sectionEdges },
  { relations: ['certificate', 'ca', 'externalAuth', 'extension'], rule: tlsEdges },
  { relations: BACKEND_RELATIONS, rule: backendEdges },
  { relations: ['target'], rule: targetEdges },
  { relations: ['ca'], rule: policyAuthorityEdges },
  { relations: ['endpoint'], rule: collectorEdges },
  { relations: ['endpoint'], rule: endpointEdges },
  ...PLAIN_RELATIONS.filter((relation) => !SET_UP.includes(relation)).map(plainFamily),
];

interface EdgeFamily {
  readonly relations: readonly Relation[];
  readonly rule: EdgeRule;
}

function plainFamily(relation: Relation): EdgeFamily {
  return { relations: [relation], rule: plainEdges(relation) };
}

/**
 * The relations between the objects of a snapshot, by the rules of the specification. Nothing is worked out before it is
 * asked for: a question about one object looks at what names it or is named by it, and at nothing else.
 */
export function buildGraph(snapshot: Snapshot, options: GraphOptions): Graph {
  return new SnapshotGraph(snapshot, options);
}

/** Up to this many edges are gone through; more are sorted by what they name. */
const FEW = 8;

const NO_EDGES: readonly GraphEdge[] = Object.freeze([]);

/** One set for each relation: answers are remembered by the very set. */
const SINGLE: ReadonlyMap<Relation, ReadonlySet<Relation>> = new Map(
  RELATIONS.map((relation) => [relation, new Set([relation])]),
);

type BySection = ReadonlyMap<string | undefined, readonly GraphEdge[]>;

class SnapshotGraph implements Graph {
  readonly #snapshot: Snapshot;
  readonly #options: GraphOptions;
  /** The edges of an object and its sections by their families, each worked out when it is asked for; those of grants apart. */
  readonly #families = new RefMap<(readonly GraphEdge[] | undefined)[]>();
  readonly #outgoing = new RefMap<readonly GraphEdge[]>();
  readonly #grants = new RefMap<readonly GraphEdge[]>();
  readonly #byTarget = new WeakMap<readonly GraphEdge[], ReadonlyMap<string, readonly GraphEdge[]>>();
  readonly #bySection = new WeakMap<readonly GraphEdge[], BySection>();
  /** What arrives at an object and its sections, by the object: all of it, or by some relations. */
  readonly #incoming = new Map<ReadonlySet<Relation> | undefined, RefMap<BySection>>();

  constructor(snapshot: Snapshot, options: GraphOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
  }

  node(ref: ObjectRef): GraphNode {
    const key = refKey(ref);
    const lookup = this.#snapshot.find(ref);
    if (lookup.state !== 'found') return { key, ref, object: undefined, presence: lookup.state };
    const { object } = lookup;
    if (ref.section === undefined || this.#hasSection(ref)) return { key, ref, object, presence: 'present' };
    // A part that the object does not have, or might have.
    const isUnknown = this.incoming(ref).some(({ state }) => state === 'unknown');
    return { key, ref, object, presence: isUnknown ? 'unknown' : 'missing' };
  }

  edges(object: ObjectRef): readonly GraphEdge[] {
    return this.#edgesOf(object);
  }

  outgoing(ref: ObjectRef, relation?: Relation): readonly GraphEdge[] {
    if (sameGroupKind(ref, REFERENCE_GRANT)) {
      return relation === undefined || relation === 'grant' ? this.#grantEdgesOf(ref) : NO_EDGES;
    }
    if (relation === undefined) return this.#sectionsOf(this.#edgesOf(ref)).get(ref.section) ?? NO_EDGES;
    return this.#familiesOf(ref, (one) => one === relation).flatMap((edges) =>
      (this.#sectionsOf(edges).get(ref.section) ?? NO_EDGES).filter((edge) => edge.relation === relation),
    );
  }

  incoming(ref: ObjectRef, relations?: Relation | ReadonlySet<Relation>): readonly GraphEdge[] {
    const wanted = typeof relations === 'string' ? SINGLE.get(relations) : relations;
    const edges = this.#arriving(ref, wanted).get(ref.section) ?? NO_EDGES;
    return wanted === undefined ? edges : edges.filter(({ relation }) => wanted.has(relation));
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

  /** An object's sections are there: they hold its references. */
  #hasSection(ref: ObjectRef): boolean {
    return this.#edgesOf(ref).some(
      ({ from, to, relation }) =>
        from.section === ref.section || (relation === 'section' && to.section === ref.section),
    );
  }

  /** An object of ten thousand listeners is asked for the edges of each. */
  #sectionsOf(edges: readonly GraphEdge[]): BySection {
    const known = this.#bySection.get(edges);
    if (known !== undefined) return known;
    const sections = Map.groupBy(edges, ({ from }) => from.section);
    this.#bySection.set(edges, sections);
    return sections;
  }

  /** The edges that leave an object or its sections. */
  #edgesOf(ref: ObjectRef): readonly GraphEdge[] {
    const known = this.#outgoing.get(ref);
    if (known !== undefined) return known;
    const edges = this.#familiesOf(ref, () => true).flat();
    this.#outgoing.set(ref, edges);
    return edges;
  }

  /** The families of an object's edges that have a wanted relation: what is not asked for is not looked at. */
  #familiesOf(ref: ObjectRef, isWanted: (relation: Relation) => boolean): readonly (readonly GraphEdge[])[] {
    const object = this.#find(ref);
    return object === undefined ? [] : this.#familiesOfObject(ref, object, isWanted);
  }

  #familiesOfObject(
    ref: ObjectRef,
    object: KubernetesObject,
    isWanted: (relation: Relation) => boolean,
  ): readonly (readonly GraphEdge[])[] {
    const known = this.#families.get(ref) ?? [];
    if (known.length === 0) this.#families.set(ref, known);
    return FAMILIES.flatMap(({ relations, rule }, at) => {
      if (!relations.some(isWanted)) return [];
      const edges = known[at] ?? rule(this.#snapshot, object, this.#options);
      known[at] = edges;
      return [edges];
    });
  }

  /**
   * What a ReferenceGrant allows: an edge to each object whose reference needs it, with the field that holds the reference. A
   * grant without such an edge allows nothing; of several that allow the same, each has its edge.
   */
  #grantEdgesOf(grant: ObjectRef): readonly GraphEdge[] {
    const known = this.#grants.get(grant);
    if (known !== undefined) return known;
    const object = this.#find(grant);
    const key = refKey(grant);
    const holders = object === undefined ? [] : grantedHolders(this.#snapshot, object);
    const edges = holders
      .flatMap((holder) => this.#grantsFor(refOf(holder)))
      .filter(({ from }) => refKey(from) === key);
    this.#grants.set(grant, edges);
    return edges;
  }

  /** The grants that the references of an object and its sections need, from each grant to the object. */
  #grantsFor(holder: ObjectRef): readonly GraphEdge[] {
    return this.#edgesOf(holder).flatMap(({ grant, from, to, path }) =>
      grant === undefined
        ? []
        : grantsAllowing(this.#snapshot, from, to).map((allowing) => plainEdge('grant', allowing, wholeOf(from), path)),
    );
  }

  /** What arrives at an object and its sections; with relations only what may arrive by them is looked at. */
  #arriving(ref: ObjectRef, relations: ReadonlySet<Relation> | undefined): BySection {
    const whole = wholeOf(ref);
    const all = this.#incoming.get(undefined)?.get(whole);
    if (all !== undefined) return all;
    let byObject = this.#incoming.get(relations);
    if (byObject === undefined) this.#incoming.set(relations, (byObject = new RefMap()));
    const known = byObject.get(whole);
    if (known !== undefined) return known;
    const arriving = Map.groupBy(this.#findArriving(whole, relations), ({ to }) => to.section);
    byObject.set(whole, arriving);
    return arriving;
  }

  /** Of a holder of ten thousand references each is asked for by what it names. */
  #leadingTo(family: readonly GraphEdge[], whole: ObjectRef): readonly GraphEdge[] {
    if (family.length <= FEW) return family.filter(({ to }) => isSameObject(to, whole));
    const known = this.#byTarget.get(family) ?? Map.groupBy(family, ({ to }) => refKey(wholeOf(to)));
    this.#byTarget.set(family, known);
    return known.get(refKey(whole)) ?? NO_EDGES;
  }

  /** In an order that does not depend on that of reading: by the types of the holders, then their namespaces and names. */
  #findArriving(whole: ObjectRef, relations: ReadonlySet<Relation> | undefined): readonly GraphEdge[] {
    const edges: GraphEdge[] = [];
    for (const holder of inOrder(holdersOf(this.#snapshot, whole, relations, this.#options))) {
      const families = this.#familiesOfObject(refOf(holder), holder, (relation) => relations?.has(relation) ?? true);
      for (const family of families) for (const edge of this.#leadingTo(family, whole)) edges.push(edge);
    }
    if (relations === undefined || relations.has('grant')) append(edges, this.#grantsFor(whole));
    return edges;
  }
}

function inOrder(holders: Iterable<KubernetesObject>): readonly KubernetesObject[] {
  const byType = Map.groupBy(new Set(holders), (holder) => groupKindKey(groupKindOf(holder)));
  return [...byType].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, ofType]) => ofType);
}

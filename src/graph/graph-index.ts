import { refKey } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/** What kind of reference an edge stands for. */
export type Relation = 'class' | 'parent' | 'backend' | 'mirror' | 'externalAuth' | 'parameters' | 'certificate';

/** One reference from one object to another, as the field says it, defaults applied; whether it resolves is asked later. */
export interface Edge {
  readonly relation: Relation;
  readonly from: ObjectRef;
  readonly to: ObjectRef;
  /** Where the reference stands, in the words of the API: `spec.rules[1].backendRefs[0]`. */
  readonly path: string;
}

/**
 * The references between objects, both ways. Built once while pages stream by (edges stay, objects may go), then only
 * queried: no question scans all objects.
 */
export interface GraphIndex {
  /** The edges that leave this object. */
  readonly outgoing: (ref: ObjectRef, relation?: Relation) => readonly Edge[];
  /** The edges that arrive at this object or at one of its sections. */
  readonly incoming: (ref: ObjectRef, relation?: Relation) => readonly Edge[];
  /** The edges from any object of a kind and namespace to any object of another: what a ReferenceGrant is about. */
  readonly crossing: (from: KindInNamespace, to: KindInNamespace) => readonly Edge[];
}

/** All objects of a kind in one namespace. */
export interface KindInNamespace extends GroupKind {
  readonly namespace: string;
}

/** Collects edges. Sections are folded into their object: `to.section` stays in the edge, the key leaves it out. */
export class GraphBuilder implements GraphIndex {
  readonly #outgoing = new Map<string, Edge[]>();
  readonly #incoming = new Map<string, Edge[]>();
  /** Edges between namespaces only. */
  readonly #crossing = new Map<string, Edge[]>();

  /** Adds edges; the order of adding is the order of answers. */
  add(edges: Iterable<Edge>): void {
    for (const edge of edges) {
      push(this.#outgoing, objectKey(edge.from), edge);
      push(this.#incoming, objectKey(edge.to), edge);
      if (edge.from.namespace !== edge.to.namespace) push(this.#crossing, crossingKey(edge.from, edge.to), edge);
    }
  }

  outgoing(ref: ObjectRef, relation?: Relation): readonly Edge[] {
    return select(this.#outgoing.get(objectKey(ref)), relation);
  }

  incoming(ref: ObjectRef, relation?: Relation): readonly Edge[] {
    return select(this.#incoming.get(objectKey(ref)), relation);
  }

  /** Every edge, in the order of adding within each holder. */
  *edges(): Iterable<Edge> {
    for (const edges of this.#outgoing.values()) yield* edges;
  }

  crossing(from: KindInNamespace, to: KindInNamespace): readonly Edge[] {
    return select(this.#crossing.get(crossingKey(from, to)), undefined);
  }
}

const NO_EDGES: readonly Edge[] = Object.freeze([]);

function objectKey(ref: ObjectRef): string {
  return ref.section === undefined ? refKey(ref) : refKey({ ...ref, section: undefined });
}

function crossingKey(from: Omit<ObjectRef, 'name'>, to: Omit<ObjectRef, 'name'>): string {
  return [from, to].map(({ group, kind, namespace }) => `${group}/${kind}/${namespace ?? ''}`).join(' ');
}

function push<Entry>(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  else entries.push(entry);
}

function select(edges: readonly Edge[] | undefined, relation: Relation | undefined): readonly Edge[] {
  if (edges === undefined) return NO_EDGES;
  return relation === undefined ? edges : edges.filter((edge) => edge.relation === relation);
}

import type {
  Attachment,
  ComputedAncestor,
  ComputedListener,
  ComputedParent,
  Graph,
  GraphEdge,
} from '../../../src/graph/graph.ts';
import type { Relation } from '../../../src/gateway-api/relation.ts';
import type { ComputedCondition } from '../../../src/model/computed-condition.ts';
import { refKey } from '../../../src/model/ref.ts';
import type { Fact } from '../../../src/model/fact.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';

/** What a test says of the relations between its objects. */
export interface Relations {
  readonly edges?: readonly GraphEdge[];
  readonly attachments?: readonly (readonly [ObjectRef, readonly Attachment[]])[];
  readonly parents?: readonly ComputedParent[];
  readonly ancestors?: readonly (readonly [ObjectRef, readonly ComputedAncestor[]])[];
}

function select(list: readonly GraphEdge[] | undefined, relation: Relation | undefined): readonly GraphEdge[] {
  return (list ?? []).filter((one) => relation === undefined || one.relation === relation);
}

/** A graph that answers what it was told, so that a test of a page sees every state without computing it. */
export function fakeGraph({ edges = [], attachments = [], parents = [], ancestors = [] }: Relations): Graph {
  const from = Map.groupBy(edges, (one) => refKey(one.from));
  const to = Map.groupBy(edges, (one) => refKey(one.to));
  const byRoute = new Map(attachments.map(([ref, list]) => [refKey(ref), list]));
  const byParent = new Map(parents.map((parent) => [refKey(parent.ref), parent]));
  const byPolicy = new Map(ancestors.map(([ref, list]) => [refKey(ref), list]));
  return {
    node: (ref) => ({ key: refKey(ref), ref, object: undefined, presence: 'unknown' }),
    edges: (object) => edges.filter((one) => refKey({ ...one.from, section: undefined }) === refKey(object)),
    outgoing: (ref, relation) => select(from.get(refKey(ref)), relation),
    incoming: (ref, relations) =>
      select(to.get(refKey(ref)), undefined).filter(
        ({ relation }) =>
          relations === undefined ||
          relations === relation ||
          (typeof relations !== 'string' && relations.has(relation)),
      ),
    attachments: (route) => byRoute.get(refKey(route)) ?? [],
    parent: (ref) => byParent.get(refKey(ref)),
    ancestors: (policy) => byPolicy.get(refKey(policy)) ?? [],
  };
}

/** An edge; what is not said is well. */
export function edge(
  relation: Relation,
  from: ObjectRef,
  to: ObjectRef,
  rest: Partial<Omit<GraphEdge, 'relation' | 'from' | 'to'>> = {},
): GraphEdge {
  return { relation, from, to, path: '', state: 'resolved', reason: '', ...rest };
}

/** A condition that is True. */
export const YES: ComputedCondition = { status: 'True', reason: 'Accepted' };
/** ResolvedRefs that is True. */
export const RESOLVED: ComputedCondition = { status: 'True', reason: 'ResolvedRefs' };
/** No conflict. */
const NO_CONFLICT: ComputedCondition = { status: 'False', reason: 'NoConflicts' };

/** A fact that is said in these words. */
export function saying(message: string): Fact {
  return { code: 'gap', gap: { what: 'something', reason: 'failed', message } };
}

/** A condition that is False. */
export function no(reason: string, sentence: string): ComputedCondition {
  return { status: 'False', reason, because: saying(sentence) };
}

/** A condition that could not be computed. */
export function cannotTell(sentence: string): ComputedCondition {
  return { status: 'Unknown', reason: 'NotEvaluated', because: saying(sentence) };
}

/** An attachment to a Gateway of the namespace shop; what is not said is well. */
export function attachment(
  parent: { readonly name: string; readonly namespace?: string; readonly section?: string; readonly kind?: string },
  rest: Partial<Attachment> = {},
): Attachment {
  return {
    route: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
    parentRef: {
      group: parent.kind === 'Service' ? '' : 'gateway.networking.k8s.io',
      kind: parent.kind ?? 'Gateway',
      namespace: parent.namespace ?? 'shop',
      name: parent.name,
      sectionName: parent.section,
      port: undefined,
    },
    path: 'spec.parentRefs[0]',
    listeners: [],
    accepted: YES,
    notes: [],
    resolvedRefs: RESOLVED,
    reported: [],
    drift: [],
    ...rest,
  };
}

/** A listener that is well, unless said otherwise. */
export function listener(
  parent: ObjectRef,
  name: string,
  index: number,
  rest: Partial<ComputedListener> = {},
): ComputedListener {
  return {
    ref: { ...parent, section: name },
    name,
    path: `spec.listeners[${index}]`,
    accepted: YES,
    conflicted: NO_CONFLICT,
    resolvedRefs: RESOLVED,
    overlappingTlsConfig: undefined,
    supportedKinds: [],
    attachedRoutes: 0,
    routes: [],
    reported: [],
    reportedAttachedRoutes: undefined,
    drift: [],
    ...rest,
  };
}

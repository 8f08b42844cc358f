import type { Attachment, ComputedListener, Graph, GraphEdge, Reported } from '../graph/graph.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Fact } from '../model/fact.ts';
import { findCondition, isDefaulted, isStale } from '../model/conditions.ts';
import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  ROUTE_KINDS,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** How much stands still because of a problem, the worst first. */
export const PROBLEM_RANKS = [
  'class',
  'gateway',
  'listener',
  'route',
  'backend',
  'reference',
  'policy',
  'stale',
] as const;

/** One of them. */
export type ProblemRank = (typeof PROBLEM_RANKS)[number];

/** Something that is not right now, by what statuses and references say. */
export interface Problem {
  readonly rank: ProblemRank;
  readonly subject: ObjectRef;
  /** The field or condition that shows it: `spec.parentRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  /** The API's reason. */
  readonly reason: string;
  /** What is so. */
  readonly because: Fact | undefined;
}

/** References whose failure costs requests, and those that only cost a feature. */
const BACKEND_RELATIONS = new Set<GraphEdge['relation']>(['backend', 'mirror', 'externalAuth']);
const OTHER_RELATIONS = new Set<GraphEdge['relation']>([
  'class',
  'parameters',
  'certificate',
  'ca',
  'extension',
  'target',
  'endpoint',
]);

/**
 * Everything that statuses and references show to be wrong now, the worst first; what could not be read is no problem.
 * @param policyKinds the kinds of policies.
 * @param wants which objects to look at.
 */
export function findProblems(
  snapshot: Snapshot,
  graph: Graph,
  policyKinds: readonly GroupKind[],
  wants: (object: KubernetesObject) => boolean = () => true,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const type of [...SUBJECTS, ...policyKinds]) {
    for (const object of snapshot.list(type)) {
      if (!wants(object)) continue;
      problems.push(...problemsOf(object, type, graph), ...edgeProblems(refOf(object), graph));
    }
  }
  return sortProblems(problems);
}

/** The kinds whose objects can have problems, beside policies. */
const SUBJECTS: readonly GroupKind[] = [
  GATEWAY_CLASS,
  X_MESH,
  GATEWAY,
  LISTENER_SET,
  X_LISTENER_SET,
  ...ROUTE_KINDS,
  X_BACKEND,
];

function edgeProblems(subject: ObjectRef, graph: Graph): readonly Problem[] {
  return graph.edges(subject).flatMap((edge): readonly Problem[] => {
    const rank = rankOfEdge(edge);
    if (rank === undefined || (edge.state !== 'missing' && edge.state !== 'notPermitted')) return [];
    return [{ rank, subject, path: edge.path, reason: edge.reason, because: edge.because }];
  });
}

function problemsOf(object: KubernetesObject, type: GroupKind, graph: Graph): readonly Problem[] {
  if (sameGroupKind(type, GATEWAY_CLASS) || sameGroupKind(type, X_MESH))
    return conditionProblems(object, 'class', ['Accepted']);
  if (sameGroupKind(type, GATEWAY) || isListenerSetKind(type)) return parentProblems(object, graph);
  if (isRouteKind(type))
    return graph.attachments(refOf(object)).flatMap((attachment) => routeProblems(object, attachment));
  return graph
    .ancestors(refOf(object))
    .flatMap((ancestor) =>
      computedProblem(refOf(object), 'policy', '', ancestor.accepted).concat(
        reportedProblems(refOf(object), 'policy', '', ancestor.reported, ancestor.accepted),
      ),
    );
}

function conditionProblems(object: KubernetesObject, rank: ProblemRank, types: readonly string[]): readonly Problem[] {
  const conditions = readObjectConditions(object);
  const subject = refOf(object);
  const problems = types.flatMap((type): readonly Problem[] => {
    const condition = findCondition(conditions, type);
    if (condition === undefined) return [];
    if (isDefaulted(condition)) {
      return [{ rank, subject, path: type, reason: condition.reason, because: { code: 'untouched' } }];
    }
    if (isStale(condition, generationOf(object), conditions)) {
      const because: Fact = {
        code: 'staleCondition',
        type,
        observed: condition.observedGeneration,
        generation: generationOf(object),
      };
      return [{ rank: 'stale', subject, path: type, reason: 'Stale', because }];
    }
    if (condition.status !== 'False') return [];
    return [{ rank, subject, path: type, reason: condition.reason, because: reportedFact(condition, '') }];
  });
  // What is not accepted is not programmed either: the first says it.
  return problems.slice(0, 1);
}

function parentProblems(object: KubernetesObject, graph: Graph): readonly Problem[] {
  const subject = refOf(object);
  const computed = graph.parent(subject);
  const reported = conditionProblems(object, 'gateway', ['Accepted', 'Programmed']);
  if (computed === undefined) return reported;
  const own = computedProblem(subject, 'gateway', 'Accepted', computed.accepted);
  const accepted = findCondition(readObjectConditions(object), 'Accepted');
  const isPending = accepted !== undefined && isDefaulted(accepted);
  return [
    // The controller's own words say more than ours where both call the same condition False; no words say less.
    ...(isPending && own.length > 0 ? [] : reported),
    ...(!isPending && reported.some(({ path }) => path === 'Accepted') ? [] : own),
    ...computed.listeners.flatMap((listener) => listenerProblems(subject, listener)),
  ];
}

function listenerProblems(subject: ObjectRef, listener: ComputedListener): readonly Problem[] {
  const section = { ...subject, section: listener.name };
  const own = [
    ...computedProblem(section, 'listener', listener.path, listener.accepted),
    ...computedProblem(section, 'listener', listener.path, listener.resolvedRefs),
  ];
  return own.length > 0
    ? own
    : reportedProblems(section, 'listener', listener.path, listener.reported, listener.accepted);
}

function routeProblems(object: KubernetesObject, attachment: Attachment): readonly Problem[] {
  const subject = refOf(object);
  const own = computedProblem(subject, 'route', attachment.path, attachment.accepted);
  return own.length > 0
    ? own
    : reportedProblems(subject, 'route', attachment.path, attachment.reported, attachment.accepted);
}

/** A condition that the specification computes as False. What depends on it (ResolvedRefs) shows as broken edges. */
function computedProblem(
  subject: ObjectRef,
  rank: ProblemRank,
  path: string,
  { status, reason, because }: ComputedCondition,
): readonly Problem[] {
  return status === 'False' ? [{ rank, subject, path, reason, because }] : [];
}

/** What a controller reports as False or from an older generation although nothing computed explains it. */
function reportedProblems(
  subject: ObjectRef,
  rank: ProblemRank,
  path: string,
  reported: readonly Reported[],
  computed: ComputedCondition,
): readonly Problem[] {
  if (computed.status === 'False') return [];
  return reported.flatMap(({ controllerName, conditions }) =>
    conditions.flatMap((condition): readonly Problem[] => {
      if (condition.type !== 'Accepted' && condition.type !== 'Programmed') return [];
      if (condition.stale) {
        const because: Fact = { code: 'olderGeneration', type: condition.type, controllerName };
        return [{ rank: 'stale', subject, path, reason: 'Stale', because }];
      }
      if (condition.status !== 'False') return [];
      return [{ rank, subject, path, reason: condition.reason, because: reportedFact(condition, controllerName) }];
    }),
  );
}

function reportedFact({ message }: { readonly message: string }, controllerName: string): Fact {
  return { code: 'reported', message, controllerName };
}

function rankOfEdge({ relation, from }: GraphEdge): ProblemRank | undefined {
  if (BACKEND_RELATIONS.has(relation)) return 'backend';
  if (!OTHER_RELATIONS.has(relation)) return undefined;
  // A listener's own problems name its certificates already.
  return from.section !== undefined && sameGroupKind(from, GATEWAY) ? undefined : 'reference';
}

function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${refKey(problem.subject)} ${problem.path} ${problem.reason}`;
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  const keyed = [...distinct].map(([key, problem]) => ({ key, problem, rank: PROBLEM_RANKS.indexOf(problem.rank) }));
  return keyed.toSorted((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1)).map(({ problem }) => problem);
}

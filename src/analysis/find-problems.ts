import type { ComputedListener, Graph, GraphEdge } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { generationOf } from '../gateway-api/gateway.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  ROUTE_KINDS,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../gateway-api/relation.ts';
import type { Relation } from '../gateway-api/relation.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { outdated } from './judge.ts';
import { reasonOf } from './verdict.ts';
import type { Because, Verdict, JudgedWorld } from './verdict.ts';
import { ancestorVerdict, attachmentVerdict, listenerVerdict, ownStatusVerdict, parentVerdict } from './verdict-of.ts';

/** How much stands still because of a problem, the worst first. */
export const PROBLEM_RANKS = [
  'invalid',
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
  /** The field or condition in question: `spec.parentRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  readonly because: Because;
}

/** References whose failure costs requests, and those that only cost a feature. */
const TO_BACKENDS: ReadonlySet<Relation> = new Set(BACKEND_RELATIONS);
const OTHER_RELATIONS: ReadonlySet<Relation> = new Set([
  'class',
  'parameters',
  'certificate',
  'ca',
  'extension',
  'target',
  'endpoint',
]);

/** The conditions whose age matters. */
const TIMELY: readonly string[] = ['Accepted', 'Programmed'];

/**
 * Everything that statuses and references show to be wrong now, the worst first; what could not be read is no problem.
 * @param policyKinds the kinds of policies.
 * @param wants which objects to look at.
 */
export function findProblems(
  world: JudgedWorld,
  policyKinds: readonly GroupKind[],
  wants: (object: KubernetesObject) => boolean = () => true,
): readonly Problem[] {
  const { snapshot, graph } = world;
  const problems: Problem[] = [];
  for (const type of [...SUBJECTS, ...policyKinds]) {
    for (const object of snapshot.list(type)) {
      if (!wants(object)) continue;
      const ref = refOf(object);
      problems.push(...ofAdmission(world, ref), ...problemsOf(world, ref), ...edgeProblems(graph, ref));
    }
  }
  return sortProblems(problems);
}

/** The kinds whose objects can have problems, beside policies. */
export const SUBJECTS: readonly GroupKind[] = [
  GATEWAY_CLASS,
  X_MESH,
  GATEWAY,
  LISTENER_SET,
  X_LISTENER_SET,
  ...ROUTE_KINDS,
  X_BACKEND,
];

/** What no API server would take stands first: nothing else can come true of it. */
function ofAdmission({ snapshot }: JudgedWorld, subject: ObjectRef): readonly Problem[] {
  return snapshot.violations(subject).map((violation) => ({
    rank: 'invalid',
    subject,
    path: violation.path,
    because: { code: 'inadmissible', violation, more: 0 },
  }));
}

function edgeProblems(graph: Graph, subject: ObjectRef): readonly Problem[] {
  return graph.edges(subject).flatMap((edge): readonly Problem[] => {
    const rank = isBroken(edge) ? rankOfEdge(edge) : undefined;
    return rank === undefined ? [] : [{ rank, subject, path: edge.path, because: { code: 'reference', edge } }];
  });
}

function problemsOf(world: JudgedWorld, ref: ObjectRef): readonly Problem[] {
  const { graph } = world;
  if (sameGroupKind(ref, GATEWAY_CLASS) || sameGroupKind(ref, X_MESH)) {
    return ofConditions(world, ref, 'class', ownStatusVerdict(world, ref));
  }
  if (isRouteKind(ref)) {
    return graph
      .attachments(ref)
      .filter(({ path }) => path !== '')
      .flatMap((attachment) => ofPart(ref, 'route', attachment.path, attachmentVerdict(world, attachment)));
  }
  const parent = graph.parent(ref);
  if (parent !== undefined) {
    return [
      ...ofConditions(world, ref, 'gateway', parentVerdict(parent)),
      ...parent.listeners.flatMap((listener) => ofListener({ ...ref, section: listener.name }, listener)),
    ];
  }
  const ancestors = graph.ancestors(ref);
  if (ancestors.length > 0) {
    return ancestors.flatMap((ancestor) => ofPart(ref, 'policy', '', ancestorVerdict(world, ancestor)));
  }
  return graph.outgoing(ref, 'target').length === 0 ? [] : ofPart(ref, 'policy', '', ownStatusVerdict(world, ref));
}

/** One problem of an object that reports on itself, by the condition: the controller's words say more than ours. */
function ofConditions(
  { snapshot }: JudgedWorld,
  subject: ObjectRef,
  rank: ProblemRank,
  verdict: Verdict,
): readonly Problem[] {
  const refused = refusals(verdict);
  const because = refused.find(({ code }) => code === 'reported') ?? refused[0] ?? outdated(verdict, TIMELY)[0];
  if (because === undefined) return [];
  const problem = { subject, path: typeOf(because) };
  // Who else should have written there?
  if (because.code === 'reported') return [{ ...problem, rank, because: { ...because, controllerName: '' } }];
  if (because.code !== 'stale') return [{ ...problem, rank, because }];
  const lookup = snapshot.find(subject);
  const generation = lookup.state === 'found' ? generationOf(lookup.object) : undefined;
  return [{ ...problem, rank: 'stale', because: { ...because, generation } }];
}

/** A part of an object, by its field: why it is refused, else which word on it is outdated, and what its controller misses. */
function ofPart(subject: ObjectRef, rank: ProblemRank, path: string, verdict: Verdict): readonly Problem[] {
  const [first] = refusals(verdict);
  if (first !== undefined) return [{ rank, subject, path, because: first }];
  const stale = outdated(verdict, TIMELY).filter(({ code }) => code === 'stale');
  // What the rules find unresolved stands as a reference of its own.
  const isKnown = verdict.computed.ResolvedRefs?.status === 'False';
  const missing = verdict.because.filter(
    (one) => one.code === 'reported' && !(isKnown && one.condition.type === 'ResolvedRefs'),
  );
  return [
    ...stale.map((because): Problem => ({ rank: 'stale', subject, path, because })),
    ...missing.map((because): Problem => {
      const isReference = because.code === 'reported' && because.condition.type === 'ResolvedRefs';
      return { rank: isReference ? 'reference' : rank, subject, path, because };
    }),
  ];
}

/** Of a listener also what its references come to: they have no problem of their own. */
function ofListener(subject: ObjectRef, listener: ComputedListener): readonly Problem[] {
  const { path } = listener;
  const verdict = listenerVerdict(listener);
  const [unresolved] = failedReferences(verdict);
  const references: readonly Problem[] =
    unresolved?.code === 'computed' ? [{ rank: 'listener', subject, path, because: unresolved }] : [];
  const [refused] = refusals(verdict);
  if (refused !== undefined) return [{ rank: 'listener', subject, path, because: refused }, ...references];
  return references.length > 0 ? references : ofPart(subject, 'listener', path, verdict);
}

/** Why something is refused, without what its references come to. */
function refusals({ state, because }: Verdict): readonly Because[] {
  return state === 'broken' ? because.filter((one) => isFailure(one) && typeOf(one) !== 'ResolvedRefs') : [];
}

function failedReferences({ because }: Verdict): readonly Because[] {
  return because.filter((one) => isFailure(one) && typeOf(one) === 'ResolvedRefs');
}

function isFailure(because: Because): boolean {
  return because.code === 'reported' || (because.code === 'computed' && because.condition.status !== 'Unknown');
}

/** The condition that a reason is about. */
function typeOf(because: Because): string {
  if (because.code === 'computed') return because.type;
  return 'condition' in because ? because.condition.type : '';
}

function rankOfEdge({ relation, from }: GraphEdge): ProblemRank | undefined {
  if (TO_BACKENDS.has(relation)) return 'backend';
  if (!OTHER_RELATIONS.has(relation)) return undefined;
  // A listener's own problems name its certificates already.
  return from.section !== undefined && sameGroupKind(from, GATEWAY) ? undefined : 'reference';
}

function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${refKey(problem.subject)} ${problem.path} ${reasonOf(problem.because)}`;
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  const keyed = [...distinct].map(([key, problem]) => ({ key, problem, rank: PROBLEM_RANKS.indexOf(problem.rank) }));
  return keyed.toSorted((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1)).map(({ problem }) => problem);
}

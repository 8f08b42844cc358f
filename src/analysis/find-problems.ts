import type { ComputedListener, Drift, Graph, GraphEdge } from '../graph/graph.ts';
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
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { outdated } from './judge.ts';
import { policyProblems } from './policy-problems.ts';
import { reasonOf } from './verdict.ts';
import type { Because, Verdict, JudgedWorld } from './verdict.ts';
import { ancestorVerdict, attachmentVerdict, listenerVerdict, ownStatusVerdict, parentVerdict } from './verdict-of.ts';

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
  policyKinds: readonly PolicyKind[],
  wants: (object: KubernetesObject) => boolean = () => true,
): readonly Problem[] {
  const { snapshot, graph } = world;
  const problems: Problem[] = [];
  const index = indexPolicies({ graph, snapshot, kinds: policyKinds });
  for (const type of [...SUBJECTS, ...policyKinds]) {
    for (const object of snapshot.list(type)) {
      if (!wants(object)) continue;
      const own = problemsOf(world, refOf(object));
      const said = new Set(own.map(({ because }) => factKey(because)));
      const edges = edgeProblems(graph, refOf(object)).filter(
        ({ because }) =>
          because.code !== 'reference' || because.edge.because === undefined || !said.has(factKey(because)),
      );
      problems.push(...own, ...edges);
    }
  }
  for (const kind of policyKinds) {
    for (const { policy, path, because } of policyProblems(index, kind)) {
      const lookup = snapshot.find(policy);
      if (lookup.state === 'found' && wants(lookup.object)) {
        problems.push({ rank: 'policy', subject: policy, path, because });
      }
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

/** What the rules found, of which one problem is enough; undefined where they found nothing. */
function factKey(because: Because): string | undefined {
  const fact = because.code === 'computed' ? because.condition.because : undefined;
  return JSON.stringify(because.code === 'reference' ? because.edge.because : fact);
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
      .flatMap((attachment) => [
        ...ofPart(ref, 'route', attachment.path, attachmentVerdict(world, attachment)),
        ...unreported(ref, attachment.path, attachment.drift),
      ]);
  }
  const parent = graph.parent(ref);
  if (parent !== undefined) {
    return [
      ...ofConditions(world, ref, 'gateway', parentVerdict(parent)),
      ...parent.listeners.flatMap((listener) => ofListener({ ...ref, section: listener.name }, listener)),
    ];
  }
  return [
    ...graph
      .ancestors(ref)
      .flatMap((ancestor) => [
        ...ofPart(ref, 'policy', '', ancestorVerdict(ancestor)),
        ...unreported(ref, '', ancestor.drift),
      ]),
    ...ofConditions(world, ref, 'policy', ownStatusVerdict(world, ref)),
  ];
}

/**
 * What is wrong with an object that reports on itself, by the condition: why it is refused, once, else what its controller calls
 * wrong of it and what is outdated. Our own sentence comes first where it says more than the controller's.
 */
function ofConditions(world: JudgedWorld, subject: ObjectRef, rank: ProblemRank, verdict: Verdict): readonly Problem[] {
  const refused = refusals(verdict);
  const own = refused.find((one) => one.code === 'computed' && one.condition.because?.code !== 'noValidListener');
  const because = own ?? refused.find(({ code }) => code === 'reported') ?? refused[0];
  if (because !== undefined) return [{ subject, path: typeOf(because), rank, because: told(world, subject, because) }];
  const missing = missingIn(verdict).map((one): Problem => {
    return { subject, path: typeOf(one), rank, because: told(world, subject, one) };
  });
  const old = outdated(verdict, TIMELY)[0];
  if (old === undefined) return missing;
  if (old.code !== 'stale') return [...missing, { subject, path: typeOf(old), rank, because: old }];
  const lookup = world.snapshot.find(subject);
  const generation = lookup.state === 'found' ? generationOf(lookup.object) : undefined;
  return [...missing, { subject, path: typeOf(old), rank: 'stale', because: { ...old, generation } }];
}

/** What a controller says of an object in a reference's place: which reference it is about, where that is known. */
function told({ graph }: JudgedWorld, subject: ObjectRef, because: Because): Because {
  if (because.code !== 'reported') return because;
  const { reason } = because.condition;
  const edge =
    reason === '' ? undefined : graph.outgoing(subject).find((one) => isBroken(one) && one.reason === reason);
  // Who else should have written there?
  return edge === undefined ? { ...because, controllerName: '' } : { code: 'reference', edge };
}

/** What a controller calls wrong of something that it does not refuse. What the rules find unresolved stands as a reference of its own. */
function missingIn({ because, computed }: Verdict): readonly Because[] {
  const isKnown = computed.ResolvedRefs?.status === 'False';
  return because.filter((one) => one.code === 'reported' && !(isKnown && one.condition.type === 'ResolvedRefs'));
}

/** A part of an object, by its field: why it is refused, else which word on it is outdated, and what its controller misses. */
function ofPart(subject: ObjectRef, rank: ProblemRank, path: string, verdict: Verdict): readonly Problem[] {
  const [first] = refusals(verdict);
  if (first !== undefined) return [{ rank, subject, path, because: first }];
  const stale = outdated(verdict, TIMELY).filter(({ code }) => code === 'stale');
  return [
    ...stale.map((because): Problem => ({ rank: 'stale', subject, path, because })),
    ...missingIn(verdict).map((because): Problem => {
      const isReference = because.code === 'reported' && because.condition.type === 'ResolvedRefs';
      return { rank: isReference ? 'reference' : rank, subject, path, because };
    }),
  ];
}

/** What the controller of a parent or ancestor has not reported. Where that waits for the parent, it is no problem of its own. */
function unreported(subject: ObjectRef, path: string, drift: readonly Drift[]): readonly Problem[] {
  return drift.flatMap(({ fact }): readonly Problem[] =>
    fact.code === 'notReported' && fact.controller !== ''
      ? [{ rank: 'stale', subject, path, because: { code: 'unreported', fact } }]
      : [],
  );
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

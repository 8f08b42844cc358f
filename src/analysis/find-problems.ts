import type { ComputedListener, Drift, GraphEdge } from '../graph/graph.ts';
import { isBroken } from '../graph/query/flow.ts';
import { generationOf } from '../gateway-api/gateway.ts';
import { GATEWAY_CLASS, X_MESH, isRouteKind } from '../gateway-api/kinds.ts';
import { BACKEND_RELATIONS } from '../gateway-api/relation.ts';
import type { Relation } from '../gateway-api/relation.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { backendTlsVerdict } from './backend-verdict.ts';
import { groupProblems } from './group-problems.ts';
import { outdated } from './judge.ts';
import { policyProblems } from './policy-problems.ts';
import type { Problem, ProblemRank, Symptom } from './problem.ts';
import { conditionOf } from './condition-of.ts';
import { STATUS_KINDS } from './status-kinds.ts';
import type { Because, Verdict, JudgedWorld } from './verdict.ts';
import { listenerVerdict, parentVerdict } from './parent-verdict.ts';
import { ancestorVerdict, attachmentVerdict } from './verdict-of.ts';
import { ownStatusVerdict } from './own-status-verdict.ts';

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
 * Everything that statuses and references show to be wrong now, each fault once and the worst first; what could not be read is no
 * problem. What waits for an object that was not asked about names its fault too.
 * @param policyKinds the kinds of policies.
 * @param wants which objects to look at.
 */
export function findProblems(
  world: JudgedWorld,
  policyKinds: readonly PolicyKind[],
  wants: (object: KubernetesObject) => boolean = () => true,
): readonly Problem[] {
  const { snapshot, graph } = world;
  const symptomsOf = (ref: ObjectRef): readonly Symptom[] => [
    ...ofAdmission(world, ref),
    ...ownSymptoms(world, ref),
    ...edgeSymptoms(world, ref),
  ];
  const symptoms: Symptom[] = [];
  for (const type of [...STATUS_KINDS, ...policyKinds]) {
    for (const object of snapshot.list(type)) if (wants(object)) symptoms.push(...symptomsOf(refOf(object)));
  }
  const index = indexPolicies({ graph, snapshot, kinds: policyKinds });
  for (const { policy, path, because } of policyKinds.flatMap((kind) => policyProblems(index, kind))) {
    if (wants(policy.object)) symptoms.push({ rank: 'policy', subject: policy.ref, path, because });
  }
  return groupProblems(graph, symptoms, symptomsOf);
}

/** What no API server would take stands first: nothing else can come true of it. */
function ofAdmission({ snapshot }: JudgedWorld, subject: ObjectRef): readonly Symptom[] {
  return snapshot.violations(subject).map((violation) => ({
    rank: 'invalid',
    subject,
    path: violation.path,
    because: { code: 'inadmissible', violation, more: 0 },
  }));
}

/** The references of an object, and of its listeners as theirs, that lead nowhere. */
function edgeSymptoms(world: JudgedWorld, object: ObjectRef): readonly Symptom[] {
  const { graph } = world;
  const hasListeners = graph.parent(object) !== undefined;
  return graph.edges(object).flatMap((edge): readonly Symptom[] => {
    const subject = hasListeners ? edge.from : object;
    const { path, note } = edge;
    if (note !== undefined && !isBroken(edge)) {
      return [{ rank: 'note', subject, path, because: { code: 'noted', note } }];
    }
    const rank = rankOfEdge(edge);
    if (rank === undefined) return [];
    const place = { rank: hasListeners && subject.section !== undefined ? 'listener' : rank, subject, path };
    if (isBroken(edge)) return [{ ...place, because: { code: 'reference', edge } }];
    const failing =
      rank === 'backend' ? backendTlsVerdict(world, edge).because.filter(({ code }) => code === 'tlsFails') : [];
    return failing.map((because) => ({ ...place, because }));
  });
}

function ownSymptoms(world: JudgedWorld, ref: ObjectRef): readonly Symptom[] {
  const { graph } = world;
  if (sameGroupKind(ref, GATEWAY_CLASS) || sameGroupKind(ref, X_MESH)) {
    return ofConditions(world, ref, 'class', ownStatusVerdict(world, ref));
  }
  if (isRouteKind(ref)) {
    return graph
      .attachments(ref)
      .filter(({ path }) => path !== '')
      .flatMap((attachment) => {
        const { path, drift } = attachment;
        const verdict = attachmentVerdict(world, attachment);
        // What passes nothing may be why nobody has reported.
        const waits = verdict.because.some(({ code }) => code === 'waits');
        return [...ofPart(ref, 'route', path, verdict), ...(waits ? [] : unreported(ref, path, drift))];
      });
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
function ofConditions(world: JudgedWorld, subject: ObjectRef, rank: ProblemRank, verdict: Verdict): readonly Symptom[] {
  const symptomOf = (one: Because): Symptom => {
    const because = inOwnWords(world, subject, one);
    return { subject, path: because.code === 'reference' ? because.edge.path : conditionOf(one), rank, because };
  };
  const refused = refusals(verdict);
  const own = refused.find((one) => one.code === 'computed' && one.condition.because?.code !== 'noValidListener');
  const because = own ?? refused.find(({ code }) => code === 'reported') ?? refused[0];
  if (because !== undefined) return [symptomOf(because)];
  const missing = missingIn(verdict).map(symptomOf);
  const old = outdated(verdict, TIMELY)[0];
  if (old === undefined) return missing;
  if (old.code !== 'stale') return [...missing, symptomOf(old)];
  const lookup = world.snapshot.find(subject);
  const generation = lookup.state === 'found' ? generationOf(lookup.object) : undefined;
  return [...missing, { ...symptomOf(old), rank: 'stale', because: { ...old, generation } }];
}

/** What a controller says of an object because of a reference that it holds, as the reference says it. */
function inOwnWords({ graph }: JudgedWorld, subject: ObjectRef, because: Because): Because {
  if (because.code !== 'reported') return because;
  const { reason } = because.condition;
  const edge =
    reason === '' ? undefined : graph.outgoing(subject).find((one) => isBroken(one) && one.reason === reason);
  // Who else should have written there?
  return edge === undefined ? { ...because, controllerName: '' } : { code: 'reference', edge };
}

/**
 * What a controller calls wrong of something that it does not refuse. What the rules find unresolved stands as a reference of its
 * own, and so do the listeners.
 */
function missingIn({ because, computed }: Verdict): readonly Because[] {
  const isKnown = computed.ResolvedRefs?.status === 'False';
  return because.filter((one) => one.code === 'reported' && !(isKnown && one.condition.type === 'ResolvedRefs'));
}

/** What the controller of a parent or ancestor has not reported. Where that waits for the parent, it is no problem of its own. */
function unreported(subject: ObjectRef, path: string, drift: readonly Drift[]): readonly Symptom[] {
  return drift.flatMap(({ fact }): readonly Symptom[] =>
    fact.code === 'notReported' && fact.controller !== ''
      ? [{ rank: 'stale', subject, path, because: { code: 'unreported', fact } }]
      : [],
  );
}

/** A part of an object, by its field: why it is refused, else which word on it is outdated, and what its controller misses. */
function ofPart(subject: ObjectRef, rank: ProblemRank, path: string, verdict: Verdict): readonly Symptom[] {
  const [first] = refusals(verdict);
  if (first !== undefined) return [{ rank, subject, path, because: first }];
  const stale = outdated(verdict, TIMELY).filter(({ code }) => code === 'stale');
  const waiting = verdict.because.filter(({ code }) => code === 'waits');
  return [
    ...waiting.map((because): Symptom => ({ rank, subject, path, because })),
    ...stale.map((because): Symptom => ({ rank: 'stale', subject, path, because })),
    ...verdict.because
      .filter(({ code }) => code === 'noted')
      .map((because): Symptom => ({ rank: 'note', subject, path, because })),
    ...missingIn(verdict).map((because): Symptom => {
      const isReference = because.code === 'reported' && because.condition.type === 'ResolvedRefs';
      return { rank: isReference ? 'reference' : rank, subject, path, because };
    }),
  ];
}

/** Of a listener also what its references come to: they have no problem of their own. */
function ofListener(subject: ObjectRef, listener: ComputedListener): readonly Symptom[] {
  const { path } = listener;
  const verdict = listenerVerdict(listener);
  const [unresolved] = failedReferences(verdict);
  const references: readonly Symptom[] =
    unresolved?.code === 'computed' ? [{ rank: 'listener', subject, path, because: unresolved }] : [];
  const [refused] = refusals(verdict);
  if (refused !== undefined) return [{ rank: 'listener', subject, path, because: refused }, ...references];
  return references.length > 0 ? references : ofPart(subject, 'listener', path, verdict);
}

/** Why something is refused, without what its references come to. */
function refusals({ state, because }: Verdict): readonly Because[] {
  return state === 'broken' ? because.filter((one) => isFailure(one) && conditionOf(one) !== 'ResolvedRefs') : [];
}

function failedReferences({ because }: Verdict): readonly Because[] {
  return because.filter((one) => isFailure(one) && conditionOf(one) === 'ResolvedRefs');
}

function isFailure(because: Because): boolean {
  return because.code === 'reported' || (because.code === 'computed' && because.condition.status !== 'Unknown');
}

function rankOfEdge({ relation }: GraphEdge): ProblemRank | undefined {
  if (TO_BACKENDS.has(relation)) return 'backend';
  if (relation === 'class') return 'gateway';
  return OTHER_RELATIONS.has(relation) ? 'reference' : undefined;
}

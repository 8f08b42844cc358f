import { readTargetClaims } from '../../gateway-api/policy-claims.ts';
import type {
  AnnotationClaim,
  FilterClaim,
  LabelClaim,
  NameClaim,
  TargetClaim,
  TargetingKind,
} from '../../gateway-api/policy-claims.ts';
import {
  GATEWAY_API,
  HTTP_ROUTE,
  SPECIFICATION_POLICY_KINDS,
  X_MESH,
  X_TELEMETRY_POLICY,
  isListenerSetKind,
} from '../../gateway-api/kinds.ts';
import { readExtensionRefs } from '../../gateway-api/route.ts';
import { addTo } from '../../model/add-to.ts';
import type { Fact } from '../../model/fact.ts';
import { matchLabelSelector } from '../../model/label-selector.ts';
import { annotationsOf, labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { selectNamespaces } from '../attach/namespace-selection.ts';
import { rememberOnce } from '../remember.ts';
import { ruleSection } from '../../gateway-api/section.ts';
import { isImpossible, targetsLocally } from './policies-near.ts';
import { isNamed, judgeTarget, nothingSelected, refusedTarget, resolveNamed } from './policy-target.ts';
import type { Nothing, ResolvedTarget } from './policy-target.ts';
import { groupFault } from './right-group.ts';

/** The targets of a policy and what is wrong with the way in which they are written. */
export interface TargetReading {
  readonly targets: readonly ResolvedTarget[];
  readonly problems: readonly Fact[];
  /** What it acts on in place of targets, where that is no fault: by labels of Pods, on its namespace. */
  readonly elsewhere?: Fact | undefined;
}

/**
 * The targets of a policy of the specification, whose kinds attach by targetRefs alone.
 */
export function namedTargets(snapshot: Snapshot, policy: KubernetesObject): readonly ResolvedTarget[] {
  const kind = SPECIFICATION_POLICY_KINDS.find((one) => sameGroupKind(one, groupKindOf(policy)));
  return kind === undefined ? [] : targetsOf(snapshot, policy, kind).targets.filter(isNamed);
}

/**
 * What a policy attaches to: by name, by label, and for kinds that say so by an annotation or a filter of the target
 * (semantics.md 5.2). What cannot be looked up is unknown, never missing. Looked at is no more than what the policy may
 * mean: by name, of its namespace, of the namespaces that it selects.
 */
export function targetsOf(snapshot: Snapshot, policy: KubernetesObject, kind: TargetingKind): TargetReading {
  const { claims, problems, elsewhere } = readTargetClaims(policy, kind);
  const ref = refOf(policy);
  const targets = claims.flatMap((claim) =>
    isImpossible(kind, claim) ? [beyondKind(snapshot, ref, kind, claim)] : resolveClaim(snapshot, ref, kind, claim),
  );
  const [filter] = claims;
  if (claims.length > 1 || filter?.by !== 'filter') return { targets, problems, elsewhere };
  // A filter that names the policy is all that it needs.
  if (targets.length > 0) return { targets, problems: [] };
  const because: Fact = { code: 'noTargetNorFilter' };
  const { types } = filter;
  const nothing = findNothing(snapshot, types, ref.namespace === undefined ? undefined : [ref.namespace], because);
  if (nothing.state === 'missing') return { targets, problems: elsewhere === undefined ? [because] : [], elsewhere };
  return {
    targets: [nothingSelected(ref, { path: 'extensionRef', ref: types[0] ?? HTTP_ROUTE }, nothing)],
    problems: [],
  };
}

/** A target of a kind that the schema or the catalogue does not name: the API server or the controller refuses it. */
function beyondKind(
  snapshot: Snapshot,
  policy: ObjectRef,
  kind: TargetingKind,
  claim: NameClaim | LabelClaim,
): ResolvedTarget {
  const type = claim.by === 'name' ? claim.ref : claim.type;
  const ref =
    claim.by === 'name' ? claim.ref : { ...type, section: claim.section, namespace: policy.namespace, name: '' };
  const fault = groupFault(snapshot, claim.by === 'name' ? ref : type);
  if (fault === undefined && isLeftOpen(kind, type)) {
    const because: Fact = { code: 'foreignTarget', policy: policy.kind, kind: type.kind };
    return { path: claim.path, ref, node: undefined, state: 'unknown', reason: '', because };
  }
  const kinds = [...new Set((kind.targets ?? []).map((target) => target.kind))];
  const because: Fact = fault ?? { code: 'untargetedKind', policy: policy.kind, kind: type.kind, kinds };
  return refusedTarget({ path: claim.path, ref }, because);
}

/**
 * The specification leaves it to controllers whether its policies apply to other kinds than it names (semantics.md 5.10): but
 * what has a listener, a parent or a policy is no backend.
 */
function isLeftOpen(kind: TargetingKind, type: GroupKind): boolean {
  const isOwn = SPECIFICATION_POLICY_KINDS.some((own) => sameGroupKind(own, kind));
  if (!isOwn) return false;
  if (sameGroupKind(kind, X_TELEMETRY_POLICY)) return true;
  return type.group !== GATEWAY_API && !isListenerSetKind(type) && !sameGroupKind(type, X_MESH);
}

/** A target by name: a kind whose targets are local finds none in other namespaces, and no ReferenceGrant would help. */
function resolveName(snapshot: Snapshot, policy: ObjectRef, kind: TargetingKind, claim: NameClaim): ResolvedTarget {
  const { path, ref } = claim;
  const { namespace } = ref;
  const target =
    targetsLocally(kind) && namespace !== undefined && namespace !== policy.namespace
      ? refusedTarget(claim, { code: 'targetsAreLocal', policy: policy.kind, namespace })
      : resolveNamed(snapshot, policy, { path, ref });
  const isNoted = claim.writesCore === true && kind.entry?.takesCore !== true;
  return isNoted ? { ...target, note: { code: 'coreIsWritten' } } : target;
}

function resolveClaim(
  snapshot: Snapshot,
  policy: ObjectRef,
  kind: TargetingKind,
  claim: TargetClaim,
): readonly ResolvedTarget[] {
  switch (claim.by) {
    case 'name':
      return [resolveName(snapshot, policy, kind, claim)];
    case 'labels':
      return resolveLabels(snapshot, policy, claim);
    case 'annotation':
      return resolveAnnotation(snapshot, policy, claim);
    case 'filter':
      return resolveFilters(snapshot, policy, claim);
  }
}

/** What selects labels of all namespaces, of the policy's own, or of those that it selects too (Envoy Gateway). */
function resolveLabels(snapshot: Snapshot, policy: ObjectRef, claim: LabelClaim): readonly ResolvedTarget[] {
  const { path, type, section, selector } = claim;
  const written = { path, ref: { ...type, section } };
  if (selector === undefined) {
    return [nothingSelected(policy, written, { state: 'unknown', because: { code: 'invalidTargetSelector', path } })];
  }
  const places = placesOf(snapshot, policy, claim);
  const candidates = places.namespaces?.flatMap((place) => snapshot.listIn(type, place)) ?? snapshot.list(type);
  const targets = candidates
    .filter((object) => matchLabelSelector(selector, labelsOf(object)))
    .map((object) => judgeTarget(snapshot, policy, { path, ref: { ...refOf(object), section } }, object));
  if (targets.length > 0) return targets;
  const { namespaces, because } = places;
  if (because !== undefined) return [nothingSelected(policy, written, { state: 'unknown', because })];
  const nothing: Fact = { code: 'nothingMatches', kind: type.kind };
  return [nothingSelected(policy, written, findNothing(snapshot, [type], namespaces, nothing))];
}

/** Where a policy looks for what it selects. */
interface Places {
  /** Undefined: everywhere. */
  readonly namespaces: readonly string[] | undefined;
  /** Why there may be more of them. */
  readonly because?: Fact | undefined;
}

/** The namespaces in which a policy selects by label. */
function placesOf(snapshot: Snapshot, policy: ObjectRef, { from, namespaces }: LabelClaim): Places {
  if (from === 'Selector') {
    const { names, because } = selectNamespaces(snapshot, namespaces);
    return { namespaces: names, because };
  }
  return { namespaces: from === 'All' || policy.namespace === undefined ? undefined : [policy.namespace] };
}

/** Whether a policy selects an object by its labels. */
export function selects(snapshot: Snapshot, policy: ObjectRef, claim: LabelClaim, object: KubernetesObject): boolean {
  if (claim.selector === undefined || !matchLabelSelector(claim.selector, labelsOf(object))) return false;
  const { namespaces } = placesOf(snapshot, policy, claim);
  return namespaces === undefined || namespaces.includes(namespaceOf(object) ?? '');
}

function resolveAnnotation(
  snapshot: Snapshot,
  policy: ObjectRef,
  { path, annotation, types }: AnnotationClaim,
): readonly ResolvedTarget[] {
  const { namespace = '', name } = policy;
  const targets = types.flatMap((type) =>
    (annotated(snapshot, { annotation, type, namespace }).get(name) ?? []).map((ref) => fine(path, ref)),
  );
  if (targets.length > 0) return targets;
  const [type] = types;
  if (type === undefined) return [];
  const because: Fact = { code: 'nothingAnnotated', kinds: types.map(({ kind }) => kind), annotation, value: name };
  return [nothingSelected(policy, { path, ref: type }, findNothing(snapshot, types, [namespace], because))];
}

function resolveFilters(snapshot: Snapshot, policy: ObjectRef, { types }: FilterClaim): readonly ResolvedTarget[] {
  const key = refKey(policy);
  return types.flatMap((type) => filtering(snapshot, type, policy.namespace ?? '').get(key) ?? []);
}

/** A target that names the policy itself is there, in the policy's namespace. */
function fine(path: string, ref: ObjectRef): ResolvedTarget {
  return { path, ref, node: ref, state: 'resolved', reason: '' };
}

/** Whether nothing is there, or nothing of what could be read. */
function findNothing(
  snapshot: Snapshot,
  types: readonly GroupKind[],
  namespaces: readonly string[] | undefined,
  because: Fact,
): Nothing {
  const gap = types.find(
    (type) => !(namespaces?.every((place) => snapshot.isComplete(type, place)) ?? snapshot.isComplete(type)),
  );
  const isHeld = types.every(
    (type) => namespaces?.every((place) => snapshot.holdsAll(type, place)) ?? snapshot.holdsAll(type),
  );
  if (isHeld) return { state: 'missing', because };
  if (gap === undefined) return { state: 'unknown', because: { code: 'noneAmongFiles', because } };
  return { state: 'unknown', because: { code: 'objectsNotRead', kind: gap.kind } };
}

type ByName = ReadonlyMap<string, readonly ObjectRef[]>;

const annotations = rememberOnce(() => new Map<string, ByName>());

/** The objects of a namespace that bear an annotation, by its value. */
function annotated(
  snapshot: Snapshot,
  {
    annotation,
    type,
    namespace,
  }: { readonly annotation: string; readonly type: GroupKind; readonly namespace: string },
): ByName {
  const known = annotations(snapshot);
  const key = `${annotation} ${groupKindKey(type)} ${namespace}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = new Map<string, ObjectRef[]>();
  for (const object of snapshot.listIn(type, namespace)) {
    const value = annotationsOf(object).get(annotation);
    if (value !== undefined) addTo(found, value, refOf(object));
  }
  known.set(key, found);
  return found;
}

const filters = rememberOnce(() => new Map<string, ReadonlyMap<string, readonly ResolvedTarget[]>>());

/** The rules of a namespace's routes by what their filters name. */
function filtering(
  snapshot: Snapshot,
  type: GroupKind,
  namespace: string,
): ReadonlyMap<string, readonly ResolvedTarget[]> {
  const known = filters(snapshot);
  const key = `${groupKindKey(type)} ${namespace}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = new Map<string, ResolvedTarget[]>();
  for (const route of snapshot.listIn(type, namespace)) {
    for (const { ref, path, ruleIndex, isOfRule } of readExtensionRefs(route)) {
      if (isOfRule) addTo(found, refKey(ref), fine(path, { ...refOf(route), section: ruleSection(ruleIndex) }));
    }
  }
  known.set(key, found);
  return found;
}

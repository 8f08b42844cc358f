import { GATEWAY_API, GATEWAY_API_X, NAMESPACE } from '../../gateway-api/kinds.ts';
import { findSection } from '../../gateway-api/section.ts';
import type { Fact, Note } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { leadsOutside } from '../../model/leads-outside.ts';
import { nearestName } from '../../model/near-name.ts';
import { holderBeside } from '../attach/holder-beside.ts';
import { findGrant } from './reference-grants.ts';
import { failed, notPermitted, resolveReference, resolved, unresolvable } from './reference.ts';
import type { Resolution } from './reference.ts';

/** `sectionMissing`: the object is there, the listener, rule or port is not. */
export type TargetState = 'resolved' | 'missing' | 'sectionMissing' | 'notPermitted' | 'unknown';

/** One target of a policy and its outcome. */
export interface ResolvedTarget {
  /** Where the target is written: `spec.targetRefs[0]`, `spec.targetSelectors[1]`, the annotation or the filter of the target. */
  readonly path: string;
  /** The target as written, `section` as `sectionName`; without a name where nothing is selected. */
  readonly ref: ObjectRef;
  /**
   * The node of the graph that it attaches to: a listener by its name, a rule as `rules[0]`, a Service port by its number.
   * Undefined where it does not attach.
   */
  readonly node: ObjectRef | undefined;
  readonly state: TargetState;
  /** The API's reason where it does not attach, else empty. */
  readonly reason: string;
  /** Why it does not attach, or why that is unknown. */
  readonly because?: Fact | undefined;
  /** The ReferenceGrant that allows it, where one is needed and there. */
  readonly grant?: ObjectRef | undefined;
  /** What should be written otherwise, whether or not it attaches. */
  readonly note?: Note | undefined;
  /** The object that is there, with or without the section. */
  readonly object?: KubernetesObject | undefined;
}

/** What became of the reference, for which a section that is missing is just missing. */
export function resolutionOf({ state, reason, because, note, grant, object }: ResolvedTarget): Resolution {
  return { state: state === 'sectionMissing' ? 'missing' : state, reason, because, note, grant, object };
}

/** A target as it is written. */
type Written = Pick<ResolvedTarget, 'path' | 'ref'>;

const NOT_FOUND = 'TargetNotFound';

/** Resolves a target by name: the grant of the other namespace first, then the object, then its section (semantics.md 5.2). */
export function resolveNamed(snapshot: Snapshot, policy: ObjectRef, written: Written): ResolvedTarget {
  const { ref } = written;
  // The namespace that the policy lives in is there, whether or not it was read.
  if (isNamespace(ref) && policy.namespace !== undefined) return judgeTarget(snapshot, policy, written, undefined);
  const lookup = snapshot.find(ref);
  if (lookup.state === 'found') return judgeTarget(snapshot, policy, written, lookup.object);
  const resolution = resolveReference(snapshot, needsLeave(policy, ref) ? policy : undefined, ref, NOT_FOUND);
  const isCertain = resolution.because?.code === 'wrongGroup' || isServed(snapshot, ref);
  if (resolution.state !== 'missing' || isCertain) return attach(written, resolution);
  return attach(written, unresolvable({ code: 'foreignObject', ref }));
}

/**
 * What becomes of a target that is there: whether the policy may refer to it, and whether it has the section.
 * @param object undefined only where the target is a Namespace.
 */
export function judgeTarget(
  snapshot: Snapshot,
  policy: ObjectRef,
  written: Written,
  object: KubernetesObject | undefined,
): ResolvedTarget {
  const { ref } = written;
  const { section } = ref;
  if (isNamespace(ref) && policy.namespace !== undefined && ref.name !== policy.namespace) {
    const because: Fact = { code: 'namespaceNotTargeted', own: policy.namespace, namespace: ref.name };
    return attach(written, failed('notPermitted', 'RefNotPermitted', because));
  }
  const granted = needsLeave(policy, ref) ? findGrant(snapshot, policy, ref) : undefined;
  if (granted?.state === 'denied') return attach(written, notPermitted(snapshot, policy, ref));
  const doubt = granted?.state === 'unknown' ? granted.because : undefined;
  // What the object itself lacks, which stands among the files, no grant gives.
  if (doubt !== undefined && !leadsOutside(doubt)) return attach(written, unresolvable(doubt));
  const grant = granted?.state === 'granted' ? granted.grant : undefined;
  const resolution = doubt === undefined ? resolved(object, grant) : unresolvable(doubt);
  if (section === undefined || object === undefined) return attach(written, resolution);
  const found = findSection(object, section);
  if (found.state === 'found') return attach(written, resolution, { ...ref, section: found.section });
  if (found.state === 'unknown') {
    return attach(written, unresolvable({ code: 'foreignSections', kind: ref.kind }, grant));
  }
  const because: Fact = {
    code: 'sectionMissing',
    ref,
    what: found.what,
    section,
    near: nearestName(section, found.known),
    known: someOf(found.known),
    get holder() {
      return found.what === 'listener' ? holderBeside(snapshot, object, section) : undefined;
    },
  };
  return { ...attach(written, failed('missing', NOT_FOUND, because, { grant, object })), state: 'sectionMissing' };
}

/** A target that the kind of the policy cannot have: it attaches to nothing there. */
export function refusedTarget({ path, ref }: Written, because: Fact): ResolvedTarget {
  return attach({ path, ref }, failed('notPermitted', 'Invalid', because));
}

/** Whether a target is an object with a name, not a selection that found nothing. */
export function isNamed({ ref }: ResolvedTarget): boolean {
  return ref.name !== '';
}

/** Why a selection found nothing, or nothing of what could be read. */
export interface Nothing {
  readonly state: 'missing' | 'unknown';
  readonly because: Fact;
}

/** A selection that found nothing. */
export function nothingSelected(
  policy: ObjectRef,
  { path, ref }: { readonly path: string; readonly ref: Omit<ObjectRef, 'name' | 'namespace'> },
  { state, because }: Nothing,
): ResolvedTarget {
  const reason = state === 'missing' ? NOT_FOUND : '';
  return { path, ref: { ...ref, namespace: policy.namespace, name: '' }, node: undefined, state, reason, because };
}

function attach(
  { path, ref }: Written,
  { state, reason, because, grant, object }: Resolution,
  node: ObjectRef = ref,
): ResolvedTarget {
  const attaches = state === 'resolved' || state === 'unknown';
  return { path, ref, node: attaches ? node : undefined, state, reason, because, grant, object };
}

/** Other namespaces are reached only with their leave (GEP-713: a handshake such as a ReferenceGrant). */
function needsLeave(policy: ObjectRef, ref: ObjectRef): boolean {
  return policy.namespace !== undefined && ref.namespace !== undefined && ref.namespace !== policy.namespace;
}

/** A kind that the API server does not know may be one that exists for its controller only (semantics.md 5.2). */
function isServed(snapshot: Snapshot, ref: ObjectRef): boolean {
  if (ref.group === '' || ref.group === GATEWAY_API || ref.group === GATEWAY_API_X) return true;
  return snapshot.serves(ref);
}

function isNamespace(ref: ObjectRef): boolean {
  return sameGroupKind(ref, NAMESPACE);
}

import { readPolicyTargets } from '../../gateway-api/policy.ts';
import type { PolicyTarget } from '../../gateway-api/policy.ts';
import { findSection } from '../../gateway-api/section.ts';
import { GATEWAY_API, GATEWAY_API_X, NAMESPACE } from '../../gateway-api/kinds.ts';
import { labelsOf, namespaceOf } from '../../model/object.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { collectSelections } from '../collect-references.ts';
import { missingObject } from './missing-object.ts';
import { nearestName } from '../near-name.ts';
import { failed, resolveReference, resolved, unresolvable } from './reference.ts';
import type { Resolution } from './reference.ts';

/** A target of a policy with what became of it. */
export interface ResolvedTarget extends PolicyTarget {
  /** The node that it means: the section by the graph's name for it (`rules[0]`, a port's number). */
  readonly node: ObjectRef;
  readonly resolution: Resolution;
}

const REASON = 'TargetNotFound';

/** The objects that a policy selects by their labels: `targetSelectors` (semantics.md 5.2, an extension of Envoy Gateway). */
export function selectTargets(snapshot: Snapshot, policy: KubernetesObject): readonly ResolvedTarget[] {
  return collectSelections(policy).flatMap(({ type, namespace, matches }, index) => {
    const candidates = namespace === undefined ? snapshot.list(type) : snapshot.listIn(type, namespace);
    return candidates
      .filter((object) => matches(labelsOf(object)))
      .map((object) => {
        const ref = refOf(object);
        return { ref, node: ref, path: `spec.targetSelectors[${index}]`, resolution: resolved(object) };
      });
  });
}

/** The targets of a policy by name (semantics.md 5.2). */
export function resolveTargets(snapshot: Snapshot, policy: KubernetesObject): readonly ResolvedTarget[] {
  return readPolicyTargets(policy)
    .filter(({ ref }) => ref.name !== '')
    .map((target) => withTargetResolution(snapshot, policy, target));
}

function withTargetResolution(snapshot: Snapshot, policy: KubernetesObject, target: PolicyTarget): ResolvedTarget {
  return { ...target, ...resolveTarget(snapshot, policy, target.ref) };
}

function resolveTarget(
  snapshot: Snapshot,
  policy: KubernetesObject,
  ref: ObjectRef,
): Pick<ResolvedTarget, 'node' | 'resolution'> {
  const { section, ...object } = ref;
  // The namespace that the policy lives in is there, whether or not it was read.
  if (sameGroupKind(ref, NAMESPACE) && ref.name === namespaceOf(policy)) {
    return { node: object, resolution: resolved(undefined) };
  }
  const own = namespaceOf(policy);
  if (own !== undefined && ref.namespace !== undefined && ref.namespace !== own) {
    const resolution = resolveReference(snapshot, refOf(policy), object, REASON);
    if (resolution.state !== 'resolved') return { node: ref, resolution };
  }
  const lookup = snapshot.find(object);
  if (lookup.state === 'unknown') return { node: ref, resolution: unresolvable(lookup.because) };
  if (lookup.state === 'missing') return { node: ref, resolution: saysNoTarget(snapshot, object) };
  if (section === undefined) return { node: object, resolution: resolved(lookup.object) };
  const found = findSection(lookup.object, section);
  if (found.state === 'found')
    return { node: { ...object, section: found.section }, resolution: resolved(lookup.object) };
  if (found.state === 'unknown') {
    return { node: ref, resolution: unresolvable({ code: 'foreignSections', kind: ref.kind }) };
  }
  const because: Fact = {
    code: 'sectionMissing',
    ref: object,
    what: found.what,
    section,
    near: nearestName(section, found.known),
    known: someOf(found.known),
  };
  return { node: ref, resolution: failed('missing', REASON, because, { object: lookup.object }) };
}

/** A kind that the API server does not know may be one that exists for its controller only (semantics.md 5.2). */
function saysNoTarget(snapshot: Snapshot, ref: ObjectRef): Resolution {
  const isKnown = ref.group === '' || ref.group === GATEWAY_API || ref.group === GATEWAY_API_X;
  if (isKnown || snapshot.list(ref).length > 0) return failed('missing', REASON, missingObject(snapshot, ref));
  return unresolvable({ code: 'foreignObject', ref });
}

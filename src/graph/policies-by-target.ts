import type { LabelClaim, NameClaim, TargetClaim } from '../gateway-api/policy-claims.ts';
import { isRouteKind } from '../gateway-api/kinds.ts';
import { readExtensionRefs } from '../gateway-api/route.ts';
import { addTo } from '../model/add-to.ts';
import { annotationsOf, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, refOf, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { judgeTarget } from './resolve/policy-target.ts';
import { selects } from './resolve/policy-targets.ts';

/** A policy with one way by which it attaches. */
interface Claimed<Claim> {
  readonly policy: ObjectRef;
  readonly claim: Claim;
}

/**
 * The policies that attach to an object, asked from the side of the object: what policies say is kept, neither they nor
 * their targets. It gives the same answer as the policies' own targets (`targetsOf`), by the same rules.
 */
export class PoliciesByTarget {
  readonly #named = new Map<string, Claimed<NameClaim>[]>();
  /** By the kind that is selected: few policies select by label. */
  readonly #selecting = new Map<string, Claimed<LabelClaim>[]>();
  /** The policies that an annotation may name, by its key and the kind that bears it; each by `namespace/name`. */
  readonly #annotations = new Map<string, Map<string, Map<string, ObjectRef>>>();
  /** The policies that a filter may name, with the kinds of routes. */
  readonly #filters = new Map<string, Claimed<ReadonlySet<string>>>();

  /** Adds what a policy says. */
  add(policy: ObjectRef, claims: readonly TargetClaim[]): void {
    for (const claim of claims) {
      switch (claim.by) {
        case 'name':
          addTo(this.#named, refKey(wholeOf(claim.ref)), { policy, claim });
          break;
        case 'labels':
          addTo(this.#selecting, groupKindKey(claim.type), { policy, claim });
          break;
        case 'annotation':
          for (const type of claim.types) this.#addAnnotation(groupKindKey(type), claim.annotation, policy);
          break;
        case 'filter':
          this.#filters.set(refKey(policy), { policy, claim: new Set(claim.types.map(groupKindKey)) });
          break;
      }
    }
  }

  #addAnnotation(type: string, annotation: string, policy: ObjectRef): void {
    const ofType = this.#annotations.get(type) ?? new Map<string, Map<string, ObjectRef>>();
    const policies = ofType.get(annotation) ?? new Map<string, ObjectRef>();
    this.#annotations.set(type, ofType);
    ofType.set(annotation, policies);
    policies.set(`${policy.namespace ?? ''}/${policy.name}`, policy);
  }

  /**
   * The policies that attach to an object or to a section of it; one may come twice.
   * @param snapshot holds the ReferenceGrants and the Namespaces, as far as claims reach over namespaces.
   */
  on(snapshot: Snapshot, object: KubernetesObject): readonly ObjectRef[] {
    const ref = refOf(object);
    const type = groupKindKey(ref);
    const policies: ObjectRef[] = [];
    for (const { policy, claim } of this.#named.get(refKey(ref)) ?? []) {
      if (judgeTarget(snapshot, policy, claim, object).node !== undefined) policies.push(policy);
    }
    for (const { policy, claim } of this.#selecting.get(type) ?? []) {
      if (!selects(snapshot, policy, claim, object)) continue;
      const written = { path: claim.path, ref: { ...ref, section: claim.section } };
      if (judgeTarget(snapshot, policy, written, object).node !== undefined) policies.push(policy);
    }
    for (const [annotation, named] of this.#annotations.get(type) ?? []) {
      const value = annotationsOf(object).get(annotation);
      const policy = value === undefined ? undefined : named.get(`${namespaceOf(object) ?? ''}/${value}`);
      if (policy !== undefined) policies.push(policy);
    }
    for (const extension of this.#filters.size > 0 && isRouteKind(ref) ? readExtensionRefs(object) : []) {
      const named = extension.isOfRule ? this.#filters.get(refKey(extension.ref)) : undefined;
      if (named?.claim.has(type) === true) policies.push(named.policy);
    }
    return policies;
  }
}

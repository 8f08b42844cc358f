import type { WrittenReference } from '../../gateway-api/object-reference.ts';
import type { Fact, Note } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { leadsOutside } from '../../model/leads-outside.ts';
import type { Lookup, Snapshot } from '../../model/snapshot.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { EdgeState } from '../graph.ts';
import { isFalse, isTrue, notEvaluated } from '../condition.ts';
import { missingObject } from './missing-object.ts';
import { nearGrant } from './near-grant.ts';
import { findGrant } from './reference-grants.ts';
import type { Referrer } from './reference-grants.ts';
import { groupFault } from './right-group.ts';

/** What became of a reference. */
export interface Resolution {
  readonly state: EdgeState;
  /** The API's reason where it is not resolved, else empty. */
  readonly reason: string;
  /** Why it is not resolved, or not known to be. */
  readonly because?: Fact | undefined;
  /** Further reasons that hold of the same reference. */
  readonly otherReasons?: readonly string[] | undefined;
  /** What the specification left to the controller. */
  readonly choice?: Fact | undefined;
  /** What is worth knowing of it where it is resolved, or what should be written otherwise. */
  readonly note?: Note | undefined;
  readonly grant?: ObjectRef | undefined;
  readonly object?: KubernetesObject | undefined;
}

/** A reference with its outcome. */
export interface ResolvedReference extends WrittenReference {
  readonly resolution: Resolution;
}

/** Joins a reference and its outcome. */
export function withResolution(reference: WrittenReference, resolution: Resolution): ResolvedReference {
  return { ref: reference.ref, path: reference.path, resolution: withSpelling(resolution, reference.writesCore) };
}

/** The outcome of a reference that writes `core` for the core group: only some controllers read it so. */
export function withSpelling<Outcome extends Resolution>(outcome: Outcome, writesCore = false): Outcome {
  return writesCore ? { ...outcome, note: { code: 'coreIsWritten' } } : outcome;
}

/** A reference that is fine. */
export function resolved(object: KubernetesObject | undefined, grant?: ObjectRef): Resolution {
  return { state: 'resolved', reason: '', object, grant };
}

/** A reference that cannot be judged. */
export function unresolvable(because: Fact, grant?: ObjectRef): Resolution {
  return { state: 'unknown', reason: '', because, grant };
}

/** A reference that fails. */
export function failed(
  state: 'missing' | 'notPermitted',
  reason: string,
  because: Fact,
  more: Pick<Resolution, 'otherReasons' | 'choice' | 'grant' | 'object'> = {},
): Resolution {
  return { state, reason, because, ...more };
}

/**
 * Resolves a reference by grant, then by existence: the grant comes first, so that nobody learns through an error
 * whether a foreign object exists (semantics.md 2.9).
 * @param from the holder, or undefined where no grant is ever needed.
 * @param notFound the reason of the API for an object that is not there.
 */
export function resolveReference(
  snapshot: Snapshot,
  from: Referrer | undefined,
  to: ObjectRef,
  notFound: string,
): Resolution {
  const right = groupFault(snapshot, to);
  if (right !== undefined) return failed('missing', notFound, right);
  const lookup = snapshot.find(to);
  const granted = from === undefined ? undefined : findGrant(snapshot, from, to);
  if (from !== undefined && granted?.state === 'denied') {
    return notPermitted(snapshot, from, to, lookup.state === 'missing' ? [notFound] : undefined);
  }
  const grant = granted?.state === 'granted' ? granted.grant : undefined;
  if (lookup.state === 'missing') {
    const otherReasons = granted?.state === 'unknown' ? ['RefNotPermitted'] : undefined;
    return failed('missing', notFound, missingObject(snapshot, to), { grant, otherReasons });
  }
  if (granted?.state === 'unknown') return beforeGrant(granted.because, lookup);
  if (lookup.state === 'unknown') return unresolvable(lookup.because, grant);
  return resolved(lookup.object, grant);
}

/**
 * A reference whose grant could not be looked up. Whose grant is only not among the files may be held against its object, which
 * its author has before him: what that lacks no grant gives.
 */
function beforeGrant(because: Fact, lookup: Lookup): Resolution {
  const unknown = unresolvable(because);
  return leadsOutside(because) && lookup.state === 'found' ? { ...unknown, object: lookup.object } : unknown;
}

/** What becomes of a reference into another namespace without a grant. */
export function notPermitted(
  snapshot: Snapshot,
  from: Referrer,
  to: ObjectRef,
  otherReasons?: readonly string[],
): Resolution {
  const because: Fact = {
    code: 'refNotPermitted',
    from,
    to,
    // Looked for when it is said: most questions ask only whether a reference resolves.
    get near() {
      return nearGrant(snapshot, from, to);
    },
  };
  return failed('notPermitted', 'RefNotPermitted', because, { otherReasons });
}

/** The condition that one reference alone would give. */
export function conditionOf({ state, reason, because, otherReasons, choice, note }: Resolution): ComputedCondition {
  if (state === 'resolved')
    return isTrue('ResolvedRefs', choice ?? (note?.code === 'coreIsWritten' ? note : undefined));
  if (state === 'unknown') return notEvaluated(because);
  return isFalse(reason, because, { otherReasons, choice });
}

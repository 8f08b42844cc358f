import type { ComputedCondition } from '../../model/computed-condition.ts';
import { findCondition, isDefaulted, isStale } from '../../model/conditions.ts';
import type { Condition } from '../../model/conditions.ts';
import type { Fact } from '../../model/fact.ts';
import { readString } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Drift, Reported } from '../graph.ts';

/** Reasons that the rules decide: only of these can a report be called a contradiction. */
const DECIDED_REASONS = new Set([
  'Accepted',
  'ResolvedRefs',
  'NoMatchingParent',
  'NotAllowedByListeners',
  'NoMatchingListenerHostname',
  'RefNotPermitted',
  'InvalidKind',
  'BackendNotFound',
  'NotAllowed',
  'NoConflicts',
  'HostnameConflict',
  'InvalidRouteKinds',
  'TargetNotFound',
  'ListenersNotValid',
]);

/** Conditions with whether each is about an older generation (semantics.md 6.2). */
export function reportConditions(
  controllerName: string,
  conditions: readonly Condition[],
  generation: number | undefined,
): Reported {
  return {
    controllerName,
    conditions: conditions.map((condition) => ({ ...condition, stale: isStale(condition, generation, conditions) })),
  };
}

/** Whether a status may be expected: the object was read from a server, which gave it an identity. */
export function isFromServer(object: KubernetesObject): boolean {
  return readString(object.metadata['uid']) !== undefined;
}

/**
 * Holds one computed condition against what one controller reported (semantics.md 6.2). A stale report is only stale; a
 * reason that the rules do not decide is the controller's choice, and so is what the specification leaves open.
 * @param computed undefined where nothing is computed for the type.
 */
function compareCondition(
  type: string,
  computed: ComputedCondition | undefined,
  { controllerName, conditions }: Reported,
): readonly Drift[] {
  const reported = conditions.find((condition) => condition.type === type);
  if (reported === undefined || isDefaulted(reported)) return [];
  const drift = (kind: Drift['kind'], fact: Fact): readonly Drift[] => [{ kind, about: type, controllerName, fact }];
  if (reported.stale) return drift('stale', { code: 'staleReport', generation: reported.observedGeneration });
  if (computed === undefined || computed.status === 'Unknown' || reported.status === 'Unknown') return [];
  if (computed.status === reported.status) return [];
  const said = { status: reported.status, reason: reported.reason };
  const { choice, because } = computed;
  if (choice !== undefined) return drift('choice', { code: 'choiceOfController', reported: said, choice });
  if (reported.status === 'False' && !DECIDED_REASONS.has(reported.reason)) {
    return drift('choice', { code: 'reasonOfController', reported: said, message: reported.message });
  }
  const expected = { status: computed.status, reason: computed.reason };
  return drift('contradiction', { code: 'contradiction', reported: said, computed: expected, because });
}

/** Holds several computed conditions, by their types, against what one controller reported. */
export function compareConditions(
  computed: Readonly<Record<string, ComputedCondition | undefined>>,
  reported: Reported,
): readonly Drift[] {
  return Object.entries(computed).flatMap(([type, condition]) => compareCondition(type, condition, reported));
}

/**
 * A controller has written nothing where it should have, or only the API server's default is there.
 * @param what of a route or policy, which has a status for each parent or ancestor: then `ref` is that.
 */
export function missingStatus(controllerName: string, ref: ObjectRef, what?: 'route' | 'policy'): Drift {
  return {
    kind: 'noStatus',
    about: 'Accepted',
    controllerName,
    fact: { code: 'notReported', what, ref, controller: controllerName },
  };
}

/** Whether nothing but the API server's default was reported (semantics.md 6.2). */
export function isUntouched(conditions: readonly Condition[]): boolean {
  const accepted = findCondition(conditions, 'Accepted');
  return accepted === undefined || isDefaulted(accepted);
}

/** Holds a count against the reported one. */
export function compareCount(
  about: string,
  computed: number | undefined,
  reported: number | undefined,
  controllerName: string,
): readonly Drift[] {
  if (computed === undefined || reported === undefined || computed === reported) return [];
  return [{ kind: 'count', about, controllerName, fact: { code: 'miscounted', reported, counted: computed } }];
}

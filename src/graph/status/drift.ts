import type { ComputedCondition } from '../../model/computed-condition.ts';
import { findCondition, isDefaulted, isStale } from '../../model/conditions.ts';
import type { Condition } from '../../model/conditions.ts';
import { readString } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
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

/** Conditions with whether each speaks of an older generation (semantics.md 6.2). */
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
  const drift = (kind: Drift['kind'], message: string): readonly Drift[] => [
    { kind, about: type, controllerName, message },
  ];
  if (reported.stale) {
    return drift('stale', `reported for generation ${reported.observedGeneration ?? ''}, which is not the object's`);
  }
  if (computed === undefined || computed.status === 'Unknown' || reported.status === 'Unknown') return [];
  const said = `${reported.status}${reported.reason === '' ? '' : ` (${reported.reason})`}`;
  if (computed.status === reported.status) return [];
  const expected = `${computed.status} (${computed.reason})`;
  if (computed.choice !== undefined)
    return drift('choice', `reported ${said}, which is the controller's choice: ${computed.choice}`);
  const because = computed.message === '' ? '' : `: ${computed.message}`;
  if (reported.status === 'False' && !DECIDED_REASONS.has(reported.reason)) {
    const says = reported.message === '' ? '' : `: ${reported.message}`;
    return drift('choice', `reported ${said}, which is the controller's own reason${says}`);
  }
  return drift('contradiction', `reported ${said}, but the specification says ${expected}${because}`);
}

/** Holds several computed conditions, by their types, against what one controller reported. */
export function compareConditions(
  computed: Readonly<Record<string, ComputedCondition | undefined>>,
  reported: Reported,
): readonly Drift[] {
  return Object.entries(computed).flatMap(([type, condition]) => compareCondition(type, condition, reported));
}

/** Says that a controller has written nothing where it should have, or only the API server's default stands there. */
export function missingStatus(about: string, controllerName: string, what: string): Drift {
  const message = `no controller has reported on ${what}: it is not running, or does not watch it`;
  return { kind: 'noStatus', about, controllerName, message };
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
  return [{ kind: 'count', about, controllerName, message: `reported ${reported}, counted ${computed}` }];
}

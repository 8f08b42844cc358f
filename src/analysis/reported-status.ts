import { findCondition, isDefaulted, isStale } from '../model/conditions.ts';
import type { Condition } from '../model/conditions.ts';
import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import {
  GATEWAY,
  LISTENER_SET,
  SPECIFICATION_POLICY_KINDS,
  X_BACKEND,
  X_LISTENER_SET,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import {
  parentOf,
  readAncestorStatuses,
  readParentRefs,
  readParentStatuses,
  sameParentRef,
} from '../gateway-api/parent-ref.ts';
import type { ParentStatus } from '../gateway-api/parent-ref.ts';
import { isFromServer } from '../graph/status/drift.ts';
import { isOwn, wordGiver } from '../graph/status/own-word.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refKey, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/**
 * What a condition amounts to for a reader. `Pending`: only the CRD's default is there, no controller has touched the
 * object. `Stale`: the condition is about an older generation. `Partial`: True for some, not for others.
 */
export type ReportedStatus = 'True' | 'False' | 'Partial' | 'Unknown' | 'Stale' | 'Pending';

/** The same over parents or ancestors. `NotReported`: the controller whose word counts has written nothing. */
export type SummedStatus = ReportedStatus | 'NotReported';

/** The controller that a parent or ancestor belongs to by its class; undefined where that is not known. */
export type ControllerAt = (parent: ObjectRef) => string | undefined;

/** What a condition of the object itself amounts to. */
export function statusOfObject(object: KubernetesObject, type: string): ReportedStatus {
  return statusOf(readObjectConditions(object), type, generationOf(object));
}

/**
 * What a condition of a route amounts to over its parents: one status per parentRef, by the controller whose word counts there; a
 * parentRef that nobody reported is Unknown. Reports about parents that the spec no longer names do not count, unless it
 * names none at all (default Gateways, semantics.md 2.8).
 */
export function statusAtParents(route: KubernetesObject, type: string, controllerAt: ControllerAt): SummedStatus {
  const generation = generationOf(route);
  const statuses = parentStatusesOf(route);
  const parentRefs = readParentRefs(route);
  if (parentRefs.length === 0) {
    const own = statuses.filter((status) => isOwn(status, controllerAt(parentOf(status.parentRef))));
    return sumStatuses(own.map(({ conditions }) => statusOf(conditions, type, generation)));
  }
  const all: SummedStatus[] = [];
  for (const parentRef of parentRefs) {
    const controller = controllerAt(parentOf(parentRef));
    const reported = statuses.filter(
      (status) => sameParentRef(status.parentRef, parentRef) && isOwn(status, controller),
    );
    if (reported.length === 0) all.push(controller !== undefined && isFromServer(route) ? 'NotReported' : 'Unknown');
    for (const { conditions } of reported) all.push(statusOf(conditions, type, generation));
  }
  return sumStatuses(all);
}

/**
 * What a condition of a policy or XBackend amounts to over its ancestors, by the controllers whose word counts there; a
 * vendor's policy that reports on itself alone (`status.conditions`) is judged by that.
 */
export function statusAtAncestors(policy: KubernetesObject, type: string, controllerAt: ControllerAt): SummedStatus {
  const generation = generationOf(policy);
  const ancestors = readAncestorStatuses(policy);
  if (ancestors.length === 0) return statusOfObject(policy, type);
  const isOfSpecification = [...SPECIFICATION_POLICY_KINDS, X_BACKEND].some((kind) =>
    sameGroupKind(kind, groupKindOf(policy)),
  );
  const byAncestor = Map.groupBy(ancestors, ({ parentRef }) => refKey(parentOf(parentRef)));
  const own = [...byAncestor.values()].flatMap((entries): readonly ParentStatus[] => {
    const [first] = entries;
    if (first === undefined) return [];
    const controller = wordGiver(entries, controllerAt(parentOf(first.parentRef)), isOfSpecification);
    return entries.filter((entry) => isOwn(entry, controller));
  });
  if (own.length === 0) return 'NotReported';
  return sumStatuses(own.map(({ conditions }) => statusOf(conditions, type, generation)));
}

/** Of a listed route several columns ask. */
const parentStatuses = new WeakMap<KubernetesObject, readonly ParentStatus[]>();

function parentStatusesOf(route: KubernetesObject): readonly ParentStatus[] {
  const known = parentStatuses.get(route);
  if (known !== undefined) return known;
  const statuses = readParentStatuses(route);
  parentStatuses.set(route, statuses);
  return statuses;
}

/** The kinds that lead from a parent to its class. */
const TO_CLASS: readonly (readonly GroupKind[])[] = [[GATEWAY], [LISTENER_SET, GATEWAY], [X_LISTENER_SET, GATEWAY]];

/**
 * The kinds that have to be read, beside the classes, to know whose word on an object counts. A parent that is not known lets
 * every word count: where one controller alone has all the classes, and the only word, that is the same answer.
 * @param controllers those of all classes.
 */
export function wordGiversOf(object: KubernetesObject, controllers: ReadonlySet<string>): readonly GroupKind[] {
  const [only] = controllers;
  if (only === undefined) return [];
  const isRoute = isRouteKind(groupKindOf(object));
  const statuses = isRoute ? parentStatusesOf(object) : readAncestorStatuses(object);
  const isClear = controllers.size === 1 && statuses.every(({ controllerName }) => controllerName === only);
  const parents = isRoute ? readParentRefs(object) : [];
  const unclear = isClear
    ? parents.filter((parent) => !statuses.some(({ parentRef }) => sameParentRef(parentRef, parent)))
    : [...parents, ...statuses.map(({ parentRef }) => parentRef)];
  return unclear.flatMap(
    (parent) => TO_CLASS.find(([kind]) => kind !== undefined && sameGroupKind(kind, parentOf(parent))) ?? [],
  );
}

/** What one condition of a list amounts to; an absent one is Unknown. */
export function statusOf(
  conditions: readonly Condition[],
  type: string,
  generation: number | undefined,
): ReportedStatus {
  const condition = findCondition(conditions, type);
  if (condition === undefined) return 'Unknown';
  if (isDefaulted(condition)) return 'Pending';
  if (isStale(condition, generation, conditions)) return 'Stale';
  return condition.status === 'True' || condition.status === 'False' ? condition.status : 'Unknown';
}

/**
 * Sums statuses up over parents, ancestors or listeners: equal ones stay; any stale one makes the sum Stale; True beside
 * anything else is Partial; False beside Unknown is False. No status at all is Unknown.
 */
export function sumStatuses<Status extends SummedStatus>(statuses: readonly Status[]): Status | ReportedStatus {
  const distinct: ReadonlySet<SummedStatus> = new Set(statuses);
  const [first] = statuses;
  if (first === undefined) return 'Unknown';
  if (distinct.size === 1) return first;
  if (distinct.has('Stale')) return 'Stale';
  if (distinct.has('True') || distinct.has('Partial')) return 'Partial';
  return distinct.has('False') ? 'False' : 'Unknown';
}

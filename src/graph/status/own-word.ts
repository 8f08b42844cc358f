import { readParentStatuses, sameParentRef } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import { generationOf } from '../../gateway-api/gateway.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { isDefaulted } from '../../model/conditions.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { controllerOf } from '../attach/controller-of.ts';
import type { Reported } from '../graph.ts';
import { rememberEach } from '../remember.ts';
import { reportConditions } from './drift.ts';

/** A condition as a controller reported it. */
export type ReportedCondition = Reported['conditions'][number];

/** What a controller says of an object as it is now. */
export interface OwnWord {
  readonly controllerName: string;
  readonly condition: ReportedCondition;
}

/**
 * Whether a report counts: that of the class's controller, and any where the class is not known. Others may write beside
 * it (semantics.md 6.2), which is shown and decides nothing.
 * @param controller the class's controller.
 */
export function isOwn({ controllerName }: Pick<Reported, 'controllerName'>, controller: string | undefined): boolean {
  return controller === undefined || controllerName === controller;
}

/**
 * The controller whose word counts at an ancestor of a policy. Policies of a vendor may have a controller of their own: where that
 * of the class has written nothing, every word counts.
 */
export function wordGiver(
  reports: readonly Pick<Reported, 'controllerName'>[],
  controller: string | undefined,
  isOfSpecification: boolean,
): string | undefined {
  return isOfSpecification || reports.some((report) => report.controllerName === controller) ? controller : undefined;
}

/**
 * The word on a condition that counts, among reports that count: True or False, written for the object as it is now. What
 * is about an older generation and the default of the CRD say nothing. Of several the refusal.
 */
export function ownWord(
  reports: readonly Reported[],
  type: string,
  bad: 'True' | 'False' = 'False',
): OwnWord | undefined {
  let word: OwnWord | undefined;
  for (const { controllerName, conditions } of reports) {
    const condition = conditions.find((entry) => entry.type === type);
    if (condition === undefined || condition.stale || isDefaulted(condition)) continue;
    if (condition.status === bad) return { controllerName, condition };
    if (condition.status === 'True' || condition.status === 'False') word ??= { controllerName, condition };
  }
  return word;
}

/**
 * Whether a route has its place at a parent: not if its controller refuses it; where the rules leave it open, if its controller
 * accepts it.
 */
export function attaches(accepted: ComputedCondition, word: OwnWord | undefined): boolean {
  if (accepted.status === 'False' || word?.condition.status === 'False') return false;
  return accepted.status === 'True' || word !== undefined;
}

/** The entries of `status.parents` of a route, read once. */
export const parentStatusesOf = rememberEach((_snapshot: Snapshot, route: KubernetesObject) =>
  readParentStatuses(route),
);

/** What the controller of a parent says of Accepted for one parentRef of a route. */
export function wordOnClaim(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
  parent: KubernetesObject,
): OwnWord | undefined {
  const entries = parentStatusesOf(snapshot, route).filter((status) => sameParentRef(status.parentRef, parentRef));
  if (entries.length === 0) return undefined;
  const controller = controllerOf(snapshot, parent);
  const generation = generationOf(route);
  const own = entries.filter((entry) => isOwn(entry, controller));
  return ownWord(
    own.map(({ controllerName, conditions }) => reportConditions(controllerName, conditions, generation)),
    'Accepted',
  );
}

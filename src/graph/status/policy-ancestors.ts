import { generationOf } from '../../gateway-api/gateway.ts';
import { parentOf, readAncestorStatuses } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import {
  BACKEND_LB_POLICY,
  BACKEND_TLS_POLICY,
  GATEWAY,
  X_BACKEND_TRAFFIC_POLICY,
  X_TELEMETRY_POLICY,
} from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, groupKindOf, refKey, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { knowsReach } from '../attach/backend-reach.ts';
import { backendTlsAncestors } from './backend-tls-policy.ts';
import { backendTrafficAncestors } from './backend-traffic-policy.ts';
import { notEvaluated } from '../condition.ts';
import { controllerOf } from '../attach/controller-of.ts';
import { compareConditions, isFromServer, isUntouched, missingStatus, reportConditions } from './drift.ts';
import type { ComputedAncestor, Drift } from '../graph.ts';
import { isOwn, wordGiver } from './own-word.ts';
import { heldFact, holdingParentOf } from './parent-standing.ts';
import type { AncestorState } from './policy-outcome.ts';
import { rememberEach } from '../remember.ts';
import { namedTargets } from '../resolve/policy-targets.ts';
import { telemetryAncestors } from './telemetry-policy.ts';

type AncestorRule = (snapshot: Snapshot, policy: KubernetesObject) => readonly AncestorState[];

/** The policies whose status the specification lets us compute. */
const RULES: ReadonlyMap<string, AncestorRule> = new Map([
  [groupKindKey(BACKEND_TLS_POLICY), backendTlsAncestors],
  [groupKindKey(X_BACKEND_TRAFFIC_POLICY), backendTrafficAncestors],
  [groupKindKey(BACKEND_LB_POLICY), backendTrafficAncestors],
  [groupKindKey(X_TELEMETRY_POLICY), telemetryAncestors],
]);

/** The ancestors of a policy: computed for the policies of the specification beside reported, only reported for others. */
export const ancestorsOf = rememberEach((snapshot: Snapshot, policy: KubernetesObject): readonly ComputedAncestor[] => {
  const rule = RULES.get(groupKindKey(groupKindOf(policy)));
  const computed = new Map((rule?.(snapshot, policy) ?? []).map((state) => [refKey(state.ancestor), state]));
  const statuses = Map.groupBy(readAncestorStatuses(policy), ({ parentRef }) => refKey(parentOf(parentRef)));
  const generation = generationOf(policy);
  const targets = rule === undefined ? [] : namedTargets(snapshot, policy).map(({ ref }) => ref);
  const knowsAll = targets.every((target) => knowsReach(snapshot, target));
  const ancestors: ComputedAncestor[] = [];
  for (const key of new Set([...computed.keys(), ...statuses.keys()])) {
    const state = computed.get(key);
    const entries = statuses.get(key) ?? [];
    const reported = entries.map(({ controllerName, conditions }) =>
      reportConditions(controllerName, conditions, generation),
    );
    const ancestorRef = entries[0]?.parentRef ?? (state === undefined ? undefined : ancestorRefOf(state));
    if (ancestorRef === undefined) continue;
    const lookup = snapshot.find(parentOf(ancestorRef));
    const controller = lookup.state === 'found' ? controllerOf(snapshot, lookup.object) : undefined;
    const isLeftover = state === undefined && rule !== undefined && knowsAll && isGateway(ancestorRef);
    ancestors.push({
      ancestorRef,
      controller: wordGiver(entries, controller, rule !== undefined),
      accepted: state?.accepted ?? notEvaluated({ code: rule === undefined ? 'foreignPolicy' : 'ancestorNotReached' }),
      resolvedRefs: state?.resolvedRefs,
      reported,
      drift: [
        ...(state === undefined ? [] : findDrift(snapshot, policy, state, reported)),
        ...(isLeftover ? entries.map(({ controllerName }) => leftover(controllerName)) : []),
      ],
    });
  }
  return ancestors;
});

function isGateway(ancestorRef: ParentRef): boolean {
  return sameGroupKind(ancestorRef, GATEWAY);
}

function leftover(controllerName: string): Drift {
  return { kind: 'leftover', about: 'Accepted', controllerName, fact: { code: 'leftoverAncestor' } };
}

function findDrift(
  snapshot: Snapshot,
  policy: KubernetesObject,
  { ancestor, accepted, resolvedRefs }: AncestorState,
  reported: ComputedAncestor['reported'],
): readonly Drift[] {
  const lookup = snapshot.find(ancestor);
  if (lookup.state !== 'found') return [];
  const controller = controllerOf(snapshot, lookup.object);
  const own = reported.filter((entry) => isOwn(entry, controller));
  if (own.every(({ conditions }) => isUntouched(conditions))) {
    if (!isFromServer(policy)) return [];
    const held = holdingParentOf(snapshot, lookup.object);
    const missing = missingStatus(controller ?? '', ancestor, 'policy');
    return [held === undefined ? missing : { ...missing, fact: heldFact(held) }];
  }
  return own.flatMap((entry) => compareConditions({ Accepted: accepted, ResolvedRefs: resolvedRefs }, entry));
}

function ancestorRefOf({ ancestor: { group, kind, namespace, name } }: AncestorState): ParentRef {
  return { group, kind, namespace, name, sectionName: undefined, port: undefined };
}

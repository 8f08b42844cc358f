import { generationOf, readObjectConditions } from '../../gateway-api/gateway.ts';
import { isListenerSetKind } from '../../gateway-api/kinds.ts';
import { findCondition, isDefaulted, isStale } from '../../model/conditions.ts';
import type { Fact, ParentStanding } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gatewayOf } from '../attach/listener-set-admission.ts';
import { rememberEach } from '../remember.ts';
import { isFromServer } from './drift.ts';

/** A parent that keeps its controller from looking at what refers to it, and how it stands. */
export interface HoldingParent {
  readonly parent: KubernetesObject;
  readonly standing: ParentStanding;
}

/**
 * Why the controller of a Gateway or ListenerSet may have nothing to say on its routes: it refuses the parent, or the Gateway
 * of a ListenerSet, or has not seen it as it is now (semantics.md 6.2). Undefined where nothing keeps it.
 */
export const holdingParentOf = rememberEach(
  (snapshot: Snapshot, parent: KubernetesObject): HoldingParent | undefined => {
    const standing = standingOf(parent);
    if (standing !== undefined) return { parent, standing };
    const gateway = isListenerSetKind(groupKindOf(parent)) ? gatewayOf(snapshot, parent) : undefined;
    return gateway === undefined ? undefined : holdingParentOf(snapshot, gateway);
  },
);

/** Why nothing, or only something old, was written for such a parent. */
export function heldFact({ parent, standing }: HoldingParent): Fact {
  return { code: 'heldByParent', parent: refOf(parent), standing };
}

function standingOf(parent: KubernetesObject): ParentStanding | undefined {
  const conditions = readObjectConditions(parent);
  const accepted = findCondition(conditions, 'Accepted');
  if (accepted === undefined || isDefaulted(accepted)) return isFromServer(parent) ? 'unreported' : undefined;
  if (isStale(accepted, generationOf(parent), conditions)) return 'stale';
  return accepted.status === 'False' ? 'refused' : undefined;
}

import { PARENT_NOT_FOUND } from '../../model/computed-condition.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { parentOf, readParentRefs } from '../../gateway-api/parent-ref.ts';
import { GATEWAY, LISTENER_SET, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isFalse, isTrue, notEvaluated } from '../condition.ts';
import { groupFault } from '../resolve/right-group.ts';
import { missingObject } from '../resolve/missing-object.ts';
import { admitNamespace } from './namespace-selection.ts';
import type { NamespaceSelection } from './namespace-selection.ts';
import { comparePrecedence } from '../precedence.ts';
import { rememberEach } from '../remember.ts';

/** The Gateway that a ListenerSet names, where it was found. */
export function gatewayOf(snapshot: Snapshot, listenerSet: KubernetesObject): KubernetesObject | undefined {
  const [parentRef] = readParentRefs(listenerSet);
  if (parentRef === undefined || !sameGroupKind(parentRef, GATEWAY)) return undefined;
  const lookup = snapshot.find(parentOf(parentRef));
  return lookup.state === 'found' ? lookup.object : undefined;
}

/** Whether the Gateway of a ListenerSet admits it: `spec.allowedListeners`, None unless written (semantics.md 2.7). */
export const admissionOfListenerSet = rememberEach(
  (snapshot: Snapshot, listenerSet: KubernetesObject): ComputedCondition => {
    const [parentRef] = readParentRefs(listenerSet);
    if (parentRef === undefined) return notEvaluated({ code: 'parentRefMissing' });
    const parent = parentOf(parentRef);
    if (!sameGroupKind(parent, GATEWAY)) {
      const fault = groupFault(snapshot, parent);
      if (fault !== undefined) return isFalse(PARENT_NOT_FOUND, fault);
      return notEvaluated({ code: 'foreignListenerSetParent', kind: parent.kind });
    }
    const lookup = snapshot.find(parent);
    if (lookup.state === 'unknown') return notEvaluated(lookup.because);
    if (lookup.state === 'missing') return isFalse(PARENT_NOT_FOUND, missingObject(snapshot, parent));
    const gateway = lookup.object;
    const selection = allowedListenersOf(gateway);
    const admission = admitNamespace(snapshot, selection, namespaceOf(gateway), namespaceOf(listenerSet));
    if (admission.state === 'yes') return isTrue('Accepted');
    if (admission.state === 'unknown') return notEvaluated(admission.because);
    const { refusal } = admission;
    return isFalse('NotAllowed', { code: 'listenerSetNotTaken', gateway: refOf(gateway), refusal });
  },
);

function allowedListenersOf(gateway: KubernetesObject): NamespaceSelection {
  const namespaces = readPath(gateway, 'spec', 'allowedListeners', 'namespaces');
  return { from: readString(readPath(namespaces, 'from')) ?? 'None', selector: readPath(namespaces, 'selector') };
}

/** The ListenerSets that a Gateway admits, in the order in which they win conflicts; of one that admits none, none is looked at. */
export const admittedListenerSets = rememberEach(
  (snapshot: Snapshot, gateway: KubernetesObject): readonly KubernetesObject[] => {
    if (allowedListenersOf(gateway).from === 'None') return [];
    return listenerSetsOf(snapshot, gateway)
      .filter((listenerSet) => admissionOfListenerSet(snapshot, listenerSet).status === 'True')
      .toSorted(comparePrecedence);
  },
);

/** Whether all ListenerSets that could be part of a Gateway were read. */
export function knowsListenerSets(snapshot: Snapshot, gateway: KubernetesObject): boolean {
  return LISTENER_SETS.every((kind) => snapshot.knowsReferrers(kind, refOf(gateway)));
}

const LISTENER_SETS: readonly GroupKind[] = [LISTENER_SET, X_LISTENER_SET];

/** The ListenerSets that name a Gateway as their first parent. */
function listenerSetsOf(snapshot: Snapshot, gateway: KubernetesObject): readonly KubernetesObject[] {
  const ref = refOf(gateway);
  const key = refKey(ref);
  return LISTENER_SETS.flatMap((kind) => snapshot.referrers(kind, ref)).filter((listenerSet) => {
    const [parentRef] = readParentRefs(listenerSet);
    return parentRef !== undefined && refKey(parentOf(parentRef)) === key;
  });
}

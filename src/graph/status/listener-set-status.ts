import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isFalse, isTrue } from '../condition.ts';
import { choiceOfListeners, gatewayAccepted, namesOf } from './gateway-status.ts';
import { listenerStates } from './listener-status.ts';
import {
  admissionOfListenerSet,
  admittedListenerSets,
  gatewayOf,
  knowsListenerSets,
} from '../attach/listener-set-admission.ts';
import { parametersOf } from '../resolve/parameters.ts';
import { conditionOf } from '../resolve/reference.ts';
import { rememberEach } from '../remember.ts';

/** Accepted of a ListenerSet (semantics.md 2.7): admitted by its Gateway, the Gateway accepted, one entry valid. */
export const listenerSetAccepted = rememberEach(
  (snapshot: Snapshot, listenerSet: KubernetesObject): ComputedCondition => {
    const admission = admissionOfListenerSet(snapshot, listenerSet);
    if (admission.status !== 'True') return admission;
    const gateway = gatewayOf(snapshot, listenerSet);
    const parent = gateway === undefined ? undefined : gatewayAccepted(snapshot, gateway);
    if (gateway !== undefined && parent?.status === 'False') {
      const because: Fact = { code: 'parentNotAccepted', gateway: refOf(gateway), because: parent.because };
      return isFalse('ParentNotAccepted', because, { choice: parent.choice });
    }
    const parameters = gateway === undefined ? undefined : parametersOf(snapshot, gateway);
    const byParameters = parameters === undefined ? undefined : conditionOf(parameters.resolution);
    if (byParameters?.status === 'Unknown') return byParameters;
    const states = listenerStates(snapshot, listenerSet);
    const broken = states.filter(
      ({ accepted, resolvedRefs }) => accepted.status === 'False' || resolvedRefs.status === 'False',
    );
    const choice = choiceOfListeners(states);
    if (broken.length === 0) {
      const unknown = states.find(({ accepted }) => accepted.status === 'Unknown');
      return unknown?.accepted ?? isTrue('Accepted', choice);
    }
    const listeners = namesOf(broken);
    if (broken.length === states.length) {
      return isFalse(
        'ListenersNotValid',
        { code: 'noValidListener', holder: refOf(listenerSet), listeners },
        { choice },
      );
    }
    return { ...isTrue('ListenersNotValid', choice), because: { code: 'invalidListeners', listeners } };
  },
);

/** `status.attachedListenerSets`: admitted ListenerSets whose Accepted is True; undefined where not all were read. */
export function countListenerSets(snapshot: Snapshot, gateway: KubernetesObject): number | undefined {
  const accepted = admittedListenerSets(snapshot, gateway).filter(
    (listenerSet) => listenerSetAccepted(snapshot, listenerSet).status === 'True',
  );
  return knowsListenerSets(snapshot, gateway) ? accepted.length : undefined;
}

import type { ComputedCondition } from '../../model/computed-condition.ts';
import { GATEWAY_CLASS } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Some } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { clientCertificateOf } from '../resolve/certificates.ts';
import { choiceOfAll, combineConditions, isFalse, isTrue, notEvaluated } from '../condition.ts';
import { listenerStates } from './listener-status.ts';
import type { ListenerState } from './listener-status.ts';
import { missingObject } from '../resolve/missing-object.ts';
import { parametersOf } from '../resolve/parameters.ts';
import { conditionOf } from '../resolve/reference.ts';
import { rememberEach } from '../remember.ts';

/** Accepted of a Gateway (semantics.md 6.1): its parameters, then whether at least one of its listeners is. */
export const gatewayAccepted = rememberEach((snapshot: Snapshot, gateway: KubernetesObject): ComputedCondition => {
  const className = readString(readPath(gateway, 'spec', 'gatewayClassName')) ?? '';
  const ref = { ...GATEWAY_CLASS, name: className };
  if (snapshot.find(ref).state === 'missing') {
    return notEvaluated({ code: 'classMissing', because: missingObject(snapshot, ref) });
  }
  const parameters = parametersOf(snapshot, gateway);
  const byParameters = parameters === undefined ? undefined : conditionOf(parameters.resolution);
  if (byParameters?.status === 'False') return byParameters;
  const byListeners = judgeListeners(listenerStates(snapshot, gateway), gateway);
  return byListeners.status === 'True' && byParameters?.status === 'Unknown' ? byParameters : byListeners;
});

function judgeListeners(states: readonly ListenerState[], gateway: KubernetesObject): ComputedCondition {
  const refused = states.filter(({ accepted }) => accepted.status === 'False');
  const broken = states.filter(
    ({ accepted, resolvedRefs }) => accepted.status === 'False' || resolvedRefs.status === 'False',
  );
  if (broken.length === 0) return isTrue('Accepted');
  const listeners = namesOf(broken);
  if (refused.length === states.length) {
    const choice = choiceOfAll(refused.map(({ accepted }) => accepted));
    return isFalse('ListenersNotValid', { code: 'noValidListener', holder: refOf(gateway), listeners }, { choice });
  }
  return { ...isTrue('ListenersNotValid'), because: { code: 'invalidListeners', listeners } };
}

/** Listeners by their names, or their places where they have none. */
export function namesOf(states: readonly ListenerState[]): Some {
  return someOf(states.map(({ listener }) => listener.name || `listeners[${listener.index}]`));
}

/** ResolvedRefs of a Gateway: its client certificate, then its listeners. */
export const gatewayResolvedRefs = rememberEach((snapshot: Snapshot, gateway: KubernetesObject): ComputedCondition => {
  const certificate = clientCertificateOf(snapshot, gateway);
  const states = listenerStates(snapshot, gateway);
  const unresolved = states.filter(({ resolvedRefs }) => resolvedRefs.status === 'False');
  const unknown = states.filter(({ resolvedRefs }) => resolvedRefs.status === 'Unknown').slice(0, 1);
  const listeners = someOf(unresolved.map(({ listener }) => listener.name));
  return combineConditions('ResolvedRefs', [
    ...(certificate === undefined ? [] : [conditionOf(certificate.resolution)]),
    ...(unresolved.length === 0 ? [] : [isFalse('ListenersNotResolved', { code: 'unresolvedListeners', listeners })]),
    ...unknown.map(({ resolvedRefs }) => resolvedRefs),
  ]);
});

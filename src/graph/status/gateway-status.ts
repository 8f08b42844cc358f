import type { ComputedCondition } from '../../model/computed-condition.ts';
import { GATEWAY_CLASS } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Some } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { clientCertificateOf } from '../resolve/certificates.ts';
import { combineConditions, isFalse, isOpen, isTrue, notEvaluated } from '../condition.ts';
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
  const choice = choiceOfListeners(states);
  if (broken.length === 0) return isTrue('Accepted', choice);
  const listeners = namesOf(broken);
  if (refused.length === states.length) {
    return isFalse('ListenersNotValid', { code: 'noValidListener', holder: refOf(gateway), listeners }, { choice });
  }
  return { ...isTrue('ListenersNotValid', choice), because: { code: 'invalidListeners', listeners } };
}

/**
 * What a parent's Accepted hangs on where none of its listeners is known to be valid: the choice that the specification leaves for
 * one, or those that only the controller can judge.
 */
export function choiceOfListeners(states: readonly ListenerState[]): Fact | undefined {
  if (states.some(({ accepted }) => accepted.status === 'True' && !isOpen(accepted))) return undefined;
  const open = states.filter(({ accepted }) => accepted.status === 'Unknown');
  if (open.length > 0) return { code: 'openListeners', listeners: namesOf(open) };
  return states.find(({ accepted }) => isOpen(accepted))?.accepted.choice;
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

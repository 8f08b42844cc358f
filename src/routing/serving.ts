import type { Listener } from '../gateway-api/gateway.ts';
import { GATEWAY } from '../gateway-api/kinds.ts';
import { gatewayOf } from '../graph/attach/listener-set-admission.ts';
import { certificatesOf } from '../graph/resolve/certificates.ts';
import type { Reported } from '../graph/graph.ts';
import { computedParent } from '../graph/status/computed-parent.ts';
import { gatewayAccepted } from '../graph/status/gateway-status.ts';
import { conflictsOf } from '../graph/status/listener-conflicts.ts';
import type { HeldListener } from '../graph/status/listener-conflicts.ts';
import type { ListenerState } from '../graph/status/listener-status.ts';
import { ownWord } from '../graph/status/own-word.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { NamedListener } from '../model/routing-facts.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Whether a listener takes connections, and why not or why that is not known. */
export type Serving =
  | { readonly state: 'yes'; readonly note?: Fact | undefined }
  | { readonly state: 'no'; readonly because: Fact | undefined; readonly field: string }
  | { readonly state: 'unknown'; readonly because: Fact | undefined; readonly field: string };

const YES: Serving = { state: 'yes' };

/**
 * A listener that is not accepted, conflicts with another, or ends TLS without any certificate serves nothing. Where the
 * specification leaves it to the controller, the controller's own word counts, and without one the listener serves.
 */
export function servingOf(snapshot: Snapshot, holder: KubernetesObject, state: ListenerState): Serving {
  const { accepted, conflicted, listener } = state;
  const field = `spec.listeners[${listener.index}]`;
  const broken = certificateFailure(snapshot, holder, listener);
  if (broken !== undefined) return { state: 'no', ...broken };
  const refusal = refusalOfGateway(snapshot, holder);
  if (refusal !== undefined) return { state: 'no', because: refusal, field: 'spec' };
  const reported = reportedOf(snapshot, holder, listener);
  const refused = ['Accepted', 'Programmed'].find((type) => ownWord(reported, type)?.condition.status === 'False');
  if (refused !== undefined) return { state: 'no', because: accepted.because ?? wordFact(reported, refused), field };
  const word = ownWord(reported, 'Accepted') === undefined ? undefined : true;
  if (accepted.status === 'Unknown')
    return word === true ? YES : { state: 'unknown', because: accepted.because, field };
  if (accepted.status === 'True' && conflicted.status !== 'True') return YES;
  const { choice, because } = accepted;
  if (choice !== undefined) {
    return { state: 'yes', note: { code: 'servesByChoice', listener: named(holder, listener), because: choice } };
  }
  const note = rivalNote(snapshot, { holder, listener });
  return note === undefined ? { state: 'no', because, field } : { state: 'yes', note };
}

/** What the class's controller reports of a listener. */
function reportedOf(snapshot: Snapshot, holder: KubernetesObject, listener: Listener): readonly Reported[] {
  return computedParent(snapshot, holder)?.listeners.find(({ name }) => name === listener.name)?.reported ?? [];
}

function wordFact(reported: readonly Reported[], type: string): Fact | undefined {
  const word = ownWord(reported, type);
  if (word === undefined) return undefined;
  const { reason, message } = word.condition;
  return { code: 'listenerReported', condition: type, reason, message };
}

/** Of a Gateway whose class does not exist, or whose parameters cannot be used, nobody takes care. */
function refusalOfGateway(snapshot: Snapshot, holder: KubernetesObject): Fact | undefined {
  const gateway = sameGroupKind(groupKindOf(holder), GATEWAY) ? holder : gatewayOf(snapshot, holder);
  if (gateway === undefined) return undefined;
  const { status, reason, because, choice } = gatewayAccepted(snapshot, gateway);
  if (because?.code === 'classMissing') return because;
  return status === 'False' && reason !== 'ListenersNotValid' && choice === undefined ? because : undefined;
}

/** Of two listeners that cannot be told apart neither wins; one that can serve nothing anyway takes nothing from the other. */
function rivalNote(snapshot: Snapshot, { holder, listener }: HeldListener): Fact | undefined {
  const gateway = sameGroupKind(groupKindOf(holder), GATEWAY) ? holder : gatewayOf(snapshot, holder);
  const conflict = gateway === undefined ? undefined : conflictsOf(snapshot, gateway).conflicts.get(listener);
  if (conflict?.reason !== 'HostnameConflict') return undefined;
  const { with: rival } = conflict;
  const failure = certificateFailure(snapshot, rival.holder, rival.listener);
  if (failure === undefined) return undefined;
  return {
    code: 'rivalServesNothing',
    listener: named(holder, listener),
    rival: rival.listener.name,
    because: failure.because,
  };
}

function certificateFailure(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
): { readonly because: Fact | undefined; readonly field: string } | undefined {
  if (listener.protocol !== 'HTTPS' && listener.protocol !== 'TLS') return undefined;
  const certificates = certificatesOf(snapshot, holder, listener);
  const [first] = certificates;
  if (first === undefined) return undefined;
  const isUsable = certificates.some(({ resolution: { state } }) => state === 'resolved' || state === 'unknown');
  return isUsable ? undefined : { because: first.resolution.because, field: first.path };
}

function named(holder: KubernetesObject, { name, port, protocol, hostname }: Listener): NamedListener {
  return { holder: refOf(holder), name, port, protocol, hostname };
}

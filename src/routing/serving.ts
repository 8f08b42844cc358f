import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import type { Listener } from '../gateway-api/gateway.ts';
import { GATEWAY, isListenerSetKind } from '../gateway-api/kinds.ts';
import { classOf } from '../graph/attach/controller-of.ts';
import { admissionOfListenerSet, gatewayOf } from '../graph/attach/listener-set-admission.ts';
import { rememberEach } from '../graph/remember.ts';
import { certificatesOf } from '../graph/resolve/certificates.ts';
import type { Reported } from '../graph/graph.ts';
import { computedParent } from '../graph/status/computed-parent.ts';
import { gatewayAccepted } from '../graph/status/gateway-status.ts';
import { conflictsOf } from '../graph/status/listener-conflicts.ts';
import type { HeldListener } from '../graph/status/listener-conflicts.ts';
import type { ListenerState } from '../graph/status/listener-status.ts';
import { reportConditions } from '../graph/status/drift.ts';
import { ownWord } from '../graph/status/own-word.ts';
import type { ReportedCondition } from '../graph/status/own-word.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { NamedListener } from '../model/routing-facts.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Whether a listener takes connections, and why not or why that is not known. */
export type Serving =
  | { readonly state: 'yes'; readonly note?: Fact | undefined }
  | {
      readonly state: 'no';
      readonly because: Fact | undefined;
      readonly field: string;
      /** Whether it is the listener's own fault; else it is that of the ListenerSet, Gateway or class above it. */
      readonly isOwn: boolean;
    }
  | { readonly state: 'unknown'; readonly because: Fact | undefined; readonly field: string };

const YES: Serving = { state: 'yes' };

/**
 * A listener that is not accepted, conflicts with another, or ends TLS without any certificate serves nothing, nor does one of
 * a parent or class that is refused. Where the specification leaves it to the controller, the controller's own word counts, and
 * without one the listener serves. Verdicts hold what the rules say beside what is reported, and find either at fault; this is
 * what follows for requests, and whoever asks whether a listener passes any asks here. The one listener that is at fault and
 * serves is that whose only rival has no certificate.
 */
export function servingOf(snapshot: Snapshot, holder: KubernetesObject, state: ListenerState): Serving {
  const { accepted, conflicted, listener } = state;
  const field = `spec.listeners[${listener.index}]`;
  const broken = certificateFailure(snapshot, holder, listener);
  if (broken !== undefined) return { state: 'no', isOwn: true, ...broken };
  const refusal = refusalAbove(snapshot, holder);
  if (refusal !== undefined) return { state: 'no', isOwn: false, because: refusal, field: 'spec' };
  const reported = reportedOf(snapshot, holder, listener);
  const refused = wordThatRefuses(reported) ?? wordOnCertificates(snapshot, holder, listener, reported);
  if (refused !== undefined) {
    const because = accepted.because ?? { code: 'listenerReported', ...argumentsOf(refused) };
    return { state: 'no', isOwn: true, because, field };
  }
  const above = reportedAbove(snapshot, holder);
  const isProgrammed = ownWord(reported, 'Programmed')?.condition.status === 'True';
  if (above !== undefined && (above.isRefused || !isProgrammed)) {
    return { state: 'no', isOwn: false, because: above.because, field: 'spec' };
  }
  const word = ownWord(reported, 'Accepted') === undefined ? undefined : true;
  if (accepted.status === 'Unknown')
    return word === true ? YES : { state: 'unknown', because: accepted.because, field };
  if (accepted.status === 'True' && conflicted.status !== 'True') return YES;
  const { choice, because } = accepted;
  if (choice !== undefined) {
    return { state: 'yes', note: { code: 'servesByChoice', listener: named(holder, listener), because: choice } };
  }
  const note = rivalNote(snapshot, { holder, listener });
  return note === undefined ? { state: 'no', isOwn: true, because, field } : { state: 'yes', note };
}

/** What the class's controller reports of a listener. */
function reportedOf(snapshot: Snapshot, holder: KubernetesObject, listener: Listener): readonly Reported[] {
  return computedParent(snapshot, holder)?.listeners.find(({ name }) => name === listener.name)?.reported ?? [];
}

/** What a controller says that refuses the whole: a conflicted listener's port is not configured on anything. */
function wordThatRefuses(reported: readonly Reported[]): ReportedCondition | undefined {
  const words = [ownWord(reported, 'Accepted'), ownWord(reported, 'Programmed')].map((word) => word?.condition);
  const conflicted = ownWord(reported, 'Conflicted', 'True')?.condition;
  return words.find((word) => word?.status === 'False') ?? (conflicted?.status === 'True' ? conflicted : undefined);
}

/** Reasons of a listener's ResolvedRefs that are about its certificates. */
const CERTIFICATE_REASONS: ReadonlySet<string> = new Set(['InvalidCertificateRef', 'RefNotPermitted']);

/** The controller finds no certificate that it can use: it knows more of a Secret than can be read. */
function wordOnCertificates(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  reported: readonly Reported[],
): ReportedCondition | undefined {
  const word = ownWord(reported, 'ResolvedRefs')?.condition;
  if (word?.status !== 'False' || !CERTIFICATE_REASONS.has(word.reason)) return undefined;
  if (!endsTls(listener) || certificatesOf(snapshot, holder, listener).length === 0) return undefined;
  return ownWord(reported, 'Programmed')?.condition.status === 'True' ? undefined : word;
}

function argumentsOf({ type, status, reason, message }: ReportedCondition): {
  readonly condition: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
} {
  return { condition: type, status, reason, message };
}

/**
 * Of a Gateway whose class does not exist, or whose parameters cannot be used, nobody takes care; a ListenerSet that its Gateway
 * does not admit is no part of it.
 */
function refusalAbove(snapshot: Snapshot, holder: KubernetesObject): Fact | undefined {
  const isGateway = sameGroupKind(groupKindOf(holder), GATEWAY);
  const admission = isGateway ? undefined : admissionOfListenerSet(snapshot, holder);
  if (admission?.status === 'False') return admission.because;
  const gateway = isGateway ? holder : gatewayOf(snapshot, holder);
  if (gateway === undefined) return undefined;
  const { status, reason, because, choice } = gatewayAccepted(snapshot, gateway);
  if (because?.code === 'classMissing') return because;
  return status === 'False' && reason !== OF_LISTENERS && choice === undefined ? because : undefined;
}

/** The reason of a parent that says no more than what is said of its listeners. */
const OF_LISTENERS = 'ListenersNotValid';

interface RefusalAbove {
  readonly because: Fact;
  /** Whether nobody takes care of it; else it is only not programmed, of which its listeners may know more. */
  readonly isRefused: boolean;
}

/** What is reported of a parent, else of the Gateway of a ListenerSet, else of the class. */
const reportedAbove = rememberEach((snapshot: Snapshot, parent: KubernetesObject): RefusalAbove | undefined => {
  const isGatewayOrSet = sameGroupKind(groupKindOf(parent), GATEWAY) || isListenerSetKind(groupKindOf(parent));
  const conditions = readObjectConditions(parent);
  const reports = conditions.length === 0 ? [] : [reportConditions('', conditions, generationOf(parent))];
  const word = wordThatRefuses(reports);
  if (word !== undefined) {
    const because: Fact = { code: 'aboveReported', of: refOf(parent), ...argumentsOf(word) };
    return { because, isRefused: word.type !== 'Programmed' && word.reason !== OF_LISTENERS };
  }
  if (!isGatewayOrSet) return undefined;
  const above = isListenerSetKind(groupKindOf(parent)) ? gatewayOf(snapshot, parent) : classOf(snapshot, parent);
  return above === undefined ? undefined : reportedAbove(snapshot, above);
});

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
  if (!endsTls(listener)) return undefined;
  const certificates = certificatesOf(snapshot, holder, listener);
  const [first] = certificates;
  if (first === undefined) return undefined;
  const isUsable = certificates.some(({ resolution: { state } }) => state === 'resolved' || state === 'unknown');
  return isUsable ? undefined : { because: first.resolution.because, field: first.path };
}

/** In other protocols certificates have no place. */
function endsTls({ protocol }: Listener): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

function named(holder: KubernetesObject, { name, port, protocol, hostname }: Listener): NamedListener {
  return { holder: refOf(holder), name, port, protocol, hostname };
}

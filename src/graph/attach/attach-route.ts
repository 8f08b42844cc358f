import { PARENT_NOT_FOUND } from '../../model/computed-condition.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import { readHostnames } from '../../gateway-api/route.ts';
import { GATEWAY, SERVICE, TCP_ROUTE, UDP_ROUTE, isListenerSetKind } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isFalse, isTrue, notEvaluated } from '../condition.ts';
import { ANY_HOSTNAME, intersectHostnames } from './hostname.ts';
import { admissionOfListenerSet } from './listener-set-admission.ts';
import { kindsOf, listenersOf } from './listeners-of.ts';
import { attachToService } from './mesh.ts';
import { saysMissing } from '../resolve/missing-object.ts';
import { enumerate, nameOf } from '../name-of.ts';
import { admitNamespace } from './namespace-selection.ts';
import { didYouMean } from '../near-name.ts';
import { rememberEach } from '../remember.ts';
import { claimsOf } from '../resolve/route-claims.ts';
import type { RouteClaim } from '../resolve/route-claims.ts';
import { judgeProtocol } from './supported-kinds.ts';

/** A listener that a route attaches to, and the hostnames that it serves there. */
interface ListenerAttachment {
  readonly listener: Listener;
  readonly hostnames: readonly string[];
}

/** What became of one claim of a route. */
export interface RouteAttachment extends RouteClaim {
  /** The parent, where it was found. */
  readonly parent: KubernetesObject | undefined;
  readonly listeners: readonly ListenerAttachment[];
  /** Of a Service: the numbers of its ports that the route acts on. */
  readonly ports: readonly number[];
  readonly mesh: 'producer' | 'consumer' | undefined;
  readonly accepted: ComputedCondition;
}

/** What became of every claim of a route, in the order of its claims (semantics.md 2.2). */
export const attachRoute = rememberEach((snapshot: Snapshot, route: KubernetesObject): readonly RouteAttachment[] =>
  claimsOf(snapshot, route).map((claim) => attach(snapshot, route, claim)),
);

function attach(snapshot: Snapshot, route: KubernetesObject, claim: RouteClaim): RouteAttachment {
  return { ...claim, ...attachToParent(snapshot, route, claim.parentRef) };
}

type Outcome = Omit<RouteAttachment, keyof RouteClaim>;

const NOTHING = { parent: undefined, listeners: [], ports: [], mesh: undefined } as const;

function attachToParent(snapshot: Snapshot, route: KubernetesObject, parentRef: ParentRef): Outcome {
  const ref = parentOf(parentRef);
  if (!sameGroupKind(ref, SERVICE) && !sameGroupKind(ref, GATEWAY) && !isListenerSetKind(ref)) {
    const message = `whether routes attach to ${ref.kind}${ref.group === '' ? '' : `.${ref.group}`} is known to its controller only`;
    return { ...NOTHING, accepted: notEvaluated(message) };
  }
  const lookup = snapshot.find(ref);
  if (lookup.state === 'unknown') return { ...NOTHING, accepted: notEvaluated(lookup.why) };
  if (lookup.state === 'missing') {
    return { ...NOTHING, accepted: isFalse(PARENT_NOT_FOUND, saysMissing(snapshot, ref)) };
  }
  return attachToObject(snapshot, route, parentRef, lookup.object);
}

/** What becomes of a claim on a parent that is there. */
export function attachToObject(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
  parent: KubernetesObject,
): Outcome {
  const kind = groupKindOf(parent);
  if (sameGroupKind(kind, SERVICE)) {
    return { ...NOTHING, parent, ...attachToService(snapshot, route, parentRef, parent) };
  }
  const { accepted, listeners } = attachToListeners(snapshot, route, parentRef, parent);
  if (accepted.status !== 'True' || !isListenerSetKind(kind)) return { ...NOTHING, parent, accepted, listeners };
  return { ...NOTHING, parent, listeners, accepted: withListenerSetChoice(snapshot, parent, accepted) };
}

/** A route to a ListenerSet that takes no part in its Gateway gets no traffic, but how it is reported is open. */
function withListenerSetChoice(
  snapshot: Snapshot,
  listenerSet: KubernetesObject,
  accepted: ComputedCondition,
): ComputedCondition {
  const admission = admissionOfListenerSet(snapshot, listenerSet);
  if (admission.status !== 'False') return accepted;
  const choice = `no traffic comes through the ListenerSet (${admission.message}), and a controller may refuse the route for that`;
  return isTrue(accepted.reason, choice);
}

function attachToListeners(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
  parent: KubernetesObject,
): Pick<RouteAttachment, 'accepted' | 'listeners'> {
  const all = listenersOf(snapshot, parent);
  const relevant = all.filter(
    ({ name, port }) =>
      (parentRef.sectionName === undefined || name === parentRef.sectionName) &&
      (parentRef.port === undefined || port === parentRef.port),
  );
  if (relevant.length === 0) {
    return { listeners: [], accepted: isFalse('NoMatchingParent', saysNoListener(parent, all, parentRef)) };
  }
  const listeners: ListenerAttachment[] = [];
  const verdicts: ListenerVerdict[] = [];
  const hostnames = hasHostnames(groupKindOf(route)) ? readHostnames(route) : undefined;
  for (const listener of relevant) {
    const verdict = judgeListener(snapshot, route, parent, listener);
    if (verdict.state !== 'yes') {
      verdicts.push(verdict);
      continue;
    }
    const shared = hostnames === undefined ? [ANY_HOSTNAME] : intersectHostnames(listener.hostname, hostnames);
    if (shared.length > 0) listeners.push({ listener, hostnames: shared });
    else verdicts.push({ state: 'hostname', listener, why: '' });
  }
  if (listeners.length > 0) return { listeners, accepted: isTrue('Accepted') };
  return { listeners, accepted: saysRefusal(verdicts, parent, hostnames ?? []) };
}

/** TCP and UDP know no hostnames (semantics.md 2.5). */
function hasHostnames(kind: GroupKind): boolean {
  return !sameGroupKind(kind, TCP_ROUTE) && !sameGroupKind(kind, UDP_ROUTE);
}

interface ListenerVerdict {
  readonly state: 'yes' | 'kind' | 'namespace' | 'hostname' | 'unknown';
  readonly listener: Listener;
  readonly why: string;
}

/** Whether a listener takes the kind of a route from its namespace. */
function judgeListener(
  snapshot: Snapshot,
  route: KubernetesObject,
  parent: KubernetesObject,
  listener: Listener,
): ListenerVerdict {
  const kind = groupKindOf(route);
  const { kinds } = kindsOf(snapshot, listener);
  if (!kinds.some((supported) => sameGroupKind(supported, kind))) {
    if (judgeProtocol(listener.protocol) === 'custom') {
      const why = `what listener ${listener.name} does with protocol ${listener.protocol} is known to its controller only`;
      return { state: 'unknown', listener, why };
    }
    const taken = kinds.length === 0 ? 'no kind of route' : kinds.map((supported) => supported.kind).join(' and ');
    const why = `listener ${listener.name} (${listener.protocol}) takes ${taken}, not ${kind.kind}`;
    return { state: 'kind', listener, why };
  }
  const selection = {
    from: listener.allowedNamespaces,
    selector: readPath(listener.source, 'allowedRoutes', 'namespaces', 'selector'),
  };
  const admission = admitNamespace(snapshot, selection, namespaceOf(parent), namespaceOf(route));
  if (admission.state === 'yes') return { state: 'yes', listener, why: '' };
  if (admission.state === 'unknown') return { state: 'unknown', listener, why: admission.why };
  return { state: 'namespace', listener, why: `listener ${listener.name} allows routes ${admission.why}` };
}

/** Listeners that a message explains. */
const MOST_REASONS = 3;

/** Kind and namespace are judged before hostnames (semantics.md 2.2); what nobody knows is never a refusal. */
function saysRefusal(
  verdicts: readonly ListenerVerdict[],
  parent: KubernetesObject,
  hostnames: readonly string[],
): ComputedCondition {
  const unknown = verdicts.find(({ state }) => state === 'unknown');
  if (unknown !== undefined) return notEvaluated(unknown.why);
  const byHostname = verdicts.filter(({ state }) => state === 'hostname');
  if (byHostname.length > 0) {
    const served = byHostname.map(
      ({ listener }) => `listener ${listener.name} serves ${listener.hostname ?? ANY_HOSTNAME}`,
    );
    const message = `${enumerate(served)}, which none of the route's hostnames fits (${enumerate(hostnames)}): change spec.hostnames or the listener's hostname`;
    return isFalse('NoMatchingListenerHostname', message);
  }
  const [first] = verdicts;
  if (verdicts.length === 1 && first !== undefined) return isFalse('NotAllowedByListeners', first.why);
  const reasons = verdicts.slice(0, MOST_REASONS).map(({ why }) => asClause(why));
  const left = verdicts.length - reasons.length;
  const rest = left === 0 ? '' : `, and ${left} more`;
  const message = `no listener of ${nameOf(refOf(parent))} takes the route: ${reasons.join(', ')}${rest}`;
  return isFalse('NotAllowedByListeners', message);
}

/** A reason among others: what it rests on stands in brackets. */
function asClause(why: string): string {
  const at = why.indexOf('; ');
  return at < 0 ? why : `${why.slice(0, at)} (${why.slice(at + 2)})`;
}

/** `Gateway shop/main has no listener htpp; did you mean http?` */
function saysNoListener(parent: KubernetesObject, listeners: readonly Listener[], parentRef: ParentRef): string {
  const { sectionName, port } = parentRef;
  const named = sectionName === undefined ? listeners : listeners.filter(({ name }) => name === sectionName);
  const [first] = named;
  if (sectionName !== undefined && first !== undefined) {
    return `listener ${sectionName} of ${nameOf(refOf(parent))} is on port ${first.port ?? 'none'}, not on port ${port ?? ''}`;
  }
  if (sectionName !== undefined) {
    const names = listeners.map(({ name }) => name);
    const hint = didYouMean(sectionName, names);
    const known = hint === '' ? (names.length === 0 ? '' : `, only ${enumerate(names)}`) : hint;
    return `${nameOf(refOf(parent))} has no listener ${sectionName}${known}`;
  }
  const ports = [...new Set(listeners.flatMap((listener) => listener.port ?? []))];
  const known = ports.length === 0 ? '' : `, only on ${enumerate(ports.map(String), 8)}`;
  return `${nameOf(refOf(parent))} has no listener${port === undefined ? '' : ` on port ${port}${known}`}`;
}

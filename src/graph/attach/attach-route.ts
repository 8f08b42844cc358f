import { PARENT_NOT_FOUND } from '../../model/computed-condition.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import { readHostnames } from '../../gateway-api/route.ts';
import {
  GATEWAY,
  LISTENER_SET,
  SERVICE,
  TCP_ROUTE,
  UDP_ROUTE,
  X_LISTENER_SET,
  isListenerSetKind,
} from '../../gateway-api/kinds.ts';
import type { Fact, ListenerRefusal } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isFalse, isTrue, notEvaluated } from '../condition.ts';
import { ANY_HOSTNAME, intersectHostnames } from './hostname.ts';
import { holderBeside } from './holder-beside.ts';
import { admissionOfListenerSet } from './listener-set-admission.ts';
import { kindsOf, listenersOf } from './listeners-of.ts';
import { attachToService } from './mesh.ts';
import { missingObject } from '../resolve/missing-object.ts';
import { admitNamespace } from './namespace-selection.ts';
import { nearestName } from '../../model/near-name.ts';
import { rememberEach } from '../remember.ts';
import { groupFault, isStandardKind } from '../resolve/right-group.ts';
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
  /** Whether it could not be determined of some listener whether it takes the route. */
  readonly isUndecided: boolean;
  /** Of a Service: the numbers of its ports that the route acts on. */
  readonly ports: readonly number[];
  readonly mesh: 'producer' | 'consumer' | undefined;
  readonly accepted: ComputedCondition;
}

/** The outcome of every claim of a route, in the order of its claims (semantics.md 2.2). */
export const attachRoute = rememberEach((snapshot: Snapshot, route: KubernetesObject): readonly RouteAttachment[] =>
  claimsOf(snapshot, route).map((claim) => attach(snapshot, route, claim)),
);

function attach(snapshot: Snapshot, route: KubernetesObject, claim: RouteClaim): RouteAttachment {
  return { ...claim, ...attachToParent(snapshot, route, claim.parentRef) };
}

type Outcome = Omit<RouteAttachment, keyof RouteClaim>;

const NOTHING = { parent: undefined, listeners: [], isUndecided: false, ports: [], mesh: undefined } as const;

function attachToParent(snapshot: Snapshot, route: KubernetesObject, parentRef: ParentRef): Outcome {
  const ref = parentOf(parentRef);
  if (!sameGroupKind(ref, SERVICE) && !sameGroupKind(ref, GATEWAY) && !isListenerSetKind(ref)) {
    const fault = groupFault(snapshot, ref);
    if (fault !== undefined) return { ...NOTHING, accepted: isFalse(PARENT_NOT_FOUND, fault) };
    const near = parentKindNear(snapshot, ref);
    if (near !== undefined) {
      return { ...NOTHING, accepted: isFalse(PARENT_NOT_FOUND, { code: 'notAParentKind', type: ref, near }) };
    }
    return { ...NOTHING, accepted: notEvaluated({ code: 'foreignParent', type: ref }) };
  }
  const lookup = snapshot.find(ref);
  if (lookup.state === 'unknown') return { ...NOTHING, accepted: notEvaluated(lookup.because) };
  if (lookup.state === 'missing') {
    return { ...NOTHING, accepted: isFalse(PARENT_NOT_FOUND, missingObject(snapshot, ref)) };
  }
  return attachToObject(snapshot, route, parentRef, lookup.object);
}

/** The kind of parents that was meant by a kind which its group, one of those whose kinds are all known, does not have. */
function parentKindNear(snapshot: Snapshot, type: GroupKind): string | undefined {
  if (snapshot.serves(type) || isStandardKind(type)) return undefined;
  const kinds = [GATEWAY, LISTENER_SET, X_LISTENER_SET, SERVICE].filter(({ group }) => group === type.group);
  return nearestName(
    type.kind,
    kinds.map(({ kind }) => kind),
  );
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
  const { accepted, ...attached } = attachToListeners(snapshot, route, parentRef, parent);
  if (accepted.status !== 'True' || !isListenerSetKind(kind)) return { ...NOTHING, parent, accepted, ...attached };
  return { ...NOTHING, parent, ...attached, accepted: withListenerSetChoice(snapshot, parent, accepted) };
}

/** A route to a ListenerSet that takes no part in its Gateway gets no traffic, but how it is reported is open. */
function withListenerSetChoice(
  snapshot: Snapshot,
  listenerSet: KubernetesObject,
  accepted: ComputedCondition,
): ComputedCondition {
  const admission = admissionOfListenerSet(snapshot, listenerSet);
  if (admission.status !== 'False') return accepted;
  return isTrue(accepted.reason, { code: 'idleListenerSet', because: admission.because });
}

function attachToListeners(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
  parent: KubernetesObject,
): Pick<RouteAttachment, 'accepted' | 'listeners' | 'isUndecided'> {
  const all = listenersOf(snapshot, parent);
  const relevant = all.filter(
    ({ name, port }) =>
      (parentRef.sectionName === undefined || name === parentRef.sectionName) &&
      (parentRef.port === undefined || port === parentRef.port),
  );
  if (relevant.length === 0) {
    const accepted = isFalse('NoMatchingParent', noListener(snapshot, parent, all, parentRef));
    return { listeners: [], isUndecided: false, accepted };
  }
  const listeners: ListenerAttachment[] = [];
  const verdicts: ListenerVerdict[] = [];
  const hostnames = hasHostnames(groupKindOf(route)) ? readHostnames(route) : undefined;
  for (const listener of relevant) {
    const verdict = judgeListener(snapshot, route, parent, listener);
    if (verdict !== undefined) {
      verdicts.push(verdict);
      continue;
    }
    const shared = hostnames === undefined ? [ANY_HOSTNAME] : intersectHostnames(listener.hostname, hostnames);
    if (shared.length > 0) listeners.push({ listener, hostnames: shared });
    else verdicts.push({ state: 'hostname', listener });
  }
  const isUndecided = verdicts.some(({ state }) => state === 'unknown');
  if (listeners.length > 0) return { listeners, isUndecided, accepted: isTrue('Accepted') };
  return { listeners, isUndecided, accepted: judgeRefusals(verdicts, parent, hostnames ?? []) };
}

/** TCP and UDP know no hostnames (semantics.md 2.5). */
export function hasHostnames(kind: GroupKind): boolean {
  return !sameGroupKind(kind, TCP_ROUTE) && !sameGroupKind(kind, UDP_ROUTE);
}

/** Why a listener does not serve a route, or is not known to. */
type ListenerVerdict =
  | { readonly state: 'refused'; readonly because: ListenerRefusal }
  | { readonly state: 'hostname'; readonly listener: Listener }
  | { readonly state: 'unknown'; readonly because: Fact };

/** Why a listener does not take the kind of a route from its namespace; undefined where it does. */
function judgeListener(
  snapshot: Snapshot,
  route: KubernetesObject,
  parent: KubernetesObject,
  listener: Listener,
): ListenerVerdict | undefined {
  const kind = groupKindOf(route);
  const { kinds } = kindsOf(snapshot, listener);
  if (!kinds.some((supported) => sameGroupKind(supported, kind))) {
    const { protocol } = listener;
    if (judgeProtocol(protocol) === 'custom') {
      return { state: 'unknown', because: { code: 'foreignListenerProtocol', listener: listener.name, protocol } };
    }
    const taken = kinds.map((supported) => supported.kind);
    const because: ListenerRefusal = {
      code: 'kindNotTaken',
      listener: listener.name,
      protocol,
      kinds: taken,
      kind: kind.kind,
    };
    return { state: 'refused', because };
  }
  const selection = {
    from: listener.allowedNamespaces,
    selector: readPath(listener.source, 'allowedRoutes', 'namespaces', 'selector'),
  };
  const admission = admitNamespace(snapshot, selection, namespaceOf(parent), namespaceOf(route));
  if (admission.state === 'yes') return undefined;
  if (admission.state === 'unknown') return admission;
  const { refusal } = admission;
  return { state: 'refused', because: { code: 'namespaceNotTaken', listener: listener.name, refusal } };
}

/** Kind and namespace are judged before hostnames (semantics.md 2.2); what is unknown is never a refusal. */
function judgeRefusals(
  verdicts: readonly ListenerVerdict[],
  parent: KubernetesObject,
  hostnames: readonly string[],
): ComputedCondition {
  const unknown = verdicts.find((verdict) => verdict.state === 'unknown');
  if (unknown !== undefined) return notEvaluated(unknown.because);
  const byHostname = verdicts.filter((verdict) => verdict.state === 'hostname');
  if (byHostname.length > 0) {
    const listeners = byHostname.map(({ listener }) => ({
      listener: listener.name,
      hostname: listener.hostname ?? ANY_HOSTNAME,
    }));
    return isFalse('NoMatchingListenerHostname', {
      code: 'noHostnameShared',
      listeners: someOf(listeners),
      hostnames: someOf(hostnames),
    });
  }
  const refusals = verdicts.flatMap((verdict) => (verdict.state === 'refused' ? [verdict.because] : []));
  const because: Fact | undefined =
    refusals.length === 1
      ? refusals[0]
      : { code: 'noListenerTakes', parent: refOf(parent), refusals: someOf(refusals) };
  return isFalse('NotAllowedByListeners', because);
}

/** No listener is what a parentRef names: the name is wrong, or the port. */
function noListener(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listeners: readonly Listener[],
  parentRef: ParentRef,
): Fact {
  const { sectionName: listener, port } = parentRef;
  const parent = refOf(holder);
  if (listener === undefined) {
    const ports = [...new Set(listeners.flatMap((one) => one.port ?? []))];
    return { code: 'noListenerOnPort', parent, port, ports: someOf(ports, MOST_PORTS) };
  }
  const named = listeners.find(({ name }) => name === listener);
  if (named !== undefined) {
    return { code: 'listenerOnOtherPort', parent, listener, port: named.port, wanted: port };
  }
  const names = listeners.map(({ name }) => name);
  return {
    code: 'listenerMissing',
    parent,
    listener,
    near: nearestName(listener, names),
    known: someOf(names),
    get holder() {
      return holderBeside(snapshot, holder, listener);
    },
  };
}

const MOST_PORTS = 8;

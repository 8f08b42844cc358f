import { addTo } from '../../model/add-to.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { readSupportedFeatures } from '../../gateway-api/gateway.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { leavesOut } from '../../gateway-api/extended-features.ts';
import type { NeededFeature } from '../../gateway-api/extended-features.ts';
import { GATEWAY, TLS_ROUTE } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from '../attach/attach-route.ts';
import { classOf, controllerOf, isMeshController } from '../attach/controller-of.ts';
import { certificatesOf } from '../resolve/certificates.ts';
import { combineConditions, isFalse, isTrue, notEvaluated } from '../condition.ts';
import { validationFor, withoutAuthority } from '../resolve/frontend-validation.ts';
import { conflictFact, conflictsOf, otherListener } from './listener-conflicts.ts';
import type { Conflict, ListenerConflicts } from './listener-conflicts.ts';
import { filterConditions, filtersOf, misplacedFilters } from '../resolve/listener-filters.ts';
import { admissionOfListenerSet, gatewayOf, knowsListenerSets } from '../attach/listener-set-admission.ts';
import { kindsOf, listenersOf } from '../attach/listeners-of.ts';
import { conditionOf } from '../resolve/reference.ts';
import { groupFault } from '../resolve/right-group.ts';
import { rememberEach } from '../remember.ts';
import { claimantsOf, knowsClaimants } from '../resolve/route-claims.ts';
import { isHbone, judgeProtocol } from '../attach/supported-kinds.ts';
import { attaches, wordOnClaim } from './own-word.ts';

/** What the specification says of a listener. */
export interface ListenerState {
  readonly listener: Listener;
  readonly accepted: ComputedCondition;
  readonly conflicted: ComputedCondition;
  readonly resolvedRefs: ComputedCondition;
  readonly overlappingTlsConfig: ComputedCondition | undefined;
  readonly supportedKinds: readonly GroupKind[];
  /** The routes that attach, by kind, namespace and name. */
  readonly routes: readonly ObjectRef[];
  /** Whether every route that could attach was read. */
  readonly knowsAllRoutes: boolean;
}

const NO_ROUTES: readonly ObjectRef[] = [];

const NO_CONFLICTS: ListenerConflicts = { conflicts: new Map(), overlaps: new Map() };

/** What the specification says of each listener of a Gateway or entry of a ListenerSet (semantics.md 2.3, 2.6, 2.7, 6.1). */
export const listenerStates = rememberEach((snapshot: Snapshot, holder: KubernetesObject): readonly ListenerState[] => {
  const isGateway = sameGroupKind(groupKindOf(holder), GATEWAY);
  const gateway = isGateway ? holder : gatewayOf(snapshot, holder);
  const admission = isGateway ? undefined : admissionOfListenerSet(snapshot, holder);
  const isAdmitted = admission === undefined || admission.status === 'True';
  // Beside which listeners an entry stands is then not known, nor which clients the Gateway trusts.
  const unsure = admission?.status === 'Unknown' ? admission : undefined;
  const conflicts = gateway === undefined || !isAdmitted ? NO_CONFLICTS : conflictsOf(snapshot, gateway);
  const listeners = listenersOf(snapshot, holder);
  const mixedPorts = portsOfBothModes(listeners);
  return listeners.map((listener): ListenerState => {
    const { accepted, conflicted } = judgeAcceptance(snapshot, holder, listener, gateway, conflicts);
    return {
      listener,
      accepted: withMixedChoice(asFarAsKnown(accepted, unsure), listener, mixedPorts),
      conflicted: unsure ?? conflicted,
      resolvedRefs: asFarAsKnown(judgeReferences(snapshot, holder, listener, gateway), unsure),
      overlappingTlsConfig: judgeOverlap(holder, listener, conflicts),
      supportedKinds: kindsOf(snapshot, listener).kinds,
      // Most questions about a listener are none about its routes, of which there may be ten thousand.
      get routes() {
        return routesByListener(snapshot, holder).get(listener) ?? NO_ROUTES;
      },
      get knowsAllRoutes() {
        return knowsRoutes(snapshot, holder, listener);
      },
    };
  });
});

/** What is wrong with a listener alone stays wrong; that nothing else is cannot be said. */
function asFarAsKnown(condition: ComputedCondition, unsure: ComputedCondition | undefined): ComputedCondition {
  return condition.status === 'True' && unsure !== undefined ? unsure : condition;
}

function judgeAcceptance(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  gateway: KubernetesObject | undefined,
  { conflicts }: ListenerConflicts,
): Pick<ListenerState, 'accepted' | 'conflicted'> {
  const conflict = conflicts.get(listener);
  if (conflict !== undefined) return judgeConflict(conflict, holder, listener);
  const isEntry = gateway !== holder;
  const conflicted =
    isEntry && gateway !== undefined && !knowsListenerSets(snapshot, gateway)
      ? notEvaluated({ code: 'listenerSetsNotRead' })
      : isFalse('NoConflicts', undefined);
  return { accepted: judgeAlone(snapshot, holder, listener, gateway), conflicted };
}

function judgeConflict(
  conflict: Conflict,
  holder: KubernetesObject,
  listener: Listener,
): Pick<ListenerState, 'accepted' | 'conflicted'> {
  const { reason, choice } = conflict;
  const because = conflictFact(conflict, { holder, listener });
  const isEntry = !sameGroupKind(groupKindOf(holder), GATEWAY);
  // Of ListenerSets the GEP and the types name others than the conformance suite does (semantics.md 2.7).
  const otherReasons = isEntry ? ['PortUnavailable', 'ListenerConflict'] : undefined;
  return {
    accepted: isFalse(reason, because, { otherReasons, choice }),
    conflicted: { status: 'True', reason, because, otherReasons, choice },
  };
}

/** Accepted of a listener that conflicts with none. */
function judgeAlone(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  gateway: KubernetesObject | undefined,
): ComputedCondition {
  const protocol = judgeProtocol(listener.protocol);
  if (protocol === 'unsupported') {
    return isFalse('UnsupportedProtocol', { code: 'unsupportedProtocol', protocol: listener.protocol });
  }
  if (protocol === 'custom') return notEvaluated({ code: 'foreignProtocol', protocol: listener.protocol });
  const validation = validationFor(snapshot, gateway, holder, listener);
  const noAuthority = validation === undefined ? undefined : withoutAuthority(validation);
  if (noAuthority !== undefined) return noAuthority;
  const choice = modeChoice(snapshot, gateway, listener) ?? hboneChoice(snapshot, gateway, listener);
  return misplacedFilters(listener, filtersOf(snapshot, holder, listener)) ?? isTrue('Accepted', choice);
}

/** Ending TLS for TLSRoutes is an extended feature (semantics.md 2.3). */
function modeChoice(
  snapshot: Snapshot,
  gateway: KubernetesObject | undefined,
  { protocol, tlsMode, index }: Listener,
): Fact | undefined {
  if (protocol !== 'TLS' || tlsMode === 'Passthrough') return undefined;
  const needed = { feature: 'TLSRouteModeTerminate', path: `spec.listeners[${index}].tls.mode` };
  return featureLeftOut(snapshot, gateway, TLS_ROUTE.kind, () => [needed]) ?? { code: 'terminationIsExtended' };
}

/**
 * The first of some features that the class of a Gateway says it does not support.
 * @param needed asked for only where the class lists features of the kind of route.
 */
export function featureLeftOut(
  snapshot: Snapshot,
  parent: KubernetesObject | undefined,
  routeKind: string,
  needed: () => readonly NeededFeature[],
): Fact | undefined {
  const gatewayClass = parent === undefined ? undefined : classOf(snapshot, parent);
  if (gatewayClass === undefined) return undefined;
  const features = featuresOf(snapshot, gatewayClass);
  if (!features.has(routeKind)) return undefined;
  const missing = needed().find(({ feature }) => leavesOut(features, routeKind, feature));
  return missing && { code: 'featureNotListed', gatewayClass: gatewayClass.metadata.name, ...missing };
}

const featuresOf = rememberEach(
  (_snapshot: Snapshot, gatewayClass: KubernetesObject): ReadonlySet<string> =>
    new Set(readSupportedFeatures(gatewayClass)),
);

/** HBONE is the protocol of meshes: a controller of another kind does not know it. */
function hboneChoice(snapshot: Snapshot, gateway: KubernetesObject | undefined, listener: Listener): Fact | undefined {
  if (!isHbone(listener)) return undefined;
  const controller = gateway === undefined ? undefined : controllerOf(snapshot, gateway);
  return controller === undefined || isMeshController(controller) ? undefined : { code: 'hboneIsOfMeshes' };
}

/** The ports at which TLS listeners both end TLS and pass it through. */
function portsOfBothModes(listeners: readonly Listener[]): ReadonlySet<number> {
  const modes = new Map<number, string>();
  const mixed = new Set<number>();
  for (const { protocol, tlsMode, port } of listeners) {
    if (protocol !== 'TLS' || tlsMode === undefined || port === undefined) continue;
    if ((modes.get(port) ?? tlsMode) !== tlsMode) mixed.add(port);
    modes.set(port, tlsMode);
  }
  return mixed;
}

/** A controller that cannot serve both modes at one port accepts neither (semantics.md 2.3; GEP-2643). */
function withMixedChoice(
  accepted: ComputedCondition,
  { protocol, port }: Listener,
  mixedPorts: ReadonlySet<number>,
): ComputedCondition {
  if (accepted.status !== 'True' || protocol !== 'TLS' || port === undefined || !mixedPorts.has(port)) return accepted;
  if (accepted.choice?.code === 'featureNotListed') return accepted;
  return { ...accepted, choice: { code: 'mixedModesAreExtended', port } };
}

/** ResolvedRefs: route kinds, certificates, client authorities and filters. */
function judgeReferences(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
  gateway: KubernetesObject | undefined,
): ComputedCondition {
  const validation = validationFor(snapshot, gateway, holder, listener);
  return combineConditions('ResolvedRefs', [
    ...judgeKinds(snapshot, listener),
    ...certificatesOf(snapshot, holder, listener).map(({ resolution }) => conditionOf(resolution)),
    ...(validation?.resolved ?? []).map(({ resolution }) => conditionOf(resolution)),
    ...filterConditions(filtersOf(snapshot, holder, listener)),
  ]);
}

function judgeKinds(snapshot: Snapshot, listener: Listener): readonly ComputedCondition[] {
  if (judgeProtocol(listener.protocol) !== 'known') return [];
  const { invalid, foreign } = kindsOf(snapshot, listener);
  if (invalid.length > 0) {
    const kinds = invalid.map(({ kind }) => kind);
    const { name, protocol } = listener;
    return [isFalse('InvalidRouteKinds', { code: 'kindsNotServed', listener: name, protocol, kinds })];
  }
  return foreign.map((type) => {
    const fault = groupFault(snapshot, type);
    return fault === undefined ? notEvaluated({ code: 'foreignRouteKind', type }) : isFalse('InvalidRouteKinds', fault);
  });
}

function judgeOverlap(
  holder: KubernetesObject,
  listener: Listener,
  { overlaps }: ListenerConflicts,
): ComputedCondition | undefined {
  const other = overlaps.get(listener);
  if (other === undefined) return undefined;
  const because: Fact = { code: 'hostnamesOverlap', ...otherListener(other, holder) };
  return { status: 'True', reason: 'OverlappingHostnames', because };
}

/**
 * Routes whose Accepted is True for the holder and that a listener serves, each once (semantics.md 2.2: attachedRoutes). What
 * the controller refuses is not among them.
 */
const routesByListener = rememberEach((snapshot: Snapshot, holder: KubernetesObject) => {
  const byListener = new Map<Listener, ObjectRef[]>();
  for (const route of claimantsOf(snapshot, holder)) {
    const ref = refOf(route);
    const served = new Set(
      attachRoute(snapshot, route)
        .filter(
          ({ parent, accepted, parentRef }) =>
            parent === holder && attaches(accepted, wordOnClaim(snapshot, route, parentRef, holder)),
        )
        .flatMap(({ listeners }) => listeners.map(({ listener }) => listener)),
    );
    for (const listener of served) {
      addTo(byListener, listener, ref);
    }
  }
  return byListener;
});

/** Routes of the listener's kinds: of its own namespace where it takes no others. */
function knowsRoutes(snapshot: Snapshot, holder: KubernetesObject, listener: Listener): boolean {
  const namespace = listener.allowedNamespaces === 'Same' ? namespaceOf(holder) : undefined;
  return kindsOf(snapshot, listener).kinds.every(
    (kind) =>
      (namespace !== undefined && snapshot.isComplete(kind, namespace)) || knowsClaimants(snapshot, kind, holder),
  );
}

import { meaningOf } from '../../model/condition-polarity.ts';
import { findCondition, isStale } from '../../model/conditions.ts';
import { generationOf, readListenerStatuses, readListeners, readObjectConditions } from '../../gateway-api/gateway.ts';
import type { ListenerStatus } from '../../gateway-api/gateway.ts';
import { GATEWAY, isListenerSetKind } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readNumber, readPath } from '../../model/read.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { controllerOf } from '../attach/controller-of.ts';
import { listenersOf } from '../attach/listeners-of.ts';
import { countDoubts } from './count-doubts.ts';
import {
  compareConditions,
  compareCount,
  isFromServer,
  isUntouched,
  missingStatus,
  reportConditions,
} from './drift.ts';
import { gatewayAccepted, gatewayResolvedRefs } from './gateway-status.ts';
import type { ComputedListener, ComputedParent, Drift } from '../graph.ts';
import { countListenerSets, listenerSetAccepted } from './listener-set-status.ts';
import { listenerStates } from './listener-status.ts';
import { holdingParentOf } from './parent-standing.ts';
import type { ListenerState } from './listener-status.ts';
import { rememberEach } from '../remember.ts';

/** A Gateway or ListenerSet with its listeners, computed beside reported; undefined for other kinds. */
export const computedParent = rememberEach(
  (snapshot: Snapshot, parent: KubernetesObject): ComputedParent | undefined => {
    const ref = refOf(parent);
    const isGateway = sameGroupKind(ref, GATEWAY);
    if (!isGateway && !isListenerSetKind(ref)) return undefined;
    const controllerName = controllerOf(snapshot, parent) ?? '';
    const accepted = isGateway ? gatewayAccepted(snapshot, parent) : listenerSetAccepted(snapshot, parent);
    const resolvedRefs = isGateway ? gatewayResolvedRefs(snapshot, parent) : undefined;
    const attachedListenerSets = isGateway ? countListenerSets(snapshot, parent) : undefined;
    const conditions = readObjectConditions(parent);
    const reported =
      conditions.length === 0 ? [] : [reportConditions(controllerName, conditions, generationOf(parent))];
    const statuses = new Map(readListenerStatuses(parent).map((status) => [status.name, status]));
    return {
      ref,
      accepted,
      resolvedRefs,
      listeners: listenerStates(snapshot, parent).map((state) =>
        describeListener(snapshot, parent, state, statuses.get(state.listener.name), controllerName),
      ),
      attachedListenerSets,
      reported,
      drift: [
        ...(isUntouched(conditions) && isFromServer(parent) && accepted.reason !== 'ParentNotFound'
          ? [missingStatus(controllerName, ref)]
          : []),
        ...reported
          .flatMap((entry) =>
            compareConditions({ Accepted: accepted, ResolvedRefs: resolvedRefs, Programmed: undefined }, entry),
          )
          .filter((drift) => !followsListeners(drift, [...statuses.values()])),
        ...compareCount(
          'attachedListenerSets',
          attachedListenerSets,
          readNumber(readPath(parent, 'status', 'attachedListenerSets')),
          controllerName,
        ),
        ...leftoverListeners(parent, statuses, controllerName),
      ],
    };
  },
);

/** Reasons of a parent that say no more than what its controller says of its listeners. */
const OF_LISTENERS: ReadonlySet<string> = new Set(['ListenersNotValid', 'ListenersNotResolved']);

/** Whether a contradiction is none of the parent's own: its controller finds fault with a listener, and says so there. */
function followsListeners({ kind, fact }: Drift, statuses: readonly ListenerStatus[]): boolean {
  if (kind !== 'contradiction' || fact.code !== 'contradiction') return false;
  if (fact.reported.status !== 'False' || !OF_LISTENERS.has(fact.reported.reason)) return false;
  return statuses.some(({ conditions }) => conditions.some((condition) => meaningOf(condition) === 'trouble'));
}

/** Statuses of listeners that the spec has no more (semantics.md 6.2). */
function leftoverListeners(
  parent: KubernetesObject,
  statuses: ReadonlyMap<string, ListenerStatus>,
  controllerName: string,
): readonly Drift[] {
  const known = new Set(readListeners(parent).map(({ name }) => name));
  const gone = [...statuses.keys()].filter((name) => !known.has(name));
  return gone.map((name) => ({
    kind: 'leftover',
    about: 'listeners',
    controllerName,
    fact: { code: 'leftoverListener', listener: name },
  }));
}

/**
 * Holds the number of a listener's routes against the reported one. What follows from the state of the parent or of the listener, or
 * from what the controller may decide about single routes, is no contradiction of its own.
 */
function countDrift(
  snapshot: Snapshot,
  parent: KubernetesObject,
  { name, path, attachedRoutes, reportedAttachedRoutes, reported }: ComputedListener,
  controllerName: string,
): readonly Drift[] {
  const drift = compareCount('attachedRoutes', attachedRoutes, reportedAttachedRoutes, controllerName);
  if (drift.length === 0 || attachedRoutes === undefined || reportedAttachedRoutes === undefined) return [];
  const isTroubled = reported.some(({ conditions }) =>
    conditions.some((condition) => condition.stale || meaningOf(condition) === 'trouble'),
  );
  if (isTroubled || holdingParentOf(snapshot, parent) !== undefined) return [];
  const listener = listenersOf(snapshot, parent).find((one) => path === `spec.listeners[${one.index}]`);
  const doubt = listener === undefined ? undefined : countDoubts(snapshot, parent).get(listener);
  if (doubt === undefined || Math.abs(attachedRoutes - reportedAttachedRoutes) > doubt.routes) return drift;
  if (doubt.taker === undefined) return [];
  const fact: Fact = {
    code: 'countedWithoutTaken',
    reported: reportedAttachedRoutes,
    counted: attachedRoutes,
    listener: name,
    taker: doubt.taker.section ?? '',
  };
  return [{ kind: 'choice', about: 'attachedRoutes', controllerName, fact }];
}

function describeListener(
  snapshot: Snapshot,
  parent: KubernetesObject,
  state: ListenerState,
  status: ListenerStatus | undefined,
  controllerName: string,
): ComputedListener {
  const { listener, accepted, conflicted, resolvedRefs, overlappingTlsConfig, supportedKinds } = state;
  const reported =
    status === undefined ? [] : [reportConditions(controllerName, status.conditions, generationOf(parent))];
  const conditions = { Accepted: accepted, Conflicted: conflicted, ResolvedRefs: resolvedRefs, Programmed: undefined };
  // A controller that refuses the Gateway, or has not seen it as it is now, may leave its listeners out.
  const isForgotten = status === undefined && isFromServer(parent) && isAcceptedNow(parent);
  return {
    ref: { ...refOf(parent), section: listener.name },
    name: listener.name,
    path: `spec.listeners[${listener.index}]`,
    accepted,
    conflicted,
    resolvedRefs,
    overlappingTlsConfig,
    supportedKinds,
    get attachedRoutes() {
      const { routes } = state;
      return state.knowsAllRoutes ? routes.length : undefined;
    },
    get routes() {
      return state.routes;
    },
    reported,
    reportedAttachedRoutes: status?.attachedRoutes,
    get drift() {
      return [
        ...(isForgotten ? [forgotten(listener.name, controllerName)] : []),
        ...reported.flatMap((entry) => compareConditions(conditions, entry)),
        ...countDrift(snapshot, parent, this, controllerName),
      ];
    },
  };
}

function isAcceptedNow(parent: KubernetesObject): boolean {
  const conditions = readObjectConditions(parent);
  const accepted = findCondition(conditions, 'Accepted');
  return accepted?.status === 'True' && !isStale(accepted, generationOf(parent), conditions);
}

function forgotten(listener: string, controllerName: string): Drift {
  return { kind: 'noStatus', about: 'Accepted', controllerName, fact: { code: 'listenerNotReported', listener } };
}

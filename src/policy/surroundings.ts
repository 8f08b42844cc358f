import { MESH_DOMAINS, controllerOf } from '../graph/attach/controller-of.ts';
import type { GraphEdge } from '../graph/graph.ts';
import { reportConditions } from '../graph/status/drift.ts';
import { isOwn, ownWord } from '../graph/status/own-word.ts';
import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import { BACKEND_TLS_POLICY, GATEWAY, GATEWAY_CLASS, isListenerSetKind, isRouteKind } from '../gateway-api/kinds.ts';
import { parentOf, readAncestorStatuses } from '../gateway-api/parent-ref.ts';
import { readPath, readString } from '../model/read.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { CATALOGUE } from './catalogue/index.ts';
import { isBackendLevel, levelOfKind, levelsOf, ownLevelsOf } from './levels.ts';
import type { PolicyPath } from './levels.ts';
import type { Policy } from './policy.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { readParentContext, readRouteContexts, waypointContext } from './route-contexts.ts';
import type { RouteContext } from './route-contexts.ts';

/** A Gateway, or a class, whose controller does not know a kind of policy. */
export interface Stranger {
  readonly ref: ObjectRef;
  readonly controllerName: string;
}

/** The domains of controllers of which it is known whose they are: of others a policy may well be. */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  ...[...CATALOGUE.values()].flatMap(({ controllers = [] }) => controllers),
  'io.cilium',
  'traefik.io',
  'projectcontour.io',
]);

/** The contexts of a route, read once. */
export function contextsOf(index: PolicyIndex, route: ObjectRef): readonly RouteContext[] {
  return recallContexts(index, route, () =>
    readRouteContexts(index.graph, route, (service) =>
      index.kinds.some(mayStandAtWaypoint) ? waypointContext(index.graph, index.snapshot, service) : undefined,
    ),
  );
}

/** Through what traffic comes to an object: of a backend all that leads to it. */
export function surroundingsOf(index: PolicyIndex, object: ObjectRef): readonly RouteContext[] {
  const whole = wholeOf(object);
  if (sameGroupKind(whole, GATEWAY_CLASS)) return [{ gatewayClass: whole }];
  if (isRouteKind(whole)) return contextsOf(index, whole);
  return recallContexts(index, whole, () => {
    if (sameGroupKind(whole, GATEWAY) || isListenerSetKind(whole)) {
      return [readParentContext(index.graph, whole) ?? {}];
    }
    const routes = new Map<string, ObjectRef>();
    for (const edge of index.graph.incoming(whole, 'backend')) {
      const { from } = edge;
      if (reachesBackend(index, edge) && isRouteKind(from)) routes.set(refKey(wholeOf(from)), wholeOf(from));
    }
    const contexts = [...routes.values()].flatMap((route) => contextsOf(index, route));
    return [...new Map(contexts.map((context) => [gatewayKey(context), context])).values()];
  });
}

/**
 * Whether a reference leads to its backend: also to an object that is there of a kind that only its controller knows as a
 * backend.
 */
export function reachesBackend({ graph }: PolicyIndex, { state, because, to }: GraphEdge): boolean {
  if (state === 'resolved') return true;
  return state === 'unknown' && because?.code === 'foreignBackend' && graph.node(wholeOf(to)).object !== undefined;
}

/** The Gateways around an object whose controllers do not know a kind, once each; `all`: there are no others. */
export function strangersAround(
  index: PolicyIndex,
  kind: PolicyKind,
  object: ObjectRef,
): { readonly strangers: readonly Stranger[]; readonly all: boolean } {
  if (kind.entry?.controllers === undefined) return NO_STRANGERS;
  const strangers = new Map<string, Stranger>();
  let all = true;
  for (const context of surroundingsOf(index, object)) {
    const controllerName = strangerOf(index, kind, context);
    const ref = context.gateway ?? context.gatewayClass;
    if (controllerName === undefined || ref === undefined) all = false;
    else strangers.set(refKey(ref), { ref, controllerName });
  }
  return { strangers: [...strangers.values()], all: all && strangers.size > 0 };
}

const NO_STRANGERS = { strangers: [], all: false } as const;

/** The controller of a Gateway where it is known not to know a kind of policy. */
export function strangerOf(index: PolicyIndex, kind: PolicyKind, context: RouteContext): string | undefined {
  const controllers = kind.entry?.controllers;
  if (controllers === undefined || context.gatewayClass === undefined) return undefined;
  const name = readString(readPath(index.graph.node(context.gatewayClass).object, 'spec', 'controllerName'));
  const [domain = ''] = name?.split('/', 1) ?? [];
  return KNOWN_DOMAINS.has(domain) && !controllers.includes(domain) ? name : undefined;
}

/** The waypoint above a Service or Namespace, for the kinds whose policies may stand at one. */
export function waypointAbove(index: PolicyIndex, kind: PolicyKind, ref: ObjectRef): RouteContext | undefined {
  return mayStandAtWaypoint(kind) ? waypointContext(index.graph, index.snapshot, ref) : undefined;
}

/** Whether policies of a kind may act at a waypoint. */
export function mayStandAtWaypoint({ entry }: PolicyKind): boolean {
  return entry?.controllers?.some((domain) => MESH_DOMAINS.includes(domain)) === true;
}

/** Whether no controller on a path to a route knows a kind of policy. */
export function isStrangersPath(index: PolicyIndex, kind: PolicyKind, path: PolicyPath): boolean {
  if (kind.entry?.controllers === undefined) return false;
  if (path.gatewayClass !== undefined) return strangerOf(index, kind, path) !== undefined;
  const own = ownLevelsOf(path)[0]?.node;
  return own !== undefined && !isBackendLevel(levelOfKind(own)) && strangersAround(index, kind, own).all;
}

/**
 * Whether the controller of a path refuses a policy there: by what it reported of the policy as it is now. A BackendTLSPolicy
 * that is refused is not without effect: connections fail (semantics.md 5.10).
 */
export function isRefusedOn(index: PolicyIndex, policy: Policy, path: PolicyPath): boolean {
  const refusals = refusalsOf(index, policy);
  if (refusals.size === 0) return false;
  if (refusals.has(EVERYWHERE)) return true;
  const nodes = levelsOf(path).map(({ node }) => refKey(wholeOf(node)));
  if (nodes.some((key) => refusals.has(key))) return true;
  const own = path.gateway === undefined ? ownLevelsOf(path)[0]?.node : undefined;
  if (own === undefined) return false;
  const gateways = surroundingsOf(index, own).flatMap(({ gateway }) => gateway ?? []);
  return gateways.length > 0 && gateways.every((gateway) => refusals.has(refKey(gateway)));
}

/** Where the controllers refuse a policy, by the ancestor, each with its reason. */
export function refusalsOf(index: PolicyIndex, policy: Policy): ReadonlyMap<string, Refusal> {
  const known = index.memo.refusals.get(policy);
  if (known !== undefined) return known;
  const refusals = sameGroupKind(policy.kind, BACKEND_TLS_POLICY) ? new Map() : readRefusals(index, policy);
  index.memo.refusals.set(policy, refusals);
  return refusals;
}

/** The key of a refusal by a controller that reports on the policy as a whole. */
const EVERYWHERE = '';

/** What a controller reported of a policy that it does not accept. */
export interface Refusal {
  /** Undefined where the controller reports on the policy as a whole. */
  readonly ancestor: ObjectRef | undefined;
  readonly controllerName: string;
  readonly reason: string;
}

function readRefusals({ graph, snapshot }: PolicyIndex, { object }: Policy): ReadonlyMap<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  const generation = generationOf(object);
  const whole = ownWord([reportConditions('', readObjectConditions(object), generation)], 'Accepted')?.condition;
  if (whole?.status === 'False') {
    refusals.set(EVERYWHERE, { ancestor: undefined, controllerName: '', reason: whole.reason });
  }
  const accepted = new Set<string>();
  for (const { parentRef, controllerName, conditions } of readAncestorStatuses(object)) {
    const report = reportConditions(controllerName, conditions, generation);
    const condition = ownWord([report], 'Accepted')?.condition;
    const ancestor = parentOf(parentRef);
    // Of an ancestor that is told by its sections, one where the policy is accepted is enough.
    if (condition?.status === 'True') accepted.add(refKey(ancestor));
    if (condition?.status !== 'False') continue;
    const parent = graph.node(ancestor).object;
    if (!isOwn(report, parent === undefined ? undefined : controllerOf(snapshot, parent))) continue;
    refusals.set(refKey(ancestor), { ancestor, controllerName, reason: condition.reason });
  }
  for (const key of accepted) refusals.delete(key);
  return refusals;
}

function recallContexts(
  { memo }: PolicyIndex,
  object: ObjectRef,
  read: () => readonly RouteContext[],
): readonly RouteContext[] {
  const key = refKey(object);
  const known = memo.contexts.get(key);
  if (known !== undefined) return known;
  const contexts = read();
  memo.contexts.set(key, contexts);
  return contexts;
}

function gatewayKey({ gateway, gatewayClass }: RouteContext): string {
  const ref = gateway ?? gatewayClass;
  return ref === undefined ? '' : refKey(ref);
}

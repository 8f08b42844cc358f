import { carriesTraffic } from '../graph/query/carries-traffic.ts';
import { readListeners } from '../gateway-api/gateway.ts';
import { BACKEND_RELATIONS } from '../gateway-api/relation.ts';
import { readRules } from '../gateway-api/route.ts';
import {
  BACKEND_TLS_POLICY,
  GATEWAY,
  GATEWAY_CLASS,
  NAMESPACE,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { portOf, portSection, ruleSection } from '../gateway-api/section.ts';
import { append } from '../model/append.ts';
import { readNumber, readPath, readRecords } from '../model/read.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { levelsOf } from './levels.ts';
import type { PolicyPath } from './levels.ts';
import { mergeRulesOf } from './merge-rules.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { readParentContext } from './route-contexts.ts';
import type { RouteContext } from './route-contexts.ts';
import { contextsOf, reachesBackend, waypointAbove } from './surroundings.ts';
import { usesBackendTls } from './uses-backend-tls.ts';

/**
 * The paths on which policies of one kind may act on an object: Gateway[/listener] x route[/rule] x backend, through
 * accepted attachments and resolved backends only. A listener, a rule, a port, and behind a route its backends, are named
 * only where policies of the kind attach there: everywhere else all of them have one answer.
 * @param object the object asked for; with `section` (as the graph calls it) only that part of it.
 */
export function listPaths(index: PolicyIndex, kind: PolicyKind, object: ObjectRef): readonly PolicyPath[] {
  const whole = wholeOf(object);
  // None: policies of different objects do not meet, so the rest of the path says nothing.
  const alone = mergeRulesOf(kind).strategy === 'None';
  if (sameGroupKind(object, GATEWAY_CLASS)) return [{ gatewayClass: whole }];
  if (sameGroupKind(object, NAMESPACE)) return [{ target: whole, ...waypointAbove(index, kind, whole) }];
  if (sameGroupKind(object, GATEWAY) || isListenerSetKind(object)) return parentPaths(index, kind, object, whole);
  if (isRouteKind(object)) return routePaths(index, kind, object, whole, alone);
  const concerned =
    carriesTraffic(index.graph, whole) || index.at(kind, whole).length > 0 || index.hasSections(kind, whole);
  return concerned ? backendPaths(index, kind, object, whole, alone) : [];
}

function parentPaths(index: PolicyIndex, kind: PolicyKind, asked: ObjectRef, parent: ObjectRef): readonly PolicyPath[] {
  const root = readParentContext(index.graph, parent) ?? {};
  if (asked.section !== undefined) return [{ ...root, listener: asked.section }];
  if (!index.hasSections(kind, parent)) return [root];
  const object = index.graph.node(parent).object;
  const listeners = object === undefined ? [] : readListeners(object);
  return listeners.length === 0 ? [root] : listeners.map(({ name }) => Object.assign({ listener: name }, root));
}

function routePaths(
  index: PolicyIndex,
  kind: PolicyKind,
  asked: ObjectRef,
  route: ObjectRef,
  alone: boolean,
): readonly PolicyPath[] {
  const accepted = contextsOf(index, route);
  // A refused route passes nothing on to its backends.
  const reaches = alone || accepted.length > 0;
  const rules = listRules(index, route).filter(
    ({ section }) => asked.section === undefined || section === asked.section,
  );
  const named = asked.section !== undefined || index.hasSections(kind, route);
  const own: PolicyPath[] = rules.length === 0 ? [{ route }] : [];
  const behind: PolicyPath[] = [];
  for (const { rule, section } of rules) {
    const tail: PolicyPath = named ? { route, rule } : { route };
    const backends = reaches ? backendsOf(index, kind, { ...route, section }, alone) : [];
    const attached = backends.filter(({ backend, port }) => hasOwn(index, kind, route, backend, port));
    for (const backend of attached) behind.push(alone ? backend : Object.assign({}, tail, backend));
    // Where every backend has policies of its own, nothing has the answer of the rule alone.
    if (alone || attached.length < backends.length || backends.length === 0) own.push(tail);
  }
  const tails = unique([...own, ...behind], tailKey);
  if (alone) return tails;
  return reduceContexts(index, kind, accepted).flatMap((context) => tails.map((tail) => join(tail, context)));
}

function backendPaths(
  index: PolicyIndex,
  kind: PolicyKind,
  asked: ObjectRef,
  backend: ObjectRef,
  alone: boolean,
): readonly PolicyPath[] {
  const ports = portsOf(index, kind, asked, backend);
  const own: readonly PolicyPath[] = ports.length === 0 ? [{ backend }] : ports.map((port) => ({ backend, port }));
  if (alone) return own;
  const paths: PolicyPath[] = [];
  for (const edge of index.graph.incoming(backend, 'backend')) {
    if (!isRouteKind(edge.from) || !reachesBackend(index, edge)) continue;
    const route = wholeOf(edge.from);
    const named = index.hasSections(kind, route);
    const rule = named ? listRules(index, route).find(({ section }) => section === edge.from.section)?.rule : undefined;
    const port = ports.length === 0 ? undefined : edge.port;
    if (asked.section !== undefined && (port === undefined || port !== portOf(asked.section))) continue;
    const accepted = contextsOf(index, route);
    if (accepted.length === 0) continue;
    for (const context of reduceContexts(index, kind, accepted)) {
      paths.push(join({ route, rule, backend, port }, context));
    }
  }
  const waypoint = waypointAbove(index, kind, backend);
  if (waypoint !== undefined)
    append(
      paths,
      own.map((tail) => join(tail, waypoint)),
    );
  return paths.length === 0 ? own : unique(paths, pathKey);
}

/** Listeners are told apart only where policies of the kind attach to one, or to a ListenerSet. */
function reduceContexts(
  index: PolicyIndex,
  kind: PolicyKind,
  contexts: readonly RouteContext[],
): readonly RouteContext[] {
  // A route that nobody accepts inherits nothing: it stands alone.
  if (contexts.length === 0) return [{}];
  const told = new Set<string>();
  for (const { gateway, listenerSet } of contexts) {
    const holder = listenerSet ?? gateway;
    if (holder === undefined) continue;
    const differs =
      index.hasSections(kind, holder) || (listenerSet !== undefined && index.at(kind, listenerSet).length > 0);
    if (differs) told.add(refKey(gateway ?? holder));
  }
  const reduced = contexts.map((context) => {
    const { gatewayClass, gateway, listenerSet, service } = context;
    const root = gateway ?? listenerSet;
    if (root !== undefined && told.has(refKey(root))) return context;
    if (gateway === undefined) return { listenerSet, service };
    return service === undefined ? { gatewayClass, gateway } : { gatewayClass, gateway, service };
  });
  return unique(reduced, contextKey);
}

interface NamedRule {
  readonly section: string;
  readonly rule: NonNullable<PolicyPath['rule']>;
}

function listRules(index: PolicyIndex, route: ObjectRef): readonly NamedRule[] {
  const object = index.graph.node(route).object;
  if (object === undefined) return [];
  return readRules(object).map(({ index: place, name }) => ({
    section: ruleSection(place),
    rule: { index: place, name },
  }));
}

/**
 * The backends that a rule reaches, with the port where policies of the kind tell ports apart. What is mirrored or asked for
 * leave is reached too, but inherits nothing from the route.
 */
function backendsOf(
  index: PolicyIndex,
  kind: PolicyKind,
  rule: ObjectRef,
  alone: boolean,
): readonly { readonly backend: ObjectRef; readonly port: number | undefined }[] {
  if (sameGroupKind(kind, BACKEND_TLS_POLICY) && !usesBackendTls(index.graph, wholeOf(rule))) return [];
  const relations = alone ? BACKEND_RELATIONS : MAIN_BACKENDS;
  return relations.flatMap((relation) =>
    index.graph.outgoing(rule, relation).flatMap((edge) => {
      const { to, port } = edge;
      if (!reachesBackend(index, edge)) return [];
      const backend = wholeOf(to);
      return [{ backend, port: index.hasSections(kind, backend) ? port : undefined }];
    }),
  );
}

const MAIN_BACKENDS = ['backend'] as const;

/** Whether a policy of the kind attaches to the backend, its port, or its namespace where that is not the route's. */
function hasOwn(
  index: PolicyIndex,
  kind: PolicyKind,
  route: ObjectRef,
  backend: ObjectRef | undefined,
  port: number | undefined,
): boolean {
  if (backend === undefined) return false;
  if (index.at(kind, backend).length > 0) return true;
  if (port !== undefined && index.at(kind, { ...backend, section: portSection(port) }).length > 0) return true;
  const { namespace } = backend;
  if (namespace === undefined || namespace === route.namespace) return false;
  return index.at(kind, { ...NAMESPACE, name: namespace }).length > 0;
}

function portsOf(index: PolicyIndex, kind: PolicyKind, asked: ObjectRef, backend: ObjectRef): readonly number[] {
  if (asked.section !== undefined) {
    const port = portOf(asked.section);
    return port === undefined ? [] : [port];
  }
  if (!index.hasSections(kind, backend)) return [];
  const ports = readRecords(readPath(index.graph.node(backend).object, 'spec', 'ports'));
  return ports.flatMap((port) => readNumber(port['port']) ?? []);
}

function join(tail: PolicyPath, context: RouteContext): PolicyPath {
  return Object.assign({}, context, tail);
}

/** Those that differ by their keys: two parentRefs or two rules may lead the same way. */
function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  if (items.length < 2) return items;
  const known = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (!known.has(key)) known.set(key, item);
  }
  return [...known.values()];
}

/** What tells the contexts of one route apart. */
function contextKey({ gateway, listenerSet, listener, service }: RouteContext): string {
  const holder = listenerSet ?? gateway ?? service;
  const at = service === undefined ? '' : refKey(service);
  return `${holder?.kind} ${holder?.namespace}/${holder?.name} ${listener ?? ''} ${at}`;
}

/** What tells the ways behind one route apart. */
function tailKey({ rule, backend, port }: PolicyPath): string {
  return `${rule?.index ?? ''} ${backend === undefined ? '' : refKey(backend)} ${port ?? ''}`;
}

/** A key for maps: equal for paths over the same nodes. */
export function pathKey(path: PolicyPath): string {
  return levelsOf(path)
    .map(({ level, node }) => `${level}=${refKey(node)}`)
    .join(' ');
}

import { GATEWAY, GATEWAY_CLASS, NAMESPACE, isListenerSetKind, isRouteKind } from '../gateway-api/kinds.ts';
import { portSection, ruleSection } from '../gateway-api/section.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { LevelName } from './catalogue-entry.ts';
import type { RouteContext } from './route-contexts.ts';

/** The canonical hierarchy of ingress traffic, least specific first (semantics.md 5.3). */
export const HIERARCHY: readonly LevelName[] = [
  'gatewayclass',
  'gateway-namespace',
  'gateway',
  'listenerset',
  'listener',
  'route-namespace',
  'route',
  'rule',
  'backend-namespace',
  'backend',
  'port',
];

/**
 * The way of traffic from the root to a leaf, as far as a question goes: what is absent is not part of the question, or
 * makes no difference to the answer.
 */
export interface PolicyPath extends RouteContext {
  readonly route?: ObjectRef | undefined;
  readonly rule?: { readonly index: number; readonly name: string | undefined } | undefined;
  readonly backend?: ObjectRef | undefined;
  readonly port?: number | undefined;
  /** An object that is no part of a Gateway's traffic, or a Namespace by itself. */
  readonly target?: ObjectRef | undefined;
}

/** One level of a path and the node that stands there. */
export interface PathLevel {
  readonly level: LevelName;
  readonly node: ObjectRef;
}

/** The levels of a path, least specific first. */
export function levelsOf(path: PolicyPath): readonly PathLevel[] {
  const levels: PathLevel[] = [];
  const add = (level: LevelName, node: ObjectRef | undefined): void => {
    if (node !== undefined) levels.push({ level, node });
  };
  const { gatewayClass, gateway, listenerSet, listener, route, rule, backend, port, target } = path;
  add('gatewayclass', gatewayClass);
  add('gateway-namespace', namespaceNode(gateway));
  add('gateway', gateway);
  add('listenerset', listenerSet);
  add('listener', section(listenerSet ?? gateway, listener));
  add('route-namespace', namespaceNode(route));
  add('route', route);
  add('rule', section(route, rule === undefined ? undefined : ruleSection(rule.index)));
  add('backend-namespace', namespaceNode(backend));
  add('backend', backend);
  add('port', section(backend, port === undefined ? undefined : portSection(port)));
  if (target !== undefined) levels.push({ level: levelOfKind(target), node: target });
  return levels;
}

/**
 * The levels of the object at the end of a path: itself and its named section. Policies that do not reach beyond their
 * target meet only there.
 */
export function ownLevelsOf(path: PolicyPath): readonly PathLevel[] {
  const { gateway, listenerSet, route, backend, target } = path;
  const own = target ?? backend ?? route ?? listenerSet ?? gateway ?? path.gatewayClass;
  const key = own === undefined ? undefined : refKey(wholeOf(own));
  return levelsOf(path).filter(({ node }) => refKey(wholeOf(node)) === key);
}

/**
 * Whether a path leads through a node. A section that the path does not tell apart is on it with its whole object.
 * @param alone the rest of the path makes no difference (Direct kinds): what it does not name, it does not exclude.
 */
export function leadsThrough(path: PolicyPath, wanted: ObjectRef, alone: boolean): boolean {
  const levels = levelsOf(path);
  const keys = new Set(levels.map(({ node }) => refKey(node)));
  const { service } = path;
  if (service !== undefined) keys.add(refKey(service));
  if (keys.has(refKey(wanted))) return true;
  const level = levelOfKind(wanted);
  const named = levels.some((one) => one.level === level);
  if (wanted.section !== undefined && !named && keys.has(refKey(wholeOf(wanted)))) return true;
  return alone && !named;
}

/** The level at which an object, or with a section a part of it, stands; everything that is no Gateway or route is a backend. */
export function levelOfKind(ref: ObjectRef): LevelName {
  const part = ref.section !== undefined;
  if (sameGroupKind(ref, GATEWAY_CLASS)) return 'gatewayclass';
  if (sameGroupKind(ref, NAMESPACE)) return 'gateway-namespace';
  if (sameGroupKind(ref, GATEWAY)) return part ? 'listener' : 'gateway';
  if (isListenerSetKind(ref)) return part ? 'listener' : 'listenerset';
  if (isRouteKind(ref)) return part ? 'rule' : 'route';
  return part ? 'port' : 'backend';
}

/** Whether the level is a Namespace. */
export function isNamespaceLevel(level: LevelName): boolean {
  return level.endsWith('-namespace');
}

/** Whether the level is a backend, a port of it, or its namespace. */
export function isBackendLevel(level: LevelName): boolean {
  return level === 'backend' || level === 'port' || level === 'backend-namespace';
}

function namespaceNode(ref: ObjectRef | undefined): ObjectRef | undefined {
  return ref?.namespace === undefined ? undefined : { ...NAMESPACE, name: ref.namespace };
}

function section(ref: ObjectRef | undefined, name: string | undefined): ObjectRef | undefined {
  if (ref === undefined || name === undefined) return undefined;
  return { group: ref.group, kind: ref.kind, namespace: ref.namespace, name: ref.name, section: name };
}

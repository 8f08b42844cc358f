import {
  GATEWAY,
  GATEWAY_CLASS,
  NAMESPACE,
  ROUTE_KINDS,
  SERVICE,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { isWaypoint, waypointOf } from '../graph/attach/waypoint.ts';
import { readRules } from '../gateway-api/route.ts';
import { ruleSection } from '../gateway-api/section.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { isInheritable } from './effective.ts';
import { isBackendLevel, levelOfKind } from './levels.ts';
import type { Policy } from './policy.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PolicyKind } from './policy-kind.ts';
import { contextsOf, mayStandAtWaypoint, reachesBackend, strangersAround } from './surroundings.ts';

/** The objects that a policy reaches (the "blast radius"): its targets and what they pass on to. */
export interface PolicyScope {
  readonly gatewayClasses: readonly ObjectRef[];
  readonly gateways: readonly ObjectRef[];
  readonly listenerSets: readonly ObjectRef[];
  readonly routes: readonly ObjectRef[];
  readonly backends: readonly ObjectRef[];
}

/**
 * Every object that a policy reaches through accepted attachments and resolved backends. A Direct policy reaches its
 * targets and nothing else. Order: as found, from the root down.
 */
export function scopeOf(index: PolicyIndex, policy: Policy): PolicyScope {
  const scope = new Scope(index, policy.kind);
  for (const { node } of policy.targets) if (node !== undefined) scope.add(node);
  return scope.result();
}

class Scope {
  readonly #index: PolicyIndex;
  readonly #kind: PolicyKind;
  readonly #inheritable: boolean;
  readonly #found = {
    gatewayClasses: new Map<string, ObjectRef>(),
    gateways: new Map<string, ObjectRef>(),
    listenerSets: new Map<string, ObjectRef>(),
    routes: new Map<string, ObjectRef>(),
    backends: new Map<string, ObjectRef>(),
  };

  constructor(index: PolicyIndex, kind: PolicyKind) {
    this.#index = index;
    this.#kind = kind;
    this.#inheritable = isInheritable(kind);
  }

  result(): PolicyScope {
    const { gatewayClasses, gateways, listenerSets, routes, backends } = this.#found;
    return {
      gatewayClasses: [...gatewayClasses.values()],
      gateways: [...gateways.values()],
      listenerSets: [...listenerSets.values()],
      routes: [...routes.values()],
      backends: [...backends.values()],
    };
  }

  /** Adds a node and what lies behind it; of a section only what lies behind the section. */
  add(node: ObjectRef): void {
    // Nothing is reached where no controller knows the kind; to a backend other ways lead.
    const isBackend = isBackendLevel(levelOfKind(node));
    if (!isBackend && strangersAround(this.#index, this.#kind, node).all) return;
    if (sameGroupKind(node, NAMESPACE)) this.#addNamespace(node.name);
    else if (sameGroupKind(node, GATEWAY_CLASS)) this.#addClass(node);
    else if (sameGroupKind(node, GATEWAY) || isListenerSetKind(node)) this.#addParent(node);
    else if (isRouteKind(node)) this.#addRoute(node);
    else this.#remember('backends', node);
  }

  #addNamespace(namespace: string): void {
    if (!this.#inheritable) return;
    for (const kind of [GATEWAY, ...ROUTE_KINDS, SERVICE]) {
      for (const object of this.#index.snapshot.listIn(kind, namespace)) this.add(refOf(object));
    }
  }

  #addClass(node: ObjectRef): void {
    if (!this.#remember('gatewayClasses', node) || !this.#inheritable) return;
    for (const { from } of this.#index.graph.incoming(node, 'class')) this.add(from);
  }

  #addParent(node: ObjectRef): void {
    const whole = node.section === undefined;
    const isNew = this.#remember(sameGroupKind(node, GATEWAY) ? 'gateways' : 'listenerSets', node);
    if (!this.#inheritable || (whole && !isNew)) return;
    if (whole) for (const service of this.#servicesBehind(node)) this.#remember('backends', service);
    const { graph } = this.#index;
    const edges = graph.incoming(node, whole ? 'parent' : 'attachment');
    for (const { from, state } of edges) if (state === 'resolved') this.add(wholeOf(from));
  }

  /** The Services that go through a waypoint. */
  #servicesBehind(gateway: ObjectRef): readonly ObjectRef[] {
    const { graph, snapshot } = this.#index;
    const { object } = graph.node(gateway);
    if (object === undefined || !isWaypoint(object) || !mayStandAtWaypoint(this.#kind)) return [];
    const key = refKey(gateway);
    return snapshot
      .list(SERVICE)
      .map(refOf)
      .filter((service) => {
        const waypoint = waypointOf(snapshot, service);
        return waypoint !== undefined && refKey(waypoint) === key;
      });
  }

  #addRoute(node: ObjectRef): void {
    const whole = node.section === undefined;
    const isNew = this.#remember('routes', node);
    if (!this.#inheritable || (whole && !isNew)) return;
    const { graph } = this.#index;
    // A refused route passes nothing on.
    if (contextsOf(this.#index, wholeOf(node)).length === 0) return;
    const object = graph.node(wholeOf(node)).object;
    const rules = object === undefined ? [] : readRules(object).map(({ index }) => ruleSection(index));
    for (const section of node.section === undefined ? rules : [node.section]) {
      for (const edge of graph.outgoing({ ...node, section }, 'backend')) {
        if (reachesBackend(this.#index, edge)) this.#remember('backends', edge.to);
      }
    }
  }

  /** @returns whether the object is new. */
  #remember(list: keyof PolicyScope, node: ObjectRef): boolean {
    const object = wholeOf(node);
    const key = refKey(object);
    const known = this.#found[list];
    if (known.has(key)) return false;
    known.set(key, object);
    return true;
  }
}

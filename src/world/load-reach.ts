import {
  BACKEND_TLS_POLICY,
  CONFIG_MAP,
  CUSTOM_RESOURCE_DEFINITION,
  GATEWAY,
  GATEWAY_CLASS,
  GATEWAY_NAME_LABEL,
  LISTENER_SET,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SECRET,
  SERVICE,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
  X_TELEMETRY_POLICY,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { readReferenceGrant } from '../gateway-api/reference-grant.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath } from '../model/read.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { Involved, readEndpoints } from './involved.ts';
import { namedReferences } from './named-references.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

const DEPLOYMENT = { group: 'apps', kind: 'Deployment' };

/** Up to this many routes of a Gateway, their backends are looked at too. */
const MOST_FOLLOWED = 50;

/** Which kinds name certificates, CA objects and parameters, and collectors. */
const HOLDERS: readonly (readonly [GroupKind, readonly GroupKind[]])[] = [
  [SECRET, [GATEWAY, LISTENER_SET, X_LISTENER_SET, X_BACKEND]],
  [CONFIG_MAP, [GATEWAY_CLASS, X_MESH, GATEWAY, LISTENER_SET, X_LISTENER_SET, BACKEND_TLS_POLICY, X_BACKEND]],
  [SERVICE, [X_TELEMETRY_POLICY]],
];

/**
 * Reads what one object involves and no more: what it names, by name; what may name it, by kind; policies and grants of the
 * namespaces that are involved.
 */
export async function loadReach(
  root: KubernetesObject,
  reader: SnapshotReader,
  policyKinds: readonly PolicyKind[],
): Promise<void> {
  reader.seed([root]);
  // As an object a Secret has only metadata; the table tells its type.
  if (sameGroupKind(groupKindOf(root), SECRET)) await reader.get(refOf(root));
  const reach = new Reach(reader, policyKinds);
  const type = groupKindOf(root);
  if (isRouteKind(type)) await reach.route(root);
  else if (sameGroupKind(type, GATEWAY)) await reach.gateway(root);
  else if (isListenerSetKind(type)) await reach.listenerSet(root);
  else if (sameGroupKind(type, GATEWAY_CLASS) || sameGroupKind(type, X_MESH)) await reach.gatewayClass(root);
  else if (sameGroupKind(type, NAMESPACE)) await reach.namespace(root);
  else if (sameGroupKind(type, REFERENCE_GRANT)) await reach.grant(root);
  else if (sameGroupKind(type, CUSTOM_RESOURCE_DEFINITION)) await reach.policyCrd(root);
  else if (policyKinds.some((kind) => sameGroupKind(kind, type))) await reach.policy(root);
  else await reach.backend(root);
}

class Reach {
  readonly #reader: SnapshotReader;
  readonly #policyKinds: readonly PolicyKind[];
  readonly #involved = new Involved();

  constructor(reader: SnapshotReader, policyKinds: readonly PolicyKind[]) {
    this.#reader = reader;
    this.#policyKinds = policyKinds;
  }

  /** A route: its parents with their class, its backends with their endpoints, grants where it leaves its namespace. */
  async route(route: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const ref = refOf(route);
    const { parents, backends, others } = namedReferences(route);
    this.#note(ref, ...parents, ...backends);
    await Promise.all([
      this.#namespaceOf(ref),
      ...parents.map((parent) => this.#parent(parent)),
      ...[...backends, ...others].map((other) => reader.get(other)),
      ...this.#grantsAbroad(ref, backends),
      readPath(route, 'spec', 'useDefaultGateways') === undefined ? undefined : reader.listAll(GATEWAY),
      readEndpoints(reader, backends),
      this.#authoritiesOf(backends),
      this.#rivals(ref, parents),
      this.#policies(),
    ]);
  }

  /** A Gateway: its class, its ListenerSets, every route that names any of them, certificates, what was made for it. */
  async gateway(gateway: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const ref = refOf(gateway);
    const { others, backends } = namedReferences(gateway);
    const instead = namespacesOf(ref);
    this.#note(ref);
    const sets = this.#listenerSetsOf(ref, instead).then((found) => {
      for (const set of found) this.#note(refOf(set));
      return this.#routesTo([ref, ...found.map(refOf)], instead, readPath(gateway, 'spec', 'defaultScope') === 'All');
    });
    await Promise.all([
      sets.then(() => this.#policies()),
      ...[...others, ...backends].map((other) => reader.get(other)),
      ...this.#grantsAbroad(ref, [...others, ...backends]),
      reader.listAll(NAMESPACE, { metadataOnly: true }),
      this.#infrastructure(ref),
    ]);
  }

  /** A ListenerSet: its Gateway with the other sets of it, which compete for ports, and its routes. */
  async listenerSet(listenerSet: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const ref = refOf(listenerSet);
    const { parents, others, backends } = namedReferences(listenerSet);
    const instead = [...new Set([ref, ...parents].flatMap(namespacesOf))];
    this.#note(ref, ...parents);
    await Promise.all([
      ...parents.map((parent) => this.#parent(parent).then(() => this.#trustOf(parent))),
      ...parents.map((parent) => this.#listenerSetsOf(parent, instead)),
      this.#routesTo([ref], instead, false),
      ...[...others, ...backends].map((other) => reader.get(other)),
      ...this.#grantsAbroad(ref, [...others, ...backends]),
      reader.listAll(NAMESPACE, { metadataOnly: true }),
      this.#policies(),
    ]);
  }

  /** A GatewayClass or XMesh: its Gateways, its parameters, policies that may stand anywhere. */
  async gatewayClass(gatewayClass: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const { name } = gatewayClass.metadata;
    const type = groupKindOf(gatewayClass);
    await Promise.all([
      ...namedReferences(gatewayClass).others.map((other) => reader.get(other)),
      sameGroupKind(type, GATEWAY_CLASS)
        ? reader.listAll(GATEWAY, { keep: (gateway) => readPath(gateway, 'spec', 'gatewayClassName') === name })
        : undefined,
      ...this.#policyKinds
        .filter(({ targets }) => targets.length === 0 || targets.some((target) => sameGroupKind(target, type)))
        .map((kind) => reader.listAll(kind)),
    ]);
  }

  /** A Namespace: what of the Gateway API it holds, the grants of all namespaces. */
  async namespace(namespace: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const { name } = namespace.metadata;
    const kinds = [GATEWAY, LISTENER_SET, X_LISTENER_SET, ...ROUTE_KINDS, SERVICE, X_BACKEND, ...this.#policyKinds];
    const keep = (grant: KubernetesObject): boolean =>
      namespaceOf(grant) === name || readReferenceGrant(grant).from.some((from) => from.namespace === name);
    await Promise.all([
      ...kinds.map((kind) => reader.listIn(kind, name)),
      reader.listAll(REFERENCE_GRANT, { keep, instead: [name] }),
    ]);
  }

  /** A ReferenceGrant: the objects of the namespaces that it lets in, whose references it may allow. */
  async grant(object: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const { from, namespace } = readReferenceGrant(object);
    const holders = from.filter((entry) => entry.namespace !== '');
    const found = await Promise.all([
      ...holders.map((holder) => reader.listIn(holder, holder.namespace)),
      reader.listIn(REFERENCE_GRANT, namespace),
    ]);
    const targets = found.flat().flatMap((holder) => {
      const { backends, others } = namedReferences(holder);
      return [...backends, ...others].filter((ref) => ref.namespace === namespace);
    });
    await Promise.all(distinct(targets).map((ref) => reader.get(ref)));
  }

  /** The CRD of a policy: its instances, of which the metadata is enough. */
  async policyCrd(crd: KubernetesObject): Promise<void> {
    const kind = this.#policyKinds.find(({ crdName }) => crdName === crd.metadata.name);
    if (kind !== undefined) await this.#reader.listAll(kind, { metadataOnly: true });
  }

  /** A policy: its targets, what it refers to, its rivals of the same kind, and the routes that lead to its targets. */
  async policy(policy: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const ref = refOf(policy);
    const { targets, others, backends } = namedReferences(policy);
    const readings: Promise<unknown>[] = [...targets, ...others, ...backends].map((other) => reader.get(other));
    readings.push(...this.#grantsAbroad(ref, [...targets, ...others, ...backends]), this.#namespaceOf(ref));
    if (ref.namespace !== undefined) readings.push(reader.listIn(ref, ref.namespace));
    // The ancestors of a policy on a backend are the Gateways from which routes lead there (semantics.md 5.10).
    const backendTargets = targets.filter(
      (target) => sameGroupKind(target, SERVICE) || sameGroupKind(target, X_BACKEND),
    );
    if (backendTargets.length > 0) readings.push(this.#routesLeadingTo(backendTargets, namespacesOf(ref)));
    readings.push(...targets.map((target) => this.#parent(target)));
    await Promise.all(readings);
  }

  /** A Service, XBackend or any other object: the routes that lead to it, policies, grants of its namespace. */
  async backend(object: KubernetesObject): Promise<void> {
    const reader = this.#reader;
    const ref = refOf(object);
    this.#note(ref);
    // A kind that nothing declares a policy kind may name targets all the same.
    const { targets, others, backends } = namedReferences(object);
    const readings: Promise<unknown>[] = [...targets, ...others, ...backends].map((other) => reader.get(other));
    readings.push(this.#policies(), readEndpoints(reader, [ref]), this.#holdersOf(ref));
    if (sameGroupKind(ref, SERVICE) || sameGroupKind(ref, X_BACKEND)) {
      readings.push(
        this.#routesLeadingTo([ref], namespacesOf(ref)),
        this.#namespaceOf(ref),
        this.#authoritiesOf([ref]),
      );
    }
    if (ref.namespace !== undefined) readings.push(reader.listIn(REFERENCE_GRANT, ref.namespace));
    await Promise.all(readings);
  }

  #note(...refs: readonly ObjectRef[]): void {
    for (const ref of refs) this.#involved.add(ref);
  }

  #policies(): Promise<void> {
    return this.#involved.readPolicies(this.#reader, this.#policyKinds);
  }

  #namespaceOf({ namespace }: ObjectRef): Promise<unknown> {
    return namespace === undefined ? Promise.resolve() : this.#reader.get({ ...NAMESPACE, name: namespace });
  }

  /** A parent with what it stands on: the Gateway of a ListenerSet, the class of a Gateway, its namespace. */
  async #parent(ref: ObjectRef): Promise<void> {
    const [parent] = await Promise.all([this.#reader.get(ref), this.#namespaceOf(ref)]);
    if (parent === undefined) {
      // Where a Gateway is missing, its neighbours tell what its name may have meant.
      if (sameGroupKind(ref, GATEWAY) && ref.namespace !== undefined) await this.#reader.listIn(GATEWAY, ref.namespace);
      return;
    }
    const type = groupKindOf(parent);
    if (isListenerSetKind(type)) {
      await Promise.all(namedReferences(parent).parents.map((gateway) => this.#parent(gateway)));
    } else if (sameGroupKind(type, GATEWAY)) {
      const gatewayClass = namedReferences(parent).others.filter((other) => sameGroupKind(other, GATEWAY_CLASS));
      await Promise.all(gatewayClass.map((other) => this.#reader.get(other)));
    }
  }

  /** What the clients of a Gateway are verified by: it decides about the listeners of its ListenerSets too (GEP-91). */
  async #trustOf(ref: ObjectRef): Promise<void> {
    const gateway = await this.#reader.get(ref);
    if (gateway === undefined) return;
    const authorities = namedReferences(gateway).others.filter(
      (other) => !sameGroupKind(other, GATEWAY_CLASS) && !sameGroupKind(other, SECRET),
    );
    await Promise.all([
      ...authorities.map((other) => this.#reader.get(other)),
      ...this.#grantsAbroad(ref, authorities),
    ]);
  }

  /** The CA objects of the BackendTLSPolicies on Services: without them connections fail (semantics.md 5.10). */
  async #authoritiesOf(backends: readonly ObjectRef[]): Promise<void> {
    const services = backends.filter((backend) => sameGroupKind(backend, SERVICE));
    const keys = new Set(services.map(refKey));
    const namespaces = [...new Set(services.flatMap(namespacesOf))];
    const found = await Promise.all(namespaces.map((namespace) => this.#reader.listIn(BACKEND_TLS_POLICY, namespace)));
    const authorities = found.flat().flatMap((policy) => {
      const { targets, others } = namedReferences(policy);
      return targets.some((target) => keys.has(refKey(target))) ? others : [];
    });
    await Promise.all(distinct(authorities).map((authority) => this.#reader.get(authority)));
  }

  /** What names the object other than routes: the Gateways of a certificate, the policies of a CA, of a collector. */
  async #holdersOf(ref: ObjectRef): Promise<void> {
    const kinds = HOLDERS.find(([kind]) => sameGroupKind(kind, ref))?.[1] ?? [];
    const key = refKey(ref);
    const keep = (holder: KubernetesObject): boolean => {
      const { others, backends } = namedReferences(holder);
      return [...others, ...backends].some((other) => refKey(other) === key);
    };
    await Promise.all(kinds.map((kind) => this.#reader.listAll(kind, { keep, instead: namespacesOf(ref) })));
  }

  /** Of the kinds of routes of a namespace that name the same Service one alone applies (semantics.md 3.6). */
  async #rivals({ namespace }: ObjectRef, parents: readonly ObjectRef[]): Promise<void> {
    const services = new Set(parents.filter((parent) => sameGroupKind(parent, SERVICE)).map(refKey));
    if (services.size === 0 || namespace === undefined) return;
    const keep = (other: KubernetesObject): boolean =>
      namedReferences(other).parents.some((parent) => services.has(refKey(parent)));
    await Promise.all(ROUTE_KINDS.map((kind) => this.#reader.listIn(kind, namespace, { keep })));
  }

  /** Grants stand in the namespace of what is referred to. */
  #grantsAbroad(holder: ObjectRef, refs: readonly ObjectRef[]): readonly Promise<unknown>[] {
    const abroad = new Set(refs.flatMap(namespacesOf).filter((namespace) => namespace !== holder.namespace));
    return [...abroad].map((namespace) => this.#reader.listIn(REFERENCE_GRANT, namespace));
  }

  async #listenerSetsOf(gateway: ObjectRef, instead: readonly string[]): Promise<readonly KubernetesObject[]> {
    const key = refKey(gateway);
    const keep = (set: KubernetesObject): boolean =>
      namedReferences(set).parents.some((parent) => refKey(parent) === key);
    const found = await Promise.all(
      [LISTENER_SET, X_LISTENER_SET].map((kind) => this.#reader.listAll(kind, { keep, instead })),
    );
    return found.flat();
  }

  /** The routes of all namespaces that name one of the parents, or take any default Gateway. */
  async #routesTo(parents: readonly ObjectRef[], instead: readonly string[], isDefault: boolean): Promise<void> {
    const keys = new Set(parents.map(refKey));
    const keep = (route: KubernetesObject): boolean =>
      namedReferences(route).parents.some((parent) => keys.has(refKey(parent))) ||
      (isDefault && readPath(route, 'spec', 'useDefaultGateways') !== undefined);
    const routes = await Promise.all(ROUTE_KINDS.map((kind) => this.#reader.listAll(kind, { keep, instead })));
    await this.#backendsOf(routes.flat());
  }

  /** What a few routes send to: of many it would be most of the cluster. */
  async #backendsOf(routes: readonly KubernetesObject[]): Promise<void> {
    if (routes.length > MOST_FOLLOWED) return;
    await Promise.all(
      routes.flatMap((route) => {
        const { backends } = namedReferences(route);
        return [...backends.map((backend) => this.#reader.get(backend)), ...this.#grantsAbroad(refOf(route), backends)];
      }),
    );
  }

  /** The routes that send to one of the backends, or belong to it as mesh routes, with their parents. */
  async #routesLeadingTo(backends: readonly ObjectRef[], instead: readonly string[]): Promise<void> {
    const keys = new Set(backends.map(refKey));
    const keep = (route: KubernetesObject): boolean => {
      const named = namedReferences(route);
      return [...named.backends, ...named.parents].some((ref) => keys.has(refKey(ref)));
    };
    const routes = await Promise.all(ROUTE_KINDS.map((kind) => this.#reader.listAll(kind, { keep, instead })));
    const parents = distinct(routes.flat().flatMap((route) => namedReferences(route).parents));
    await Promise.all(parents.map((parent) => this.#parent(parent)));
  }

  /** The Services and Deployments that a controller made for a Gateway. */
  async #infrastructure({ namespace, name }: ObjectRef): Promise<void> {
    if (namespace === undefined) return;
    const labelSelector = `${GATEWAY_NAME_LABEL}=${name}`;
    await Promise.all([SERVICE, DEPLOYMENT].map((kind) => this.#reader.listLabelled(kind, namespace, labelSelector)));
  }
}

function namespacesOf({ namespace }: ObjectRef): readonly string[] {
  return namespace === undefined ? [] : [namespace];
}

function distinct(refs: readonly ObjectRef[]): readonly ObjectRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref] as const)).values()];
}

import { GATEWAY_CLASS, REFERENCE_GRANT, SPECIFICATION_POLICY_KINDS } from '../../gateway-api/kinds.ts';
import { readExtensionRefs, readRouteBackends } from '../../gateway-api/route.ts';
import { countEndpoints } from '../../graph/resolve/count-endpoints.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord } from '../../model/read.ts';
import { groupKindKey, refKey, wholeOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import { isSameJson } from '../../model/same-json.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { backendTlsOf } from '../../policy/settings/backend-tls.ts';
import type { GatewayTable } from '../gateway-table.ts';
import type { RoutingWorld } from '../routing-world.ts';
import type { Row } from '../row.ts';

/**
 * What is the same in two worlds, so that it need not be asked: of most changes that is nearly all. What is not known to be the
 * same is no difference yet, it is only worth a request.
 */
export class Settled {
  readonly #before: RoutingWorld;
  readonly #after: RoutingWorld;
  readonly #routes = new Map<KubernetesObject, boolean>();
  readonly #targets = new Map<string, boolean>();
  readonly #hasSamePolicies: boolean;

  constructor(before: RoutingWorld, after: RoutingWorld) {
    this.#before = before;
    this.#after = after;
    const kinds = new Map(
      [...before.index.kinds, ...after.index.kinds, ...SPECIFICATION_POLICY_KINDS, REFERENCE_GRANT].map((kind) => [
        groupKindKey(kind),
        kind,
      ]),
    );
    this.#hasSamePolicies = [...kinds.values()].every((kind) => isSameList(kind, before.snapshot, after.snapshot));
  }

  /** Whether nothing of a Gateway itself decides otherwise than before. */
  isSameGateway(ref: ObjectRef): boolean {
    const [one, other] = [this.#before, this.#after].map((world) => {
      const lookup = world.snapshot.find(ref);
      return lookup.state === 'found' ? world.gateway(lookup.object) : undefined;
    });
    if (one === undefined || other === undefined) return false;
    const [before, after] = [one, other].map((table, at) =>
      describeGateway(table, (at === 0 ? this.#before : this.#after).snapshot),
    );
    return before === after;
  }

  /** Whether a rule leads where it led before: the same route, with the same policies, to the same objects. */
  isSameRule(before: Row, after: Row): boolean {
    if (!this.#hasSamePolicies || before.rule.index !== after.rule.index) return false;
    const known = this.#routes.get(before.route);
    if (known !== undefined) return known && refKey(before.ref) === refKey(after.ref);
    const isSame = refKey(before.ref) === refKey(after.ref) && this.#isSameRoute(before.route, after.route);
    this.#routes.set(before.route, isSame);
    return isSame;
  }

  #isSameRoute(before: KubernetesObject, after: KubernetesObject): boolean {
    if (!isSameObject(before, after)) return false;
    const targets = [
      ...readRouteBackends(before).map(({ ref: { group, kind, namespace, name } }) => ({
        group,
        kind,
        namespace,
        name,
      })),
      ...readExtensionRefs(before).map(({ ref }) => wholeOf(ref)),
    ];
    return targets.every((ref) => this.#isSameTarget(ref));
  }

  #isSameTarget(ref: ObjectRef): boolean {
    const key = refKey(ref);
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const worlds = [this.#before, this.#after];
    const [one, other] = worlds.map(({ snapshot }) => snapshot.find(ref));
    const isSame =
      one?.state === other?.state &&
      (one?.state !== 'found' || other?.state !== 'found' || isSameObject(one.object, other.object)) &&
      readyIn(this.#before.snapshot, ref) === readyIn(this.#after.snapshot, ref) &&
      // What is trusted lies in further objects.
      worlds.every(({ index }) => backendTlsOf(index, ref).length === 0);
    this.#targets.set(key, isSame);
    return isSame;
  }
}

function readyIn(snapshot: Snapshot, ref: ObjectRef): number | undefined {
  return countEndpoints(snapshot, ref)?.ready;
}

/** All of a Gateway that decides beside its routes. */
function describeGateway(table: GatewayTable, snapshot: Snapshot): string {
  const { gateway, controller, features, listeners, knowsListenerSets } = table;
  const name = readRecord(gateway['spec'])['gatewayClassName'];
  const found = typeof name === 'string' ? snapshot.find({ ...GATEWAY_CLASS, name }) : undefined;
  return canonicalJson([
    contentOf(gateway),
    found?.state === 'found' ? contentOf(found.object) : found?.state,
    controller,
    [...features],
    knowsListenerSets,
    listeners.map(({ ref, holder, serving }) => [refKey(ref), contentOf(holder), serving]),
  ]);
}

function isSameList(kind: GroupKind, before: Snapshot, after: Snapshot): boolean {
  const [one, other] = [before.list(kind), after.list(kind)];
  return (
    one.length === other.length &&
    before.isComplete(kind) === after.isComplete(kind) &&
    one.every((object, at) => {
      const counterpart = other[at];
      return counterpart !== undefined && isSameObject(object, counterpart);
    })
  );
}

function isSameObject(before: KubernetesObject, after: KubernetesObject): boolean {
  return before === after || isSameJson(contentOf(before), contentOf(after));
}

/** An object without what a server counts on it. */
function contentOf(object: KubernetesObject): unknown {
  const { managedFields: _, resourceVersion: __, ...metadata } = readRecord(object.metadata);
  return { ...object, metadata };
}

import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import { readParentRefs, parentOf } from '../../gateway-api/parent-ref.ts';
import { readServicePorts } from '../../gateway-api/service-port.ts';
import type { ServicePort } from '../../gateway-api/service-port.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isFalse, isTrue } from '../condition.ts';
import { nearestName } from '../../model/near-name.ts';
import { rememberEach } from '../remember.ts';

/** The outcome of a route's claim to apply to the clients of a Service. */
export interface ServiceAttachment {
  /** In the Service's namespace the route acts for all clients, elsewhere for those of its own namespace. */
  readonly mesh: 'producer' | 'consumer';
  readonly ports: readonly number[];
  readonly accepted: ComputedCondition;
}

/** Which kind of route applies where several name one Service and port, the strongest first (GEP-1294). */
const KINDS_BY_STRENGTH: readonly GroupKind[] = [GRPC_ROUTE, HTTP_ROUTE, TLS_ROUTE, TCP_ROUTE];

/** Attaches a route to a Service of a mesh (semantics.md 3.6). Neither hostnames nor grants matter here. */
export function attachToService(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
  service: KubernetesObject,
): ServiceAttachment {
  const mesh = namespaceOf(route) === namespaceOf(service) ? 'producer' : 'consumer';
  const chosen = choosePorts(service, parentRef);
  if (chosen.length === 0 && (parentRef.sectionName !== undefined || parentRef.port !== undefined)) {
    return { mesh, ports: [], accepted: isFalse('NoMatchingParent', noPort(service, parentRef)) };
  }
  const ports = chosen.flatMap(({ number }) => number ?? []);
  const stronger = findStronger(snapshot, route, service, ports);
  if (stronger !== undefined) {
    const because: Fact = { code: 'strongerRoute', route: refOf(stronger), service: refOf(service) };
    return { mesh, ports, accepted: isFalse('Conflicted', because) };
  }
  return { mesh, ports, accepted: isTrue('Accepted', unsuitable(service)) };
}

function choosePorts(service: KubernetesObject, { sectionName, port }: ParentRef): readonly ServicePort[] {
  return readServicePorts(service).filter(
    ({ name, number }) =>
      (sectionName === undefined || name === sectionName) && (port === undefined || number === port),
  );
}

/** A stronger kind of route for the same clients and one of the ports; UDP stands apart. */
function findStronger(
  snapshot: Snapshot,
  route: KubernetesObject,
  service: KubernetesObject,
  ports: readonly number[],
): KubernetesObject | undefined {
  const strength = strengthOf(route);
  if (strength <= 0) return undefined;
  const strongest = strongestRoutes(snapshot, service).of(namespaceOf(route) ?? '');
  const rivals = ports.flatMap((port) => strongest.get(port) ?? []);
  return rivals.find((rival) => strengthOf(rival) < strength);
}

/** The strongest route to a Service by port, for the clients of each namespace that routes stand in. */
const strongestRoutes = rememberEach((snapshot: Snapshot, service: KubernetesObject) => {
  const byNamespace = new Map<string, ReadonlyMap<number, KubernetesObject>>();
  return {
    of(namespace: string): ReadonlyMap<number, KubernetesObject> {
      const known = byNamespace.get(namespace) ?? findStrongest(snapshot, service, namespace);
      byNamespace.set(namespace, known);
      return known;
    },
  };
});

function findStrongest(
  snapshot: Snapshot,
  service: KubernetesObject,
  namespace: string,
): ReadonlyMap<number, KubernetesObject> {
  const strongest = new Map<number, KubernetesObject>();
  const serviceKey = refKey(refOf(service));
  for (const route of KINDS_BY_STRENGTH.flatMap((kind) => snapshot.listIn(kind, namespace))) {
    for (const parentRef of readParentRefs(route)) {
      if (refKey(parentOf(parentRef)) !== serviceKey) continue;
      for (const { number } of choosePorts(service, parentRef)) {
        if (number === undefined) continue;
        const known = strongest.get(number);
        if (known === undefined || strengthOf(route) < strengthOf(known)) strongest.set(number, route);
      }
    }
  }
  return strongest;
}

/** The place among the kinds; -1 for UDPRoute. */
function strengthOf(route: KubernetesObject): number {
  const kind = groupKindOf(route);
  return KINDS_BY_STRENGTH.findIndex((known) => sameGroupKind(known, kind));
}

/** Only Services with a cluster IP should be parents (GEP-1294). */
function unsuitable(service: KubernetesObject): Fact | undefined {
  if (readPath(service, 'spec', 'type') === 'ExternalName') return { code: 'unsuitableService', trait: 'ExternalName' };
  if (readPath(service, 'spec', 'clusterIP') === 'None') return { code: 'unsuitableService', trait: 'headless' };
  return undefined;
}

function noPort(service: KubernetesObject, { sectionName: name, port }: ParentRef): Fact {
  const ports = readServicePorts(service).map((known) => ({ name: known.name, number: known.number }));
  const names = ports.flatMap((known) => known.name ?? []);
  const near = name === undefined || port !== undefined ? undefined : nearestName(name, names);
  return { code: 'servicePortMissing', service: refOf(service), name, port, near, ports: someOf(ports, MOST_PORTS) };
}

const MOST_PORTS = 8;

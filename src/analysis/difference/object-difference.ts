import {
  GATEWAY_CLASS,
  LISTENER_HOLDERS,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SERVICE,
  X_BACKEND,
  X_MESH,
} from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord, readRecords } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { isSameJson } from '../../model/same-json.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';

/** An object that is not as it was. */
export interface ObjectDifference {
  readonly ref: ObjectRef;
  readonly change: 'added' | 'changed' | 'removed';
}

/** The kinds that decide on traffic; policies stand beside them. */
const KINDS = [
  GATEWAY_CLASS,
  ...LISTENER_HOLDERS,
  ...ROUTE_KINDS,
  REFERENCE_GRANT,
  X_BACKEND,
  X_MESH,
  NAMESPACE,
  SERVICE,
] as const;

/** The objects that people write and that are not the same on both sides; what a server adds to them is not compared. */
export function objectDifference(before: RoutingWorld, after: RoutingWorld): readonly ObjectDifference[] {
  const kinds = new Map(
    [...KINDS, ...before.index.kinds, ...after.index.kinds].map((kind) => [groupKindKey(kind), kind]),
  );
  const differences: ObjectDifference[] = [];
  for (const kind of kinds.values()) {
    const [one, other] = [before, after].map(
      ({ snapshot }) => new Map(snapshot.list(kind).map((object) => [refKey(refOf(object)), object])),
    );
    if (one === undefined || other === undefined) continue;
    for (const [key, object] of one) {
      const counterpart = other.get(key);
      const ref = refOf(object);
      if (counterpart === undefined) {
        if (after.snapshot.isComplete(kind)) differences.push({ ref, change: 'removed' });
      } else if (object !== counterpart && !isSameJson(writtenOf(object), writtenOf(counterpart))) {
        differences.push({ ref, change: 'changed' });
      }
    }
    for (const [key, object] of other) {
      if (!one.has(key) && before.snapshot.isComplete(kind)) differences.push({ ref: refOf(object), change: 'added' });
    }
  }
  return differences;
}

/** What a person wrote of an object. */
function writtenOf(object: KubernetesObject): unknown {
  const { apiVersion: _, status: __, metadata, ...content } = object;
  const { labels, annotations } = readRecord(metadata);
  const isService = sameGroupKind(groupKindOf(object), SERVICE);
  return {
    ...content,
    ...(isService && { spec: serviceSpec(readRecord(content['spec'])) }),
    labels: without(readRecord(labels), ['kubernetes.io/metadata.name']),
    annotations: without(readRecord(annotations), ['kubectl.kubernetes.io/last-applied-configuration']),
  };
}

function without(record: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** Of a Service the fields that the server allocates are nobody's, and those that it fills in are what it fills in (core/v1). */
function serviceSpec(spec: JsonRecord): JsonRecord {
  const own = without(spec, ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort']);
  return {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ...own,
    ...(spec['clusterIP'] === 'None' && { clusterIP: 'None' }),
    ports: readRecords(spec['ports']).map((port) => ({
      protocol: 'TCP',
      targetPort: port['port'],
      ...without(port, ['nodePort']),
    })),
  };
}

import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readRecords } from '../../model/read.ts';

/** The conditions that say whether a route attaches; PartiallyInvalid tells how old an Accepted may be. */
const CONDITIONS: ReadonlySet<unknown> = new Set(['Accepted', 'PartiallyInvalid']);

/** A route with nothing but what its attachment hangs on: small enough to keep for each of 10,000. */
export function lightRoute({ apiVersion, kind, metadata, spec, status }: KubernetesObject): KubernetesObject {
  const { name, namespace, generation } = metadata;
  const { parentRefs, hostnames, useDefaultGateways } = readRecord(spec);
  const parents = readRecords(readPath(status, 'parents')).map(({ parentRef, controllerName, conditions }) => ({
    parentRef,
    controllerName,
    conditions: readRecords(conditions).filter(({ type }) => CONDITIONS.has(type)),
  }));
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, generation },
    spec: { parentRefs, hostnames, useDefaultGateways },
    ...(parents.length === 0 ? {} : { status: { parents } }),
  };
}

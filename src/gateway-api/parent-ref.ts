import { readGroup } from './core-group.ts';
import { GATEWAY_API } from './kinds.ts';
import { readConditions } from '../model/conditions.ts';
import type { Condition } from '../model/conditions.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecord, readRecords, readString } from '../model/read.ts';
import type { ObjectRef } from '../model/ref.ts';

/** A parentRef with the API's defaults applied: a Gateway in the holder's namespace. */
export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly sectionName: string | undefined;
  readonly port: number | undefined;
}

/** One entry of `status.parents` of a route, or `status.ancestors` of a policy: keyed by parentRef and controllerName. */
export interface ParentStatus {
  readonly parentRef: ParentRef;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
}

/** Reads one parentRef; `group: ""` is the core group and differs from an absent group. */
export function readParentRef(value: unknown, holderNamespace: string | undefined): ParentRef {
  const ref = readRecord(value);
  return {
    group: readGroup(ref['group'], GATEWAY_API),
    kind: readString(ref['kind']) ?? 'Gateway',
    namespace: readString(ref['namespace']) ?? holderNamespace,
    name: readString(ref['name']) ?? '',
    sectionName: readString(ref['sectionName']),
    port: readNumber(ref['port']),
  };
}

/** `spec.parentRefs` of a route; a ListenerSet's single `spec.parentRef` reads as a list of one. */
export function readParentRefs(object: KubernetesObject): readonly ParentRef[] {
  const namespace = namespaceOf(object);
  const single = readPath(object, 'spec', 'parentRef');
  if (single !== undefined) return [readParentRef(single, namespace)];
  return readRecords(readPath(object, 'spec', 'parentRefs')).map((ref) => readParentRef(ref, namespace));
}

/** `status.parents` of a route. */
export function readParentStatuses(object: KubernetesObject): readonly ParentStatus[] {
  return readStatuses(object, 'parents', 'parentRef');
}

/** `status.ancestors` of a policy or XBackend; `status.parents` of a v1.6 XBackend reads alike. */
export function readAncestorStatuses(object: KubernetesObject): readonly ParentStatus[] {
  const ancestors = readStatuses(object, 'ancestors', 'ancestorRef');
  return ancestors.length > 0 ? ancestors : readParentStatuses(object);
}

/** What the parentRef points at: the object, without section and port. */
export function parentOf(ref: ParentRef): ObjectRef {
  return { group: ref.group, kind: ref.kind, namespace: ref.namespace, name: ref.name };
}

/** Whether two parentRefs are the same after defaulting: all six fields. */
export function sameParentRef(a: ParentRef, b: ParentRef): boolean {
  return (
    a.group === b.group &&
    a.kind === b.kind &&
    a.namespace === b.namespace &&
    a.name === b.name &&
    a.sectionName === b.sectionName &&
    a.port === b.port
  );
}

function readStatuses(object: KubernetesObject, list: string, refField: string): readonly ParentStatus[] {
  const namespace = namespaceOf(object);
  return readRecords(readPath(object, 'status', list)).map((entry) => ({
    parentRef: readParentRef(entry[refField], namespace),
    controllerName: readString(entry['controllerName']) ?? '',
    conditions: readConditions(entry['conditions']),
  }));
}

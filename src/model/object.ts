import { readRecord, readString } from './read.ts';

/**
 * A Kubernetes object as plain JSON. A source guarantees only what this type says: `apiVersion` and `kind` are
 * non-empty strings and `metadata` is an object with a non-empty `name`. Every other field is untrusted data and is
 * read through `read.ts`, so that a wrong type never throws and an unknown field is never lost.
 */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** `metadata` of an object: the name is certain, all else is unchecked. */
export interface ObjectMeta {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** The group of an `apiVersion` (`gateway.networking.k8s.io/v1` -> `gateway.networking.k8s.io`, `v1` -> ``). */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The version of an `apiVersion` (`gateway.networking.k8s.io/v1` -> `v1`, `v1` -> `v1`). */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** `metadata.namespace`, or undefined for a cluster-scoped object. */
export function namespaceOf(object: KubernetesObject): string | undefined {
  return readString(object.metadata['namespace']);
}

/** Whether an object lies in a namespace; cluster-scoped objects lie in all. */
export function isInNamespace(object: KubernetesObject, namespace: string | undefined): boolean {
  const own = namespaceOf(object);
  return namespace === undefined || own === undefined || own === namespace;
}

/** Whether nothing says that a server has stored the object: then it is as somebody wrote it. */
export function isManifest(object: KubernetesObject): boolean {
  return readString(object.metadata['uid']) === undefined;
}

/** The object's labels; entries whose value is not a string are left out. */
export function labelsOf(object: KubernetesObject): ReadonlyMap<string, string> {
  return readStringMap(object.metadata['labels']);
}

/** The object's annotations; entries whose value is not a string are left out. */
export function annotationsOf(object: KubernetesObject): ReadonlyMap<string, string> {
  return readStringMap(object.metadata['annotations']);
}

/** `metadata.creationTimestamp` as milliseconds since 1970, or undefined where it is absent or no time. */
export function createdAt(object: KubernetesObject): number | undefined {
  const text = readString(object.metadata['creationTimestamp']);
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The object as kubectl shows it unless asked: without the book-keeping of field managers. */
export function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  if (object.metadata['managedFields'] === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function readStringMap(value: unknown): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [key, entry] of Object.entries(readRecord(value))) {
    if (typeof entry === 'string') map.set(key, entry);
  }
  return map;
}

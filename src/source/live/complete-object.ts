import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { noteAuthorities } from '../certificates/note-certificates.ts';
import { apiVersionOf } from '../../model/resource-type.ts';
import type { ResourceType } from '../../model/resource-type.ts';

const META_GROUP = 'meta.k8s.io/';

/**
 * An item of a list as an object: built-in types come without `apiVersion` and `kind`, metadata comes as
 * `PartialObjectMetadata`. @returns undefined when it is no object or has no name.
 */
export function completeObject(item: unknown, type: ResourceType): KubernetesObject | undefined {
  if (!isRecord(item)) return undefined;
  const { metadata } = item;
  if (!isRecord(metadata)) return undefined;
  const name = readString(metadata['name']);
  if (name === undefined) return undefined;
  const apiVersion = readString(item['apiVersion']);
  const kind = readString(item['kind']);
  if (isNamed(item)) return noteAuthorities(item);
  const isPartial = apiVersion?.startsWith(META_GROUP) === true;
  return noteAuthorities({
    ...item,
    apiVersion: isPartial || apiVersion === undefined ? apiVersionOf(type) : apiVersion,
    kind: isPartial || kind === undefined ? type.kind : kind,
    metadata: { ...metadata, name },
  });
}

/** Whether an item already is all that `KubernetesObject` promises: then it is used as it is, without a copy. */
function isNamed(item: JsonRecord): item is KubernetesObject {
  const apiVersion = readString(item['apiVersion']);
  return (
    apiVersion !== undefined &&
    !apiVersion.startsWith(META_GROUP) &&
    readString(item['kind']) !== undefined &&
    isRecord(item['metadata']) &&
    readString(item['metadata']['name']) !== undefined
  );
}

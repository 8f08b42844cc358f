import { annotationsOf, createdAt, labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../../model/read.ts';
import { ageOf } from '../../text/age.ts';
import type { Block } from '../description.ts';
import type { DescribeContext } from './context.ts';
import { field } from './blocks.ts';

/** Longer annotations (a whole manifest, as `kubectl apply` keeps it) would hide the page. */
const LONGEST_ANNOTATION = 140;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Name, namespace, kind, labels, annotations, age, owners: the top of every page. */
export function identityBlocks(object: KubernetesObject, { now }: DescribeContext): readonly Block[] {
  const owners = readRecords(readPath(object, 'metadata', 'ownerReferences')).map(
    (owner) => `${(readString(owner['kind']) ?? '?').toLowerCase()}/${readString(owner['name']) ?? '?'}`,
  );
  const created = readString(readPath(object, 'metadata', 'creationTimestamp'));
  const deleted = readString(readPath(object, 'metadata', 'deletionTimestamp'));
  return [
    ...field('Name', object.metadata.name),
    ...field('Namespace', namespaceOf(object)),
    ...field('Kind', `${object.kind} (${object.apiVersion})`),
    ...field(
      'Labels',
      [...labelsOf(object)].map(([key, value]) => `${key}=${value}`),
    ),
    ...field(
      'Annotations',
      [...annotationsOf(object)]
        .filter(([key]) => key !== LAST_APPLIED)
        .map(([key, value]) => `${key}: ${shorten(value)}`),
    ),
    ...field('Created', created === undefined ? undefined : `${created} (${ageOf(createdAt(object), now)})`),
    ...field(
      'Deleted',
      deleted === undefined ? undefined : { text: `${deleted} (waiting for finalizers)`, tone: 'warning' },
    ),
    ...field('Finalizers', deleted === undefined ? undefined : readStrings(readPath(object, 'metadata', 'finalizers'))),
    ...field('Controlled By', owners),
  ];
}

function shorten(value: string): string {
  return value.length <= LONGEST_ANNOTATION ? value : `${value.slice(0, LONGEST_ANNOTATION)}…`;
}

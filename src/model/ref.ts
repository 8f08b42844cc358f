import { groupOf, namespaceOf } from './object.ts';
import type { KubernetesObject } from './object.ts';

/** Group and kind: what identifies a type through all its versions. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** What identifies an object, or with `section` one part of it (a listener, a route rule, a Service port). */
export interface ObjectRef extends GroupKind {
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly section?: string | undefined;
}

/** `group/Kind`, a key for maps. */
export function groupKindKey({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

/** `group/Kind/namespace/name[#section]`, a key for maps: equal for equal identities and only for them. */
export function refKey(ref: ObjectRef): string {
  const key = `${ref.group}/${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
  return ref.section === undefined ? key : `${key}#${ref.section}`;
}

/** The identity of an object. */
export function refOf(object: KubernetesObject): ObjectRef {
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: namespaceOf(object),
    name: object.metadata.name,
  };
}

/** The group and kind of an object. */
export function groupKindOf(object: KubernetesObject): GroupKind {
  return { group: groupOf(object.apiVersion), kind: object.kind };
}

/** Whether two types are the same. */
export function sameGroupKind(a: GroupKind, b: GroupKind): boolean {
  return a.group === b.group && a.kind === b.kind;
}

/** The identity of the object that a section is of; of an object its own. */
export function wholeOf(ref: ObjectRef): ObjectRef {
  if (ref.section === undefined) return ref;
  const { section: _, ...whole } = ref;
  return whole;
}

/** Whether two references are to one object, or to sections of one. */
export function isSameObject(a: ObjectRef, b: ObjectRef): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.kind === b.kind && a.group === b.group;
}

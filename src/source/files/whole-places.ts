import { GATEWAY_API, GATEWAY_API_X, NAMESPACE } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readString } from '../../model/read.ts';
import { groupKindKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';

/** Whether files hold all objects of a kind: of one namespace, or without one of the whole cluster. */
export type WholePlaces = (type: GroupKind, namespace: string | undefined) => boolean;

/** The API groups of which every kind is known. */
const CLOSED_GROUPS: ReadonlySet<string> = new Set(['', GATEWAY_API, GATEWAY_API_X]);

/**
 * Which places files hold whole. Manifests are an excerpt of what their author keeps somewhere; what a server wrote (its
 * objects have a uid) is the dump of a list. A place is a kind in a namespace:
 *
 * - It was dumped where at least half of its objects have a uid: a few manifests beside a dump change nothing, nor does
 *   one object that somebody saved from a cluster among many manifests.
 * - A kind that was dumped from several namespaces was listed in all of them, so that the dump also knows where there is
 *   none: in every namespace that it shows, and in all where it holds the Namespaces themselves.
 * - In a namespace that a dump of the Namespaces does not have there is nothing.
 *
 * A kind of which a dump has no object may not have been dumped (Secrets seldom are).
 * @param types the types by `group/Kind`.
 * @param list the objects of a type.
 */
export function wholePlaces(
  types: ReadonlyMap<string, ResourceType>,
  list: (type: GroupKind) => Iterable<KubernetesObject>,
): WholePlaces {
  const dumped = new Map<string, ReadonlySet<string>>();
  const partial = new Map<string, ReadonlySet<string>>();
  const shown = new Set<string>();
  for (const [key, type] of types) {
    const { whole, part } = weigh(list(type));
    if (part.size > 0) partial.set(key, part);
    if (whole.size === 0) continue;
    dumped.set(key, whole);
    for (const namespace of whole) shown.add(namespace);
  }
  const namespaces = dumped.has(groupKindKey(NAMESPACE))
    ? new Set([...list(NAMESPACE)].map(({ metadata }) => metadata.name))
    : undefined;
  const isListed = (namespace: string): boolean => namespaces?.has(namespace) ?? shown.has(namespace);
  return (type, namespace) => {
    const key = groupKindKey(type);
    if (CLOSED_GROUPS.has(type.group) && !types.has(key)) return true;
    if (namespace !== undefined && namespaces?.has(namespace) === false) return true;
    const places = dumped.get(key);
    if (places === undefined) return false;
    if (places.has(namespace ?? '')) return true;
    if (places.size < 2) return false;
    const unsure = partial.get(key);
    return namespace === undefined ? unsure === undefined : unsure?.has(namespace) !== true && isListed(namespace);
  };
}

/**
 * Files of which their user says that they hold everything. Namespaces are the exception where none is written: those that the
 * objects stand in exist all the same, with labels that nobody knows.
 */
export function everyPlace(list: (type: GroupKind) => readonly unknown[]): WholePlaces {
  return (type) => !sameGroupKind(type, NAMESPACE) || list(NAMESPACE).length > 0;
}

/** The namespaces of a kind's objects by whether a server wrote them; cluster-scoped ones stand in ''. */
function weigh(objects: Iterable<KubernetesObject>): { readonly whole: Set<string>; readonly part: Set<string> } {
  const weights = new Map<string, number>();
  for (const object of objects) {
    const namespace = namespaceOf(object) ?? '';
    const weight = readString(object.metadata['uid']) === undefined ? -1 : 1;
    weights.set(namespace, (weights.get(namespace) ?? 0) + weight);
  }
  const whole = new Set<string>();
  const part = new Set<string>();
  for (const [namespace, weight] of weights) (weight < 0 ? part : whole).add(namespace);
  return { whole, part };
}

import { NAMESPACE, isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { isBroken, stepsAside } from './flow.ts';
import type { Graph } from '../graph.ts';
import { walk } from './walk.ts';

/**
 * Every object that has to do with one object, both ways, by the references between them and not by their names:
 *
 * - what its requests come from and go to (of a Service the routes that send to it and the Gateways that these attach to);
 *   a direct reference counts though it is refused or not permitted, nothing behind such a one does;
 * - what serves or acts on the object or on something above it: certificates, parameters, policies (which are inherited from
 *   above), ReferenceGrants that allow a reference of it or to it; of a route also what acts on its backends;
 * - of a policy, certificate or grant: what it acts on, with all that lies above and below;
 * - of a Namespace: what it holds.
 *
 * @param contentOf the objects of a namespace, of the types that count.
 * @returns the identities of the objects, without sections and without the object itself, by `refKey`.
 */
export function relatedTo(
  graph: Graph,
  ref: ObjectRef,
  contentOf: (namespace: string) => Iterable<KubernetesObject>,
): ReadonlyMap<string, ObjectRef> {
  const own = refKey(wholeOf(ref));
  const related = new Map<string, ObjectRef>();
  const add = ({ group, kind, namespace, name }: ObjectRef): void => {
    const object = { group, kind, namespace, name };
    related.set(refKey(object), object);
  };
  if (sameGroupKind(ref, NAMESPACE)) {
    for (const object of contentOf(ref.name)) add(refOf(object));
  }
  const { above, below } = walk(graph, [ref], { up: true, down: true, directOnly: true });
  for (const node of [...above.values(), ...below.values()]) add(node);
  const served = isRouteKind(ref)
    ? [...above.values(), ...below.values()]
    : [...above.values(), ...sectionsOf(graph, ref)];
  for (const node of served) {
    const isOwn = refKey(wholeOf(node)) === own;
    for (const { edge, next } of stepsAside(graph, node)) if (isOwn || !isBroken(edge)) add(next);
    if (node.namespace === undefined) continue;
    // A policy may act on all that a namespace holds.
    const namespace = { ...NAMESPACE, name: node.namespace };
    const acting = stepsAside(graph, namespace).filter(({ edge }) => !isBroken(edge));
    if (acting.length > 0 || graph.node(namespace).presence === 'present') add(namespace);
    for (const { next } of acting) add(next);
  }
  addGrants(graph, ref, add);
  related.delete(own);
  return related;
}

function sectionsOf(graph: Graph, ref: ObjectRef): readonly ObjectRef[] {
  return [ref, ...graph.outgoing(ref, 'section').map(({ to }) => to)];
}

/** The grants of references to the object; of a grant also what the references that it allows point at. */
function addGrants(graph: Graph, ref: ObjectRef, add: (ref: ObjectRef) => void): void {
  for (const edge of graph.incoming(ref)) if (edge.grant !== undefined) add(edge.grant);
  const allowed = graph.outgoing(ref, 'grant');
  if (allowed.length === 0) return;
  const key = refKey(ref);
  for (const { to } of allowed) {
    for (const holder of sectionsOf(graph, to)) {
      for (const edge of graph.outgoing(holder)) {
        if (edge.grant !== undefined && refKey(edge.grant) === key) add(edge.to);
      }
    }
  }
}

import type { ObjectRef } from '../../model/ref.ts';
import { RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { Graph, GraphEdge } from '../graph.ts';

/**
 * How an edge lies to the way of a request, which runs from GatewayClass and Gateway down to listener, route, rule and
 * backend: `down` and `up` say where the named object lies; `aside` is what stands beside the way and serves what holds it
 * (certificates, parameters, filters), `onto` what acts on the way from beside it (policies, grants).
 */
export type Flow = 'down' | 'up' | 'aside' | 'onto';

const FLOWS: Readonly<Record<Relation, Flow>> = {
  class: 'up',
  parameters: 'aside',
  section: 'down',
  parent: 'up',
  attachment: 'up',
  backend: 'down',
  mirror: 'down',
  externalAuth: 'down',
  extension: 'aside',
  certificate: 'aside',
  ca: 'aside',
  target: 'onto',
  endpoint: 'down',
  grant: 'onto',
  // What a controller made for a Gateway lies below it.
  infrastructure: 'up',
};

/** The relations that lie so. */
const RELATIONS_OF: Readonly<Record<Flow, ReadonlySet<Relation>>> = {
  down: relationsOf('down'),
  up: relationsOf('up'),
  aside: relationsOf('aside'),
  onto: relationsOf('onto'),
};

function relationsOf(wanted: Flow): ReadonlySet<Relation> {
  const relations = new Set<Relation>();
  for (const relation of RELATIONS) if (FLOWS[relation] === wanted) relations.add(relation);
  return relations;
}

/** How an edge lies to the way of a request. */
export function flowOf({ relation }: GraphEdge): Flow {
  return FLOWS[relation];
}

/** An edge with the end that is reached over it. */
export interface Step {
  readonly edge: GraphEdge;
  readonly next: ObjectRef;
}

/**
 * The steps from a node along the way of a request, or against it.
 * @param relation only edges of this one; undefined: of any.
 */
export function stepsAlong(
  graph: Graph,
  ref: ObjectRef,
  direction: 'up' | 'down',
  relation?: Relation,
): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref, relation)) if (flowOf(edge) === direction) steps.push({ edge, next: edge.to });
  const against = direction === 'up' ? 'down' : 'up';
  if (relation !== undefined && FLOWS[relation] !== against) return steps;
  for (const edge of graph.incoming(ref, relation ?? RELATIONS_OF[against])) steps.push({ edge, next: edge.from });
  return steps;
}

/** The steps from a node on the way to what stands beside it. */
export function stepsAside(graph: Graph, ref: ObjectRef): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref)) if (flowOf(edge) === 'aside') steps.push({ edge, next: edge.to });
  for (const edge of graph.incoming(ref, RELATIONS_OF.onto)) steps.push({ edge, next: edge.from });
  return steps;
}

/** The steps from what stands beside the way to what it serves or acts on. */
export function stepsOnto(graph: Graph, ref: ObjectRef): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref)) if (flowOf(edge) === 'onto') steps.push({ edge, next: edge.to });
  for (const edge of graph.incoming(ref, RELATIONS_OF.aside)) steps.push({ edge, next: edge.from });
  return steps;
}

/** Whether a reference is known not to lead where it says. What is unknown may lead there. */
export function isBroken({ state }: Pick<GraphEdge, 'state'>): boolean {
  return state === 'missing' || state === 'notPermitted';
}

import type { ObjectRef } from '../../model/ref.ts';
import type { Graph, GraphEdge, Relation } from '../graph.ts';

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

/** How an edge lies to the way of a request. */
export function flowOf({ relation }: GraphEdge): Flow {
  return FLOWS[relation];
}

/** An edge with the end that is reached over it. */
export interface Step {
  readonly edge: GraphEdge;
  readonly next: ObjectRef;
}

/** The steps from a node along the way of a request, or against it. */
export function stepsAlong(graph: Graph, ref: ObjectRef, direction: 'up' | 'down'): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref)) if (flowOf(edge) === direction) steps.push({ edge, next: edge.to });
  const against = direction === 'up' ? 'down' : 'up';
  for (const edge of graph.incoming(ref)) if (flowOf(edge) === against) steps.push({ edge, next: edge.from });
  return steps;
}

/** The steps from a node on the way to what stands beside it. */
export function stepsAside(graph: Graph, ref: ObjectRef): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref)) if (flowOf(edge) === 'aside') steps.push({ edge, next: edge.to });
  for (const edge of graph.incoming(ref)) if (flowOf(edge) === 'onto') steps.push({ edge, next: edge.from });
  return steps;
}

/** The steps from what stands beside the way to what it serves or acts on. */
export function stepsOnto(graph: Graph, ref: ObjectRef): readonly Step[] {
  const steps: Step[] = [];
  for (const edge of graph.outgoing(ref)) if (flowOf(edge) === 'onto') steps.push({ edge, next: edge.to });
  for (const edge of graph.incoming(ref)) if (flowOf(edge) === 'aside') steps.push({ edge, next: edge.from });
  return steps;
}

/** Whether a reference is known not to lead where it says. What is unknown may lead there. */
export function isBroken({ state }: Pick<GraphEdge, 'state'>): boolean {
  return state === 'missing' || state === 'notPermitted';
}

import { SERVICE } from '../../gateway-api/kinds.ts';
import { refKey, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { isBroken, stepsAlong, stepsOnto } from './flow.ts';
import type { Step } from './flow.ts';
import type { Graph, GraphEdge } from '../graph.ts';

/** Which ways to go from the roots, and how many objects far; sections cost nothing. */
export interface WalkOptions {
  readonly up: boolean;
  readonly down: boolean;
  readonly depth?: number | undefined;
  /** Whether broken references count only where a root holds them or is named by them; else they count on all ways. */
  readonly directOnly?: boolean | undefined;
}

/** What was reached: nodes by key, those above and those below the roots, and the edges that led there. */
export interface Walk {
  readonly above: ReadonlyMap<string, ObjectRef>;
  readonly below: ReadonlyMap<string, ObjectRef>;
  readonly edges: ReadonlySet<GraphEdge>;
}

/**
 * Goes from the roots up to where their requests come from and down to where they end. Nobody turns on the way: what lies
 * below a Gateway above a route is not the route's. A reference that is broken is reached, and nothing behind it. From
 * something beside the way (a policy, a Secret) the walk starts where it acts.
 */
export function walk(graph: Graph, roots: readonly ObjectRef[], options: WalkOptions): Walk {
  const { up, down, depth, directOnly = false } = options;
  const edges = new Set<GraphEdge>();
  const limit = depth ?? Number.POSITIVE_INFINITY;
  const starts: Reached[] = roots.map((ref) => ({ ref, distance: 0, isStart: true }));
  const beside: Reached[] = [];
  if (limit > 0) {
    for (const root of roots) {
      for (const { edge, next } of stepsOnto(graph, root)) {
        edges.add(edge);
        beside.push({ ref: next, distance: 1, isStart: true, isEnd: isBroken(edge) });
      }
    }
  }
  const all = [...starts, ...beside];
  const above = spread(graph, all, edges, { direction: 'up', limit: up ? limit : 0, directOnly });
  const below = spread(graph, all, edges, { direction: 'down', limit: down ? limit : 0, directOnly });
  return { above, below, edges };
}

interface Reached {
  readonly ref: ObjectRef;
  readonly distance: number;
  /** Where the walk begins: a Service is then looked at from both its sides. */
  readonly isStart?: boolean;
  /** Nothing behind it counts. */
  readonly isEnd?: boolean;
  /** Whether the walk came here from what stands behind a backend. */
  readonly isBackend?: boolean;
}

interface SpreadOptions {
  readonly direction: 'up' | 'down';
  readonly limit: number;
  readonly directOnly: boolean;
}

/** Breadth first, nearest first: each node is gone on from once. */
function spread(
  graph: Graph,
  starts: readonly Reached[],
  edges: Set<GraphEdge>,
  { direction, limit, directOnly }: SpreadOptions,
): ReadonlyMap<string, ObjectRef> {
  const found = new Map<string, ObjectRef>();
  const done = new Set<string>();
  let level: Reached[] = [...starts];
  while (level.length > 0) {
    const nextLevel: Reached[] = [];
    // Sections are at no distance, so the level grows while it is gone through.
    for (const { ref, distance, isStart, isEnd, isBackend } of level) {
      const key = refKey(ref);
      found.set(key, ref);
      // The two sides of a Service are gone on from one by one.
      const side = isBackend === true ? `${key} backend` : key;
      if (done.has(side) || (isEnd === true && ref.section === undefined)) continue;
      if (isEnd !== true) done.add(side);
      for (const step of stepsFrom(graph, ref, direction, isStart === true || isBackend === true)) {
        const cost = step.edge.relation === 'section' ? 0 : 1;
        // A section does not stand alone: with it comes what holds it.
        if (distance + cost > limit || (isEnd === true && cost > 0)) continue;
        if (directOnly && distance > 0 && isBroken(step.edge)) continue;
        edges.add(step.edge);
        const reached = {
          ref: step.next,
          distance: distance + cost,
          isEnd: isEnd === true || isBroken(step.edge),
          isBackend: direction === 'up' && step.edge.relation === 'endpoint',
        };
        if (cost === 0) level.push(reached);
        else nextLevel.push(reached);
      }
    }
    level = nextLevel;
  }
  return found;
}

/**
 * A Service has two sides (GEP-1294): what sends to it as a backend, and the routes of a mesh that act on its clients. A
 * walk that comes to it from one side does not leave by the other.
 */
function stepsFrom(graph: Graph, ref: ObjectRef, direction: 'up' | 'down', isStart: boolean): readonly Step[] {
  if (isStart || !sameGroupKind(ref, SERVICE)) return stepsAlong(graph, ref, direction);
  return stepsAlong(graph, ref, direction, direction === 'down' ? 'endpoint' : 'section');
}

import { GATEWAY_CLASS, NAMESPACE } from '../../gateway-api/kinds.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Cell, Column, Coverage } from '../table.ts';

/** A count of related objects: `<unknown>` where nothing could be read, `3+` where only a part could. */
export function countCell(count: number, coverage: Coverage): Cell {
  if (coverage === 'whole') return String(count);
  return coverage === 'part' && count > 0 ? `${count}+` : { text: '<unknown>', tone: 'muted' };
}

/** The least of several coverages; of none at all everything is known. */
export function leastCoverage(all: readonly Coverage[]): Coverage {
  if (all.includes('none')) return 'none';
  return all.includes('part') ? 'part' : 'whole';
}

/** How many objects they are. */
export function countDistinct(refs: readonly ObjectRef[]): number {
  return refs.length < 2 ? refs.length : new Set(refs.map(refKey)).size;
}

/** How many policies attach to the object or a section of it, in whatever way. */
export const policiesColumn: Column = {
  name: 'POLICIES',
  wide: true,
  needs: ['policies'],
  // Sections and filters stand in the spec.
  reads: ['spec', 'annotations'],
  cell: (object, { policiesOn, coverage }) => countCell(countDistinct(policiesOn(object)), coverage('policies')),
};

/** How many routes attach to the Gateway or ListenerSet: the number of `status` and of the object's own page. */
export const attachedRoutesColumn: Column = {
  name: 'ROUTES',
  wide: true,
  needs: ['routes'],
  counted: 'attachedRoutes',
  refinedBy: [GATEWAY_CLASS, NAMESPACE],
  reads: ['spec'],
  cell: (object, { count, coverage }) => countCell(count('attachedRoutes', object), coverage('routes')),
};

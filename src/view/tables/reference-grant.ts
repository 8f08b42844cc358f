import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { GATEWAY, LISTENER_SET, X_LISTENER_SET, X_TELEMETRY_POLICY, isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Cell, Need, TableContext, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { countCell, leastCoverage } from './relation-count.ts';

/** Who holds references that a grant can allow (semantics.md 3.1). */
const HOLDERS: readonly Need[] = ['routes', GATEWAY, LISTENER_SET, X_LISTENER_SET, X_TELEMETRY_POLICY];

/** FROM `shop/httproute`: a kind in a namespace; TO `service/cart`, or `service/*` for all of a kind. */
export const referenceGrantTable: TableDefinition = {
  columns: [
    nameColumn,
    {
      name: 'FROM',
      cell: (object, { wide }) =>
        cutList(
          readReferenceGrant(object).from.map(({ namespace, kind }) => `${namespace}/${kind.toLowerCase()}`),
          wide,
        ),
    },
    {
      name: 'TO',
      cell: (object, { wide }) =>
        cutList(
          readReferenceGrant(object).to.map(({ kind, name }) => `${kind.toLowerCase()}/${name ?? '*'}`),
          wide,
        ),
    },
    ageColumn,
    { name: 'USED', wide: true, needs: HOLDERS, reads: ['spec'], cell: usedCell },
  ],
};

/** How many references of other namespaces the grant allows; 0 says that it is not needed. */
function usedCell(object: KubernetesObject, context: TableContext): Cell {
  const grant = readReferenceGrant(object);
  const used = new Set<unknown>();
  for (const from of grant.from) {
    for (const to of grant.to) {
      for (const edge of context.graph.crossing(from, { ...to, namespace: grant.namespace })) {
        if (edge.relation !== 'parent' && (to.name === undefined || edge.to.name === to.name)) used.add(edge);
      }
    }
  }
  // References of a kind that we do not read (a vendor's) may use the grant as well: the count is a lower bound.
  const coverages = grant.from.map((from) => {
    const need = HOLDERS.find((holder) => (holder === 'routes' ? isRouteKind(from) : isOf(from, holder)));
    return need === undefined ? 'part' : context.coverage(need);
  });
  return countCell(used.size, leastCoverage(coverages));
}

function isOf(type: GroupKind, need: Need): boolean {
  return typeof need !== 'string' && sameGroupKind(type, need);
}

import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { GRANT_HOLDERS } from '../../gateway-api/references.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Cell, TableContext, TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { countCell, leastCoverage } from './relation-count.ts';

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
    {
      name: 'USED',
      wide: true,
      needs: GRANT_HOLDERS,
      counted: 'grantedReferences',
      reads: ['spec'],
      cell: usedCell,
    },
  ],
};

/** How many references of other namespaces the grant allows; 0 says that it is not needed. */
function usedCell(object: KubernetesObject, { count, coverage }: TableContext): Cell {
  // References that we do not read (of a vendor's kind, the targets of policies) may use the grant as well.
  const coverages = readReferenceGrant(object).from.map((from) =>
    GRANT_HOLDERS.some((holder) => sameGroupKind(holder, from)) ? coverage(from) : 'part',
  );
  return countCell(count('grantedReferences', object), leastCoverage(coverages));
}

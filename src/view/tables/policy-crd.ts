import type { PolicyKind } from '../../policy/policy-kind.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { cutList } from '../../text/cut-list.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { nameColumn } from './name-column.ts';
import { countCell } from './relation-count.ts';

/** What is known of a policy kind beside its CRD. */
export interface PolicyCrd {
  readonly kind: PolicyKind;
  /** As the source serves it; undefined where it does not. */
  readonly type: ResourceType | undefined;
}

/**
 * The CRDs that define policies.
 * @param policyCrds by the name of the CRD.
 */
export function policyCrdTable(policyCrds: ReadonlyMap<string, PolicyCrd>): TableDefinition {
  const known = (name: string): PolicyCrd | undefined => policyCrds.get(name);
  return {
    columns: [
      nameColumn,
      { name: 'POLICY TYPE', cell: ({ metadata }) => known(metadata.name)?.kind.class ?? 'Unknown' },
      {
        name: 'SCOPE',
        cell: ({ metadata }) => {
          const kind = known(metadata.name)?.kind;
          if (kind === undefined) return '<unknown>';
          return kind.namespaced ? 'Namespaced' : 'Cluster';
        },
      },
      ageColumn,
      { name: 'KIND', wide: true, cell: ({ metadata }) => known(metadata.name)?.kind.kind ?? '<unknown>' },
      {
        name: 'VERSIONS',
        wide: true,
        cell: ({ metadata }, { wide }) => cutList(known(metadata.name)?.type?.versions ?? [], wide),
      },
      {
        name: 'TARGETS',
        wide: true,
        cell: ({ metadata }, { wide }) => {
          const targets = known(metadata.name)?.kind.targets ?? [];
          return targets.length === 0
            ? '<unknown>'
            : cutList(
                targets.map(({ kind }) => kind),
                wide,
              );
        },
      },
      {
        name: 'INSTANCES',
        wide: true,
        counts: ['policies'],
        cell: ({ metadata }, { countOf, coverage }) => {
          const kind = known(metadata.name)?.kind;
          return kind === undefined ? '<unknown>' : countCell(countOf(kind), coverage(kind));
        },
      },
    ],
  };
}

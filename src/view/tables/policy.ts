import { statusAtAncestors } from '../../analysis/reported-status.ts';
import { parentOf, readAncestorStatuses } from '../../gateway-api/parent-ref.ts';
import { readPolicyTargets } from '../../gateway-api/policy.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString } from '../../model/read.ts';
import { groupKindOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { PolicyClass } from '../../policy/policy-kind.ts';
import { cutList } from '../../text/cut-list.ts';
import type { TableDefinition } from '../table.ts';
import { ageColumn } from './age-column.ts';
import { labelTexts } from './label-texts.ts';
import { nameColumn } from './name-column.ts';
import { objectText } from './object-text.ts';
import { statusCell } from './status-cell.ts';
import { WORD_GIVERS } from './word-givers.ts';

/**
 * Policies of any kind.
 * @param classOf what a kind's author says of it: Direct, Inherited, or Unknown.
 * @param naming the kinds whose objects may name policies of those that are listed.
 */
export function policyTable(
  classOf: (type: GroupKind) => PolicyClass,
  naming: readonly GroupKind[] = [],
): TableDefinition {
  return {
    columns: [
      nameColumn,
      {
        name: 'TARGETS',
        needs: naming,
        reads: ['spec'],
        cell: (object, { wide, namersOf }) => {
          const namespace = namespaceOf(object);
          const namers = naming.length === 0 ? [] : namersOf(object).map((ref) => targetText(ref, namespace));
          return cutList([...targetTexts(object), ...namers], wide);
        },
      },
      { name: 'POLICY TYPE', cell: (object) => classOf(groupKindOf(object)) },
      {
        name: 'ACCEPTED',
        computes: 'Accepted',
        heardBy: WORD_GIVERS,
        cell: (object, { controllerAt }) => statusCell(statusAtAncestors(object, 'Accepted', controllerAt)),
      },
      ageColumn,
      {
        name: 'ANCESTORS',
        wide: true,
        cell: (object, { wide }) => {
          const namespace = namespaceOf(object);
          const ancestors = readAncestorStatuses(object);
          return cutList(
            ancestors.map(({ parentRef }) => objectText(parentOf(parentRef), namespace)),
            wide,
          );
        },
      },
    ],
  };
}

/** The policies of the specification itself: all of them are Direct (semantics.md 5.1). */
export const specificationPolicyTable: TableDefinition = policyTable(() => 'Direct');

/** `gateway/web`, with a section `gateway/web#https`. */
function targetText(ref: ObjectRef, namespace: string | undefined): string {
  const text = objectText(ref, namespace);
  return ref.section === undefined ? text : `${text}#${ref.section}`;
}

/** Targets by name, with their section; targets by label as `httproute(app=web)` (Envoy Gateway, semantics.md 5.2). */
function targetTexts(policy: KubernetesObject): readonly string[] {
  const namespace = namespaceOf(policy);
  const texts = readPolicyTargets(policy).map(({ ref }) => targetText(ref, namespace));
  for (const selector of readRecords(readPath(policy, 'spec', 'targetSelectors'))) {
    const labels = labelTexts(selector['matchLabels']);
    const expressions = readRecords(selector['matchExpressions']).length > 0 ? ['…'] : [];
    const kind = (readString(selector['kind']) ?? '?').toLowerCase();
    texts.push(`${kind}(${[...labels, ...expressions].join(' ')})`);
  }
  return texts;
}

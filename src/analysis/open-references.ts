import type { GroupKind } from '../model/ref.ts';
import type { KubernetesObject } from '../model/object.ts';
import { leadsOutside } from '../model/leads-outside.ts';
import { refKey, refOf, wholeOf } from '../model/ref.ts';
import { STATUS_KINDS } from './status-kinds.ts';
import type { JudgedWorld } from './verdict.ts';

/**
 * How many references lead outside of the files: fields, each counted once. They are no problems, but nobody has looked
 * behind them.
 * @param policyKinds the kinds of policies.
 * @param wants which objects to look at.
 */
export function countOpenReferences(
  { snapshot, graph }: JudgedWorld,
  policyKinds: readonly GroupKind[],
  wants: (object: KubernetesObject) => boolean = () => true,
): number {
  if (snapshot.origin === 'live') return 0;
  const fields = new Set<string>();
  for (const object of [...STATUS_KINDS, ...policyKinds].flatMap((type) => snapshot.list(type))) {
    if (!wants(object)) continue;
    for (const { from, path, state, because } of graph.edges(refOf(object))) {
      if (state === 'unknown' && leadsOutside(because)) fields.add(`${refKey(wholeOf(from))} ${path}`);
    }
  }
  return fields.size;
}

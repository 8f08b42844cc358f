import type { Gap } from '../../model/gap.ts';

/** Up to this many refusals are reported in the words of the server; more are only named. */
const MOST_REFUSALS = 3;

/**
 * Which gaps are reported on stderr: one line a kind, place and reason, and one line for all where much is forbidden, since a
 * user with few rights should still see the answer.
 */
export function summarizeGaps(gaps: readonly Gap[]): readonly Gap[] {
  const byPlace = new Map<string, { readonly gap: Gap; more: number }>();
  for (const gap of gaps) {
    // A kind that is not served is an answer, not a gap beside it.
    if (gap.reason === 'absent' || isOfMetrics(gap)) continue;
    const key = `${gap.what}\n${gap.namespace ?? ''}\n${gap.reason}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { gap, more: 0 });
    else if (known.gap.message !== gap.message) known.more += 1;
  }
  const told = [...byPlace.values()].map(({ gap, more }) =>
    more === 0 ? gap : Object.assign({}, gap, { message: `${gap.message} (and ${more} more like it)` }),
  );
  const refused = told.filter(({ reason }) => reason === 'forbidden');
  if (refused.length <= MOST_REFUSALS) return told;
  return [...told.filter(({ reason }) => reason !== 'forbidden'), joinRefusals(refused)];
}

/**
 * Whether an API group of metrics did not answer. Those break often (their server is an add-on), and hold nothing that the
 * Gateway API could refer to: what is looked up there all the same says unknown by itself.
 */
function isOfMetrics({ group, kind }: Gap): boolean {
  return kind === undefined && group !== undefined && /^(?:(?:custom|external)\.)?metrics\.k8s\.io$/.test(group);
}

function joinRefusals(refused: readonly Gap[]): Gap {
  const places = new Map<string, Set<string>>();
  for (const { what, namespace } of refused) {
    const known = places.get(what);
    const place = namespace ?? '';
    if (known === undefined) places.set(what, new Set([place]));
    else known.add(place);
  }
  const names = [...places].map(([what, namespaces]) => {
    // Where the whole cluster is refused, so is what lies in it.
    if (namespaces.has('')) return what;
    return `${what} (in ${[...namespaces].join(', ')})`;
  });
  return { what: names.toSorted().join(', '), reason: 'forbidden', message: 'forbidden' };
}

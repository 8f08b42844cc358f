import { addTo } from '../../model/add-to.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Gap } from '../../model/gap.ts';

/**
 * Which gaps are reported on stderr: one line a kind, place and reason, and one short line for all that is forbidden, since a
 * user with few rights should still see the answer.
 * @param inFull whether each refusal is told in the words of the server.
 */
export function summarizeGaps(gaps: readonly Gap[], inFull = false): readonly Gap[] {
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
  if (inFull || refused.length === 0) return told;
  return [...told.filter(({ reason }) => reason !== 'forbidden'), joinRefusals(refused)];
}

/**
 * Whether an API group of metrics did not answer. Those break often (their server is an add-on), and hold nothing that the
 * Gateway API could refer to: what is looked up there all the same says unknown by itself.
 */
function isOfMetrics({ group, kind }: Gap): boolean {
  return kind === undefined && group !== undefined && /^(?:(?:custom|external)\.)?metrics\.k8s\.io$/.test(group);
}

/** Told as `httproutes, services in namespace shop`, or `gatewayclasses; httproutes, services in namespace shop`. */
function joinRefusals(refused: readonly Gap[]): Gap {
  const places = new Map<string, Set<string | undefined>>();
  for (const { what, namespace } of refused) {
    const known = places.get(what);
    if (known === undefined) places.set(what, new Set([namespace]));
    else known.add(namespace);
  }
  const shortNames = shorten([...places.keys()]);
  const byPlace = new Map<string, string[]>();
  for (const [what, inPlaces] of places) {
    // Where the whole cluster is refused, so is what lies in it.
    const namespaces = inPlaces.has(undefined)
      ? []
      : [...inPlaces].flatMap((place) => place ?? []).toSorted(compareText);
    addTo(byPlace, namespaces.join(', '), shortNames.get(what) ?? what);
  }
  const told = [...byPlace].toSorted(([left], [right]) => compareText(left, right));
  const parts = told.map(([place, names]) => {
    const where = place === '' ? '' : ` in ${place.includes(',') ? 'namespaces' : 'namespace'} ${place}`;
    return names.toSorted().join(', ') + where;
  });
  return { what: parts.join('; '), reason: 'forbidden', message: "forbidden; -v=1 shows the server's words" };
}

/** Resources without their group, where no two of them are then called the same. */
function shorten(names: readonly string[]): ReadonlyMap<string, string> {
  const counts = Map.groupBy(names, pluralOf);
  return new Map(names.map((name) => [name, counts.get(pluralOf(name))?.length === 1 ? pluralOf(name) : name]));
}

function pluralOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

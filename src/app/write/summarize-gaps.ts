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

/** Told as `httproutes, services in namespace shop`, or `httproutes (in shop), gatewayclasses` where the places differ. */
function joinRefusals(refused: readonly Gap[]): Gap {
  const places = new Map<string, Set<string | undefined>>();
  for (const { what, namespace } of refused) {
    const known = places.get(what);
    if (known === undefined) places.set(what, new Set([namespace]));
    else known.add(namespace);
  }
  const namespaces = new Set(refused.map(({ namespace }) => namespace));
  const [namespace] = namespaces;
  const isOnePlace = namespaces.size === 1;
  const shortNames = shorten([...places.keys()]);
  const names = [...places].map(([what, inPlaces]) => {
    const name = shortNames.get(what) ?? what;
    // Where the whole cluster is refused, so is what lies in it.
    return isOnePlace || inPlaces.has(undefined) ? name : `${name} (in ${[...inPlaces].join(', ')})`;
  });
  return {
    what: names.toSorted().join(', '),
    namespace: isOnePlace ? namespace : undefined,
    reason: 'forbidden',
    message: "forbidden; -v=1 shows the server's words",
  };
}

/** Resources without their group, where no two of them are then called the same. */
function shorten(names: readonly string[]): ReadonlyMap<string, string> {
  const plural = (name: string): string => name.split('.', 1)[0] ?? name;
  const counts = Map.groupBy(names, plural);
  return new Map(names.map((name) => [name, counts.get(plural(name))?.length === 1 ? plural(name) : name]));
}

import type { Snapshot } from '../model/snapshot.ts';

/**
 * A rule over a snapshot that is worked out once: snapshots never change, and the memory goes with them. Rules may ask
 * each other in any order, so a question about one object costs only what it reaches.
 */
export function rememberOnce<T>(rule: (snapshot: Snapshot) => T): (snapshot: Snapshot) => T {
  const answers = new WeakMap<Snapshot, { readonly answer: T }>();
  return (snapshot) => {
    const known = answers.get(snapshot);
    if (known !== undefined) return known.answer;
    const answer = rule(snapshot);
    answers.set(snapshot, { answer });
    return answer;
  };
}

/** The same for a rule about one thing (an object, a selector) in a snapshot. */
export function rememberEach<Thing extends WeakKey, T>(
  rule: (snapshot: Snapshot, thing: Thing) => T,
): (snapshot: Snapshot, thing: Thing) => T {
  const answersOf = rememberOnce(() => new WeakMap<Thing, { readonly answer: T }>());
  return (snapshot, thing) => {
    const answers = answersOf(snapshot);
    const known = answers.get(thing);
    if (known !== undefined) return known.answer;
    const answer = rule(snapshot, thing);
    answers.set(thing, { answer });
    return answer;
  };
}

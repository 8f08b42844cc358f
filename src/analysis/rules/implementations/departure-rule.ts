import type { Fact, FactOf } from '../../../model/fact.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { refKey } from '../../../model/ref.ts';
import type { Known } from '../../../routing/implementations/behaviours.ts';
import { defineRule } from '../rule.ts';
import type { Hit, Rule, RuleText } from '../rule.ts';
import { matchPath } from '../routing/match-standing.ts';
import type { RuleWorld } from '../rule-world.ts';

/** How a controller is known to answer otherwise. */
interface Otherwise {
  readonly name: string;
  readonly version: string;
  readonly answer: FactOf<'answersOtherwise'>;
  readonly known: Known<unknown>;
}

/**
 * A rule on requests that a controller is known to answer otherwise than the specification, for some reasons. Its examples have a
 * class of that controller.
 * @param codes the facts that say why.
 */
export function departureRule({
  codes,
  ...text
}: Omit<RuleText, 'inputs'> & { readonly codes: readonly Fact['code'][] }): Rule {
  const isMeant = new Set<Fact['code']>(codes);
  return defineRule<Otherwise>({
    ...text,
    inputs: ['departures'],
    check: (world) => departures(world, isMeant),
    say: ({ name, version, answer, known }, words) =>
      `${name} ${words.fact(answer)} (${words.confidence(known)}, ${version}: ${known.source})`,
  });
}

/** One a match and reason, however many requests show it. */
function departures(world: RuleWorld, isMeant: ReadonlySet<Fact['code']>): Iterable<Hit<Otherwise>> {
  const hits = new Map<string, Hit<Otherwise>>();
  for (const { row, gateway, implementation, departure, outcome } of world.departures()) {
    const { fact, known } = departure;
    if (!isMeant.has(fact.code)) continue;
    const path = matchPath(row);
    const key = `${refKey(row.ref)} ${path} ${fact.code} ${implementation.name}`;
    if (hits.has(key)) continue;
    const { statusCode, grpcStatus, backends, redirect } = outcome;
    const answer: FactOf<'answersOtherwise'> = {
      code: 'answersOtherwise',
      statusCode,
      grpcStatus,
      backends: backends.map(({ ref, port, share }) => ({ ref, port, share })),
      location: redirect?.location,
      because: fact,
    };
    const related: readonly ObjectRef[] = [gateway];
    const { name, version } = implementation;
    hits.set(key, { subject: row.ref, path, args: { name, version, answer, known }, related });
  }
  return hits.values();
}

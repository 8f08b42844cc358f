import type { ObjectRef } from '../documents/ref.ts';
import type { RoutingTestEntry } from '../documents/routing-test.ts';
import type { TestCoverage, UncoveredMatch } from '../documents/test-report.ts';

/** A match of a rule of a route; without an index that of a rule without matches, which takes everything. */
export interface MatchPlace {
  readonly route: ObjectRef;
  readonly rule: number;
  readonly match: number | undefined;
}

/**
 * Which of the attached matches some request reaches.
 * @param matches each once.
 * @param reached those that answered a test; others, of routes that are not asked for, do not count.
 * @param ready a test that reaches a match; undefined where no request is known that does.
 */
export function coverageOf(
  matches: readonly MatchPlace[],
  reached: readonly MatchPlace[],
  ready: (place: MatchPlace) => RoutingTestEntry | undefined,
): TestCoverage {
  const covered = new Set(reached.map(placeKey));
  const missing = matches
    .filter((place) => !covered.has(placeKey(place)))
    .map(({ route, rule, match }): UncoveredMatch => {
      const test = ready({ route, rule, match });
      return { route, rule, ...(match !== undefined && { match }), ...(test !== undefined && { test }) };
    });
  const count = matches.length - missing.length;
  return {
    matches: matches.length,
    covered: count,
    percent: matches.length === 0 ? 100 : (100 * count) / matches.length,
    missing,
  };
}

/** A key for maps: equal for equal places and only for them. */
export function placeKey({ route, rule, match }: MatchPlace): string {
  return `${route.group}/${route.kind}/${route.namespace ?? ''}/${route.name}#${rule}/${match ?? ''}`;
}

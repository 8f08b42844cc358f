import { ruleSection } from '../../../gateway-api/section.ts';
import { refKey } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RoutedRequest } from '../../../routing/routed-request.ts';
import type { Row } from '../../../routing/row.ts';
import type { ListenerTraffic, RuleWorld } from '../rule-world.ts';

/** What takes the requests of a match, under one hostname of a listener. */
export interface Shadow {
  readonly hostname: string;
  readonly by: Row;
  /** Both routes wrote the same hostname, so that neither is meant to be the more specific one. */
  readonly isRival: boolean;
  /** A request that shows it. */
  readonly request: RoutedRequest;
  readonly traffic: ListenerTraffic;
}

/** How one match of a rule of a route fares at all listeners and hostnames together. */
export interface MatchStanding {
  readonly row: Row;
  /** Some request reaches it, or perhaps does. */
  readonly isReached: boolean;
  /** Where all its requests go to other rules. */
  readonly shadows: readonly Shadow[];
}

/** Every match that some listener serves, in the order of the tables. Matches that only perhaps attach are left out. */
export function matchStandings(world: RuleWorld): readonly MatchStanding[] {
  const standings = new Map<string, { row: Row; isReached: boolean; shadows: Shadow[] }>();
  for (const traffic of world.traffic()) {
    for (const { row, reach, hostname, written, unsure } of traffic.rows) {
      const key = `${refKey(row.ref)} ${row.rule.index} ${row.match ?? ''}`;
      const standing = standings.get(key) ?? { row, isReached: false, shadows: [] };
      standings.set(key, standing);
      if (reach.state === 'shadowed' && !unsure) {
        const { by, request } = reach;
        standing.shadows.push({ hostname, by, isRival: reach.written === written, request, traffic });
        // Another listener has the hostname: that is said of the listener.
      } else if (reach.state !== 'elsewhere') standing.isReached = true;
    }
  }
  return [...standings.values()];
}

/** The rule of a row, as a part of its route. */
export function ruleOf({ ref, rule }: Row): ObjectRef {
  return { ...ref, section: ruleSection(rule.index) };
}

/** Where a match stands; of a rule without matches the rule. */
export function matchPath({ rule, match }: Row): string {
  return match === undefined ? `spec.rules[${rule.index}]` : `spec.rules[${rule.index}].matches[${match}]`;
}

import { readHostnames } from '../gateway-api/route.ts';
import { ruleSection } from '../gateway-api/section.ts';
import type { Fact } from '../model/fact.ts';
import type { Criterion } from '../model/routing-facts.ts';
import { someOf } from '../model/some.ts';
import type { HostHit, HostTable } from './host-table.ts';
import type { MatchInput } from './match-input.ts';
import { decide } from './precedence.ts';
import type { Row } from './row.ts';
import { beatenBy, distanceOf, missOf } from './row-miss.ts';
import type { Miss } from './trace.ts';

/** How much is looked at and told of what did not answer. */
export interface Explain {
  /** The most rows that are looked at. */
  readonly looked: number;
  /** The most misses that are told. */
  readonly told: number;
}

/** By what the winner won over a row that matches as well. */
export function wonBy(winner: HostHit, loser: { readonly written: string; readonly row: Row }): Criterion {
  return winner.written === loser.written ? decide(winner.ranked.row, loser.row).by : 'hostname';
}

/** A miss with how near it came. */
interface Ranked {
  readonly distance: number;
  readonly miss: Miss;
}

/**
 * The rows that did not answer, the nearest first: those that match and lose, then those of the host that match all but little,
 * then those of other hostnames that would match.
 */
export function nearRows(
  table: HostTable,
  host: string,
  input: MatchInput,
  winner: HostHit | undefined,
  { looked, told }: Explain,
): readonly Miss[] {
  const found: Ranked[] = [];
  const seen = new Set<Row>();
  let left = looked;
  for (const { written, index } of table.entriesFor(host)) {
    for (const { row } of index.rows) {
      if (left-- <= 0) break;
      if (row === winner?.ranked.row || seen.has(row)) continue;
      seen.add(row);
      const fact = missOf(row, input);
      if (fact !== undefined) found.push({ distance: distanceOf(row, input), miss: missAt(row, fact) });
      else if (winner !== undefined) {
        found.push({ distance: 0, miss: missAt(row, beatenBy(winner.ranked.row, wonBy(winner, { written, row }))) });
      }
    }
  }
  for (const { index } of left > 0 ? table.entries() : []) {
    for (const { row } of index.rows) {
      if (left-- <= 0) break;
      if (row === winner?.ranked.row || seen.has(row)) continue;
      seen.add(row);
      const fact: Fact = { code: 'hostnameMisses', hostnames: someOf(readHostnames(row.route)), host };
      found.push({ distance: HOSTNAME + distanceOf(row, input), miss: missAt(row, fact) });
    }
  }
  const nearest = found.toSorted((a, b) => a.distance - b.distance);
  if (told === Number.POSITIVE_INFINITY) return nearest.map(({ miss }) => miss);
  // Beside an answer only what nearly took its place helps.
  const helpful = winner === undefined ? nearest : nearest.filter(({ distance }) => distance < FAR);
  return distinct(helpful.map(({ miss }) => miss)).slice(0, winner === undefined ? Math.min(told, MOST_FAR) : told);
}

/** Of a path that shares little with the request's. */
const FAR = 998;
/** Where nothing matches, so many say what there is. */
const MOST_FAR = 3;
/** Another hostname is further off than anything else. */
const HOSTNAME = 100_000;

function missAt({ ref, rule, match, kind }: Row, fact: Fact): Miss {
  const at = `spec.rules[${rule.index}]`;
  const isHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  const field =
    fact.code === 'hostnameMisses' ? 'spec.hostnames' : match === undefined || !isHttp ? at : `${at}.matches[${match}]`;
  // A hostname is that of the whole route.
  return { of: fact.code === 'hostnameMisses' ? ref : { ...ref, section: ruleSection(rule.index) }, field, fact };
}

/** Of a rule with several matches the nearest speaks for it. */
function distinct(misses: readonly Miss[]): readonly Miss[] {
  const seen = new Set<string>();
  return misses.filter(({ of }) => {
    const key = `${of.kind}/${of.namespace ?? ''}/${of.name}#${of.section ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import { hostnameKey } from '../hostname-chain.ts';
import type { Candidate } from './candidate.ts';
import type { Candidates } from './gather-candidates.ts';
import { matchesAs, matchesBesidePathAs, pathMatchesAs } from './match-as.ts';
import type { MatchRules } from './match-as.ts';
import { compareAs, compareKey, ranksHostnames } from './order-as.ts';
import type { RequestView } from './request-view.ts';

/** The row that an implementation lets answer; undefined where none does. */
export function pickRow({ rows, hostname }: Candidates, view: RequestView, rules: MatchRules): Candidate | undefined {
  // What implementations with a table for each hostname look at: the most specific alone.
  const isAlone = rules.behaviours.hostFallthrough?.value === false;
  const reachable = isAlone ? rows.filter((one) => one.hostname === hostname) : rows;
  const matching = chosenByPath(reachable, view, rules) ?? reachable.filter(({ row }) => matchesAs(row, view, rules));
  let best: Candidate | undefined;
  for (const candidate of matching) if (best === undefined || beats(candidate, best, rules)) best = candidate;
  return best;
}

/** Where the path is chosen first and alone: those of the best path that match the rest; undefined where it is not. */
function chosenByPath(
  candidates: readonly Candidate[],
  view: RequestView,
  rules: MatchRules,
): readonly Candidate[] | undefined {
  const keys = rules.behaviours.order?.value ?? [];
  const end = keys.indexOf('pathFirst');
  if (end < 0) return undefined;
  let best: readonly Candidate[] = [];
  for (const candidate of candidates) {
    if (!pathMatchesAs(candidate.row, view, rules)) continue;
    const [first] = best;
    const order =
      first === undefined
        ? 0
        : keys.slice(0, end).reduce((decided, key) => decided || compareKey(key, candidate, first, undefined), 0);
    if (order < 0) best = [candidate];
    else if (order === 0) best = [...best, candidate];
  }
  return best.filter(({ row }) => matchesBesidePathAs(row, view, rules));
}

/** Whether a candidate wins over another: by hostname, unless the order ranks by it itself, then by the order. */
export function beats(a: Candidate, b: Candidate, { behaviours }: MatchRules): boolean {
  if (!ranksHostnames(behaviours)) {
    const byShared = hostnameKey(a.hostname) - hostnameKey(b.hostname);
    if (byShared !== 0) return byShared > 0;
    const isNarrowed = behaviours.hostKey?.value === 'intersected';
    const byWritten = isNarrowed ? 0 : hostnameKey(a.written) - hostnameKey(b.written);
    if (byWritten !== 0) return byWritten > 0;
  }
  return compareAs(a, b, behaviours).order < 0;
}

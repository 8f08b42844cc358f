import type { ObjectRef } from '../../../model/ref.ts';
import { isSameObject, refKey } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';
import { matchPath, matchStandings, ruleOf } from './match-standing.ts';
import type { MatchStanding } from './match-standing.ts';

/** The rules that take the requests. */
interface Unreachable {
  readonly winners: readonly ObjectRef[];
}

export const unreachableRule = defineRule<Unreachable>({
  code: 'GW4001',
  name: 'unreachable-rule',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A rule, or one of its matches, never answers: every request that it matches goes to rules that win.',
  why: 'What is written there has no effect. Of several matches the one with the longest path wins, then method, headers and query parameters decide, then the older route, then the first rule (HTTPRoute `spec.rules`).',
  how: 'Remove what never answers, or make its match more specific than that of the rule that wins. `gwctl table` shows the order, with a request for each line.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {value: /cart}}]
    backendRefs: [{name: cart, port: 8080}]
  - matches: [{path: {value: /cart/}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {value: /cart}}]
    backendRefs: [{name: cart, port: 8080}]
  - matches: [{path: {value: /cart/items}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    const byRule = Map.groupBy(matchStandings(world), ({ row }) => refKey(ruleOf(row)));
    for (const standings of byRule.values()) {
      const [first] = standings;
      const lost = standings.filter(isLost);
      if (first === undefined || lost.length === 0) continue;
      if (lost.length === standings.length) yield hitOf(first, `spec.rules[${first.row.rule.index}]`, lost);
      else for (const standing of lost) yield hitOf(standing, matchPath(standing.row), [standing]);
    }
  },
  say: ({ winners }, words) =>
    `never answers: ${words.list(winners.map(words.name))} ${winners.length === 1 ? 'takes' : 'take'} all requests that match`,
});

/** Of several TCPRoutes or UDPRoutes at a listener one gets everything: that is said of their attachment. */
function isLost({ row, isReached, shadows }: MatchStanding): boolean {
  const isOfPort = row.kind === 'TCPRoute' || row.kind === 'UDPRoute';
  if (isReached || shadows.length === 0) return false;
  return !isOfPort || shadows.every(({ by }) => isSameObject(by.ref, row.ref));
}

function hitOf({ row }: MatchStanding, path: string, lost: readonly MatchStanding[]): Hit<Unreachable> {
  const winners = new Map<string, ObjectRef>();
  for (const { by } of lost.flatMap(({ shadows }) => shadows)) winners.set(refKey(ruleOf(by)), ruleOf(by));
  return {
    subject: row.ref,
    path,
    args: { winners: [...winners.values()] },
    related: [...winners.values()].filter((winner) => !isSameObject(winner, row.ref)),
  };
}

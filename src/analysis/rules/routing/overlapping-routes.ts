import type { ObjectRef } from '../../../model/ref.ts';
import { isSameObject, refKey } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { loopOf, redirects } from './redirect-loop.ts';
import { matchPath, matchStandings, ruleOf } from './match-standing.ts';

interface Overlap {
  /** Where another route wins. */
  readonly hostnames: readonly string[];
  readonly winners: readonly ObjectRef[];
}

export const overlappingRoutes = defineRule<Overlap>({
  code: 'GW4002',
  name: 'overlapping-routes',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'Two routes match the same requests of a hostname, and one of them loses them all there.',
  why: 'The route that loses answers for its other hostnames or listeners only. Which one wins depends on their age, so that deleting and creating a route anew moves the traffic.',
  how: 'Give each hostname to one route, or split it by path.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  parentRefs: [{name: web}]
  hostnames: [a.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: b}
spec:
  parentRefs: [{name: web}]
  hostnames: [a.example.com, b.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  parentRefs: [{name: web}]
  hostnames: [a.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: b}
spec:
  parentRefs: [{name: web}]
  hostnames: [b.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    for (const { row, isReached, shadows } of matchStandings(world)) {
      const lost = shadows.filter(
        ({ by, isRival, traffic, request }) =>
          isRival &&
          !isSameObject(by.ref, row.ref) &&
          // That is what redirect-loop finds.
          !(redirects(row) && loopOf(world, traffic, row, request) !== undefined),
      );
      if (!isReached || lost.length === 0) continue;
      const winners = new Map(lost.map(({ by }) => [refKey(ruleOf(by)), ruleOf(by)]));
      yield {
        subject: row.ref,
        path: matchPath(row),
        args: { hostnames: [...new Set(lost.map(({ hostname }) => hostname))], winners: [...winners.values()] },
        related: [...winners.values()],
      };
    }
  },
  say: ({ hostnames, winners }, words) =>
    `for ${words.list(hostnames)} ${words.list(winners.map(words.name))} ${winners.length === 1 ? 'matches' : 'match'} the same requests, and ${winners.length === 1 ? 'wins' : 'win'}`,
});

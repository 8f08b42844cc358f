import type { ObjectRef } from '../../../model/ref.ts';
import { refKey } from '../../../model/ref.ts';
import { followRule } from '../../../routing/follow-rule.ts';
import type { RoutedRequest } from '../../../routing/routed-request.ts';
import type { Row } from '../../../routing/row.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';
import type { ListenerTraffic, RuleWorld } from '../rule-world.ts';
import { ruleOf } from './match-standing.ts';

interface Loop {
  readonly location: string;
  /** The rule that keeps requests from it, for now. */
  readonly winner: ObjectRef | undefined;
  /** Where requests go round. */
  readonly listeners: ObjectRef[];
  /** The names of listeners where they do not. */
  readonly others: readonly string[];
}

export const redirectLoop = defineRule<Loop>({
  code: 'GW4010',
  name: 'redirect-loop',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A redirect sends the client to the very request that it answers.',
  why: 'The client comes back until it gives up (`ERR_TOO_MANY_REDIRECTS`). Mostly the route that should redirect plain HTTP to HTTPS is attached to the listener for HTTPS too, because its parentRef names no sectionName.',
  how: 'Attach the redirecting route to the listener for plain HTTP only: `parentRefs[].sectionName`.',
  beside: EXAMPLE_GATEWAY,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-port-80}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {port: 80}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-https}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https, hostname: www.example.org}}]
`,
  check(world) {
    // A rule that loops at several listeners is one fault.
    const hits = new Map<string, Hit<Loop>>();
    const harmless = new Map<string, Set<string>>();
    for (const traffic of world.traffic()) {
      for (const { row, reach } of traffic.rows) {
        if (!redirects(row) || (reach.state !== 'reached' && reach.state !== 'shadowed')) continue;
        const path = `spec.rules[${row.rule.index}]`;
        const key = `${refKey(row.ref)} ${path}`;
        const location = loopOf(world, traffic, row, reach.request);
        if (location === undefined) {
          const names = harmless.get(key) ?? new Set();
          harmless.set(key, names.add(traffic.own.listener.name));
          continue;
        }
        const winner = reach.state === 'shadowed' ? ruleOf(reach.by) : undefined;
        const hit = hits.get(key) ?? { subject: row.ref, path, args: { location, winner, listeners: [], others: [] } };
        hits.set(key, hit);
        if (!hit.args.listeners.includes(traffic.own.ref)) hit.args.listeners.push(traffic.own.ref);
      }
    }
    return [...hits].map(([key, hit]) => ({
      ...hit,
      args: { ...hit.args, others: [...(harmless.get(key) ?? [])] },
      related: hit.args.listeners,
    }));
  },
  say: ({ location, winner, listeners }, words) => {
    const now = winner === undefined ? '' : `; it does not yet, since ${words.name(winner)} wins there`;
    return `also sits on ${words.list(listeners.map(words.name))}, where it leads back to itself (${location})${now}`;
  },
  fix: ({ others: [only, ...more] }) => (only === undefined || more.length > 0 ? undefined : `sectionName: ${only}`),
});

/** Whether a rule redirects. */
export function redirects({ rule }: Row): boolean {
  return rule.filters.some(({ type }) => type === 'RequestRedirect');
}

/** Where the redirect of a row leads, if that is back to the request that it answers. */
export function loopOf(
  world: RuleWorld,
  { use }: ListenerTraffic,
  row: Row,
  request: RoutedRequest,
): string | undefined {
  const { notes } = followRule(world.routing(), request, row, use);
  return notes.find((note) => note.code === 'redirectLoop')?.location;
}

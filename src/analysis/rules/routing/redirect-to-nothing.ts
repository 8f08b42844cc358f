import type { Fact } from '../../../model/fact.ts';
import { refKey } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { GatewayTable } from '../../../routing/gateway-table.ts';
import { followRule } from '../../../routing/follow-rule.ts';
import { makeRequest } from '../../../routing/make-request.ts';
import type { RoutedRequest } from '../../../routing/routed-request.ts';
import type { Redirect, Trace } from '../../../routing/trace.ts';
import { traceGateway } from '../../../routing/trace-gateway.ts';
import { traceRequest } from '../../../routing/trace-request.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';
import type { RuleWorld } from '../rule-world.ts';

interface DeadEnd {
  readonly scheme: string;
  /** As the route or listener has it. */
  readonly hostname: string;
  readonly gateway: ObjectRef;
  readonly because: Fact | undefined;
}

export const redirectToNothing = defineRule<DeadEnd>({
  code: 'GW4011',
  name: 'redirect-to-nothing',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A redirect keeps the host, and no listener of the Gateway serves where it leads.',
  why: 'The client follows and finds a closed port or status 404. Mostly a redirect to HTTPS was written before the listener for HTTPS, or its route.',
  how: 'Add the listener or the route, or correct scheme and port of the redirect.',
  beside: EXAMPLE_GATEWAY,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-8443}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: http, port: 8080}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: elsewhere}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {hostname: elsewhere.example.org}}]
`,
  check(world) {
    const hits = new Map<string, Hit<DeadEnd>>();
    for (const traffic of world.traffic()) {
      for (const { row, reach, hostname } of traffic.rows) {
        if (reach.state !== 'reached' || !row.rule.filters.some(({ type }) => type === 'RequestRedirect')) continue;
        const { outcome } = followRule(world.routing(), reach.request, row, traffic.use);
        const dead =
          outcome.redirect === undefined
            ? undefined
            : deadEnd(world, traffic.gateway, { request: reach.request, hostname }, outcome.redirect);
        if (dead === undefined) continue;
        const path = `spec.rules[${row.rule.index}]`;
        const key = `${refKey(row.ref)} ${path}`;
        if (!hits.has(key)) hits.set(key, { subject: row.ref, path, args: dead, related: [dead.gateway] });
      }
    }
    return hits.values();
  },
  say: ({ scheme, hostname, gateway, because }, words) =>
    `redirects clients of ${hostname === '*' ? 'any host' : hostname} to ${scheme}, where ${words.name(gateway)} does not answer: ${words.fact(because)}`,
});

const SHORT = { looked: 0, told: 0 };

/** Where a redirect to the same host is not answered, by this Gateway or another. Other hosts are not judged. */
function deadEnd(
  world: RuleWorld,
  gateway: GatewayTable,
  from: { readonly request: RoutedRequest; readonly hostname: string },
  { scheme, host, port, path }: Redirect,
): DeadEnd | undefined {
  if (host !== from.request.host || (scheme !== 'http' && scheme !== 'https')) return undefined;
  const request = makeRequest({ scheme, host, port, path, method: 'GET' });
  const own = traceGateway(world.routing(), gateway, request, SHORT);
  if (!isDead(own)) return undefined;
  // Of hosts that no hostname names the Gateway need not serve all.
  if (from.hostname.startsWith('*') && own.outcome.reason?.code !== 'nothingListens') return undefined;
  const ask = { request, parent: undefined, address: undefined };
  if (!traceRequest(world.routing(), ask, SHORT).every(isDead)) return undefined;
  return { scheme, hostname: from.hostname, gateway: gateway.ref, because: own.outcome.reason };
}

function isDead({ outcome: { state, statusCode }, route }: Trace): boolean {
  return (
    state === 'refused' || state === 'rejected' || (state === 'answered' && statusCode === 404 && route === undefined)
  );
}

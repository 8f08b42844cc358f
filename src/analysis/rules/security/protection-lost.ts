import { refKey } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RoutedRequest } from '../../../routing/routed-request.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Loss {
  readonly request: RoutedRequest;
  readonly asked: readonly ObjectRef[];
}

const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [shop.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;

const protecting = (target: string): string => `${ROUTE}---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: {name: members}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: ${target}}]
  jwt: {providers: [{name: members, issuer: https://id.example.com, remoteJWKS: {uri: https://id.example.com/keys}}]}
`;

export const protectionLost = defineRule<Loss>({
  code: 'GW8009',
  name: 'protection-lost',
  severity: 'error',
  inputs: ['changes'],
  what: 'With a change, requests reach a backend without being asked who they are, and without the change they were asked (`analyze -f`).',
  why: 'A policy that is removed, aimed elsewhere, overridden or left behind by a more specific route protects nothing any more, and nothing fails: the requests are answered as before, to everybody.',
  how: 'Keep the policy on the way of these requests: target the new route too, or the Gateway in its place. Where everybody may ask, suppress the finding.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  before: protecting('HTTPRoute, name: cart'),
  bad: ROUTE,
  good: protecting('Gateway, name: web'),
  *check(world) {
    const seen = new Set<string>();
    for (const { kinds, place, request, after, unasked } of world.changes()) {
      if (!kinds.includes('losesAuthentication')) continue;
      const { route: reached, rule } = after;
      const subject = reached ?? place.parent;
      const path = reached === undefined || rule === undefined ? '' : `spec.rules[${rule.index}]`;
      const key = `${refKey(subject)} ${path}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { subject, path, args: { request, asked: unasked }, related: unasked };
    }
  },
  say({ request: { protocol, scheme, host, path, port }, asked }, { name, list }) {
    const isHttp = protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'GRPC';
    const example = isHttp ? `${scheme}://${host}${path}` : `${protocol} to port ${port}`;
    const by =
      asked.length === 0 ? 'a client certificate was asked for' : `${list(asked.map(name))} asked who they are`;
    return `requests reach it without authentication (${example}); before the change ${by}`;
  },
});

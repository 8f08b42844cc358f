import { ANY_HOSTNAME } from '../../../graph/attach/hostname.ts';
import { refKey, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CLASS, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Shared {
  readonly hostname: string;
  readonly routes: readonly ObjectRef[];
}

const OPEN_GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop}
spec:
  parentRefs: [{name: web}]
  hostnames: [shop.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: other}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: other-1, namespace: other, labels: {kubernetes.io/service-name: other}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [{addresses: [10.0.0.3], conditions: {ready: true}}]
`;

export const hostnameOfTwoNamespaces = defineRule<Shared>({
  code: 'GW8004',
  name: 'hostname-of-two-namespaces',
  severity: 'info',
  inputs: ['traffic'],
  what: 'Routes of several namespaces answer for one hostname of a listener.',
  why: 'Each of them can take requests from the others by a more specific match. That is meant where teams share a hostname by path, and a hijack where they do not.',
  how: 'If the hostname belongs to one team, give it a listener that allows that namespace only, or a ListenerSet in it.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_SERVICE}---${OPEN_GATEWAY}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pay, namespace: other}
spec:
  parentRefs: [{name: web, namespace: shop}]
  hostnames: [shop.example.com]
  rules: [{matches: [{path: {value: /pay}}], backendRefs: [{name: other, port: 80}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pay, namespace: other}
spec:
  parentRefs: [{name: web, namespace: shop}]
  hostnames: [pay.example.com]
  rules: [{backendRefs: [{name: other, port: 80}]}]
`,
  *check(world) {
    for (const { own, rows } of world.traffic()) {
      const byHostname = Map.groupBy(
        rows.filter(({ reach, hostname }) => reach.state === 'reached' && hostname !== ANY_HOSTNAME),
        ({ hostname }) => hostname,
      );
      for (const [hostname, group] of byHostname) {
        if (new Set(group.map(({ row }) => row.ref.namespace)).size < 2) continue;
        const routes = [...new Map(group.map(({ row: { ref } }) => [refKey(ref), ref])).values()];
        const path = `spec.listeners[${own.listener.index}]`;
        yield { subject: wholeOf(own.ref), path, args: { hostname, routes }, related: routes };
      }
    }
  },
  say: ({ hostname, routes }, words) => `${hostname} is shared by ${words.list(routes.map(words.name))}`,
});

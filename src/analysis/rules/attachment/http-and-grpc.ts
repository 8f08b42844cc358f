import { wholeOf, refKey } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Both {
  readonly hostname: string;
  readonly routes: readonly ObjectRef[];
}

export const httpAndGrpc = defineRule<Both>({
  code: 'GW3051',
  name: 'http-and-grpc',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'An HTTPRoute and a GRPCRoute have the same hostname at one listener.',
  why: 'The specification wants hostnames to be of one kind of route, and lets an implementation refuse the one or the other; those that take both order them in ways of their own.',
  how: 'Give gRPC a hostname of its own, or write its calls as an HTTPRoute.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls}
spec:
  parentRefs: [{name: web}]
  hostnames: [calls.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    for (const { own, rows } of world.traffic()) {
      const byHostname = Map.groupBy(
        rows.filter(({ unsure }) => !unsure),
        ({ written }) => written,
      );
      for (const [hostname, group] of byHostname) {
        const kinds = new Set(group.map(({ row }) => row.kind));
        if (!kinds.has('HTTPRoute') || !kinds.has('GRPCRoute')) continue;
        const routes = [...new Map(group.map(({ row: { ref } }) => [refKey(ref), ref])).values()];
        yield {
          subject: wholeOf(own.ref),
          path: `spec.listeners[${own.listener.index}]`,
          args: { hostname, routes },
          related: routes,
        };
      }
    }
  },
  say: ({ hostname, routes }, words) =>
    `${words.list(routes.map(words.name))} share ${hostname === '*' ? 'all hostnames' : hostname}: HTTP and gRPC should have hostnames of their own`,
});

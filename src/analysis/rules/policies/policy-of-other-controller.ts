import type { Stranger } from '../../../policy/surroundings.ts';
import { EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Strange {
  readonly kind: string;
  readonly strangers: readonly Stranger[];
}

const GATEWAY_AND_ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: web
  listeners: [{name: http, port: 80, protocol: HTTP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  timeout: {http: {requestTimeout: 5s}}
`;

export const policyOfOtherController = defineRule<Strange>({
  code: 'GW5052',
  name: 'policy-of-other-controller',
  severity: 'warning',
  inputs: ['policies'],
  what: 'A policy is of a kind that the controllers of the Gateways around its targets do not know.',
  why: 'Each implementation has its own policies, and reads none of the others: no request is treated as the policy says.',
  how: 'Write the policy in the kind of the implementation that serves the Gateway, or use a Gateway of the other class.',
  beside: `${GATEWAY_AND_ROUTE}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: web}
spec: {controllerName: istio.io/gateway-controller}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: web}
spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
`,
  *check(world) {
    for (const { policy, paths, strangers, onlyStrangers } of world.policyReports()) {
      const isNowhere = paths.all + paths.part + paths.none + paths.unknown === 0;
      if (strangers.length === 0 || (!isNowhere && !onlyStrangers)) continue;
      yield {
        subject: policy.ref,
        path: 'spec',
        args: { kind: policy.ref.kind, strangers },
        related: strangers.slice(0, MOST_RELATED).map(({ ref }) => ref),
      };
    }
  },
  say: ({ kind, strangers }, words) => {
    const gateways = strangers.map(({ ref, controllerName }) => `${words.name(ref)} (${controllerName})`);
    return `has no effect: ${words.list(gateways)} ${strangers.length === 1 ? 'does' : 'do'} not know ${kind}`;
  },
});

const MOST_RELATED = 10;

import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';
import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';

export const zeroWeights = defineRule<object>({
  code: 'GW4003',
  name: 'zero-weights',
  severity: 'error',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'The weights of all backends of a rule are 0.',
  why: 'Every request that the rule takes is answered with status 500 (`backendRefs[].weight`): nothing is left to send it to.',
  how: 'Give one backend a weight above 0. To answer nothing on purpose, remove the rule.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080, weight: 0}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080, weight: 1}]}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      if (rule.backendRefs.length === 0 || rule.backendRefs.some(({ weight }) => weight > 0)) continue;
      yield { subject, path: `${path}.backendRefs`, args: {} };
    }
  },
  say: () => 'every weight is 0, so that each request is answered with status 500',
});

import { ROUTE_KINDS } from '../../../gateway-api/kinds.ts';
import { readParentRefs } from '../../../gateway-api/parent-ref.ts';
import { usesDefaultGateways } from '../../../graph/resolve/default-gateways.ts';
import { refOf } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

export const noParents = defineRule<object>({
  code: 'GW3053',
  name: 'no-parents',
  severity: 'warning',
  inputs: ROUTE_KINDS,
  reach: 'namespace',
  what: 'A route names no parent.',
  why: 'It attaches to nothing, and no controller looks at it: it stays without status.',
  how: 'Name a Gateway, ListenerSet or Service in `spec.parentRefs`.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    for (const kind of ROUTE_KINDS) {
      for (const route of world.snapshot.list(kind)) {
        if (!world.wants(route) || readParentRefs(route).length > 0 || usesDefaultGateways(route)) continue;
        yield { subject: refOf(route), path: 'spec.parentRefs', args: {} };
      }
    }
  },
  say: () => 'names no parent, so that it attaches to nothing',
});

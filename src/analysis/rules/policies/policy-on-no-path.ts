import { ROUTE_KINDS, SERVICE, X_BACKEND } from '../../../gateway-api/kinds.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { routesTo } from '../routes-to.ts';
import { sameGroupKind } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { mayStandAtWaypoint } from '../../../policy/surroundings.ts';
import { defineRule } from '../rule.ts';

export const policyOnNoPath = defineRule<object>({
  code: 'GW5051',
  name: 'policy-on-no-path',
  severity: 'info',
  inputs: ['policies', 'backend'],
  what: 'No route leads to the backends that a policy targets.',
  why: 'The policy has no effect on requests of Gateways until one does.',
  how: 'Attach a route, or delete the policy.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
  bad: '',
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    // Where some routes may be elsewhere, one of them may lead there.
    if (!ROUTE_KINDS.every((kind) => world.snapshot.holdsAll(kind))) return;
    for (const { policy } of world.policyReports()) {
      if (policy.elsewhere !== undefined || policy.targets.length === 0) continue;
      // In a mesh requests come to Services without routes.
      if (mayStandAtWaypoint(policy.kind)) continue;
      const isUnused = policy.targets.every(
        ({ state, node }) => state === 'resolved' && isBackendTarget(node) && routesTo(world, policy).length === 0,
      );
      if (isUnused) yield { subject: policy.ref, path: 'spec', args: {} };
    }
  },
  say: () => 'has no effect: no route leads to what it targets',
});

function isBackendTarget(node: ObjectRef | undefined): boolean {
  return node !== undefined && (sameGroupKind(node, SERVICE) || sameGroupKind(node, X_BACKEND));
}

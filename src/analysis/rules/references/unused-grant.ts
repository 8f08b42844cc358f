import { REFERENCE_GRANT } from '../../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import type { ReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import { GRANT_HOLDERS } from '../../../gateway-api/references.ts';
import { idleEntriesOf } from '../../../graph/resolve/idle-grant-entries.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import type { RuleWorld } from '../rule-world.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';

export const unusedGrant = defineRule<object>({
  code: 'GW1050',
  name: 'unused-grant',
  severity: 'info',
  inputs: [REFERENCE_GRANT, 'grant'],
  what: 'No reference needs a ReferenceGrant.',
  why: 'It stands open for references to come, which nobody may expect any more; or it was meant for one that it does not fit.',
  how: 'Delete it, or correct its entries: `spec.from[]` names group, kind and namespace of who refers, `spec.to[]` what is referred to.',
  beside: `${EXAMPLE_GATEWAY}---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: carts}
spec: {ports: [{port: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: carts, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, namespace: carts, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: routes, namespace: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: '', kind: Service, name: cart}]
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: former, namespace: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: shop}]
  to: [{group: '', kind: Service, name: cart}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: routes, namespace: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: '', kind: Service, name: cart}]
`,
  *check(world) {
    for (const object of world.snapshot.list(REFERENCE_GRANT)) {
      if (!world.wants(object) || !isReadWhole(world, readReferenceGrant(object))) continue;
      // What no kind can fit has a finding of its own.
      if (idleEntriesOf(world.snapshot, object).length > 0) continue;
      if (world.graph.outgoing(refOf(object), 'grant').length > 0) continue;
      yield { subject: refOf(object), path: '', args: {} };
    }
  },
  say: () => 'no reference needs it',
});

/** Whether all who may need the grant were read: a reference of a vendor's kind may need it as well. */
function isReadWhole({ snapshot }: RuleWorld, { from, to, namespace }: ReferenceGrant): boolean {
  // An empty list, and a grant of the namespace for itself, are other faults.
  if (from.length === 0 || to.length === 0) return false;
  return from.every(
    (entry) =>
      entry.namespace !== namespace &&
      GRANT_HOLDERS.some((holder) => sameGroupKind(holder, entry)) &&
      snapshot.holdsAll(entry, entry.namespace),
  );
}

import { REFERENCE_GRANT } from '../../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import { refOf } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

interface Own {
  readonly kind: string;
  readonly namespace: string;
}

export const grantWithinNamespace = defineRule<Own>({
  code: 'GW1052',
  name: 'grant-within-namespace',
  severity: 'warning',
  inputs: [REFERENCE_GRANT],
  reach: 'namespace',
  what: 'A ReferenceGrant permits references from its own namespace.',
  why: 'References within a namespace need no grant. Often the grant stands in the namespace of who refers, where it has no effect: it belongs into that of what is referred to.',
  how: 'Create it in the namespace of the objects that `spec.to` is about, with the namespace of who refers in `spec.from`.',
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
  to: [{group: '', kind: Service}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: carts}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: '', kind: Service}]
`,
  *check(world) {
    for (const object of world.snapshot.list(REFERENCE_GRANT)) {
      if (!world.wants(object)) continue;
      const { from, namespace } = readReferenceGrant(object);
      for (const [index, entry] of from.entries()) {
        if (entry.namespace !== namespace) continue;
        yield { subject: refOf(object), path: `spec.from[${index}].namespace`, args: { kind: entry.kind, namespace } };
      }
    }
  },
  say: ({ kind, namespace }) =>
    `permits ${kind}s of namespace ${namespace} to refer to objects of the same namespace, which needs no grant`,
});

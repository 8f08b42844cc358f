import { GATEWAY, REFERENCE_GRANT, isListenerSetKind, isRouteKind } from '../../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

interface Parents {
  readonly from: readonly string[];
  readonly kind: string;
}

export const grantOfParents = defineRule<Parents>({
  code: 'GW1053',
  name: 'grant-of-parents',
  severity: 'warning',
  inputs: [REFERENCE_GRANT],
  reach: 'namespace',
  what: 'A ReferenceGrant permits routes or ListenerSets to refer to Gateways.',
  why: 'Attaching asks no grant: which routes attach is said by `allowedRoutes` of the listener, which ListenerSets by `spec.allowedListeners` of the Gateway. The grant has no effect.',
  how: 'Allow the namespaces in `allowedRoutes` or `allowedListeners`, and delete the entry.',
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: gateways}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: gateway.networking.k8s.io, kind: Gateway}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: gateways}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
  to: [{group: '', kind: Service}]
`,
  *check(world) {
    for (const object of world.snapshot.list(REFERENCE_GRANT)) {
      if (!world.wants(object)) continue;
      const { from, to } = readReferenceGrant(object);
      // Policies of vendors may target a Gateway of another namespace by a grant.
      if (from.length === 0 || !from.every((entry) => isRouteKind(entry) || isListenerSetKind(entry))) continue;
      for (const [index, entry] of to.entries()) {
        if (!sameGroupKind(entry, GATEWAY) && !isListenerSetKind(entry)) continue;
        const kinds = [...new Set(from.map(({ kind }) => `${kind}s`))];
        yield { subject: refOf(object), path: `spec.to[${index}]`, args: { from: kinds, kind: entry.kind } };
      }
    }
  },
  say: ({ from, kind }, words) => `permits ${words.list(from)} to refer to ${kind}s, for which no grant is asked`,
});

import { LISTENER_SET, REFERENCE_GRANT, X_LISTENER_SET } from '../../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

interface Former {
  readonly namespace: string;
}

export const grantOfXlistenerset = defineRule<Former>({
  code: 'GW1051',
  name: 'grant-of-xlistenerset',
  severity: 'warning',
  inputs: [REFERENCE_GRANT],
  reach: 'namespace',
  what: 'A ReferenceGrant permits references of XListenerSets, and none of ListenerSets.',
  why: 'Since v1.5 the kind is ListenerSet of group `gateway.networking.k8s.io`: after the move the certificates of its listeners are refused (RefNotPermitted).',
  how: 'Add an entry for ListenerSet to `spec.from`, and take the other away once no XListenerSet is left.',
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: certificates}
spec:
  from: [{group: gateway.networking.x-k8s.io, kind: XListenerSet, namespace: web}]
  to: [{group: '', kind: Secret, name: web-tls}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: certificates}
spec:
  from:
  - {group: gateway.networking.x-k8s.io, kind: XListenerSet, namespace: web}
  - {group: gateway.networking.k8s.io, kind: ListenerSet, namespace: web}
  to: [{group: '', kind: Secret, name: web-tls}]
`,
  *check(world) {
    for (const object of world.snapshot.list(REFERENCE_GRANT)) {
      if (!world.wants(object)) continue;
      const { from } = readReferenceGrant(object);
      for (const [index, entry] of from.entries()) {
        const { namespace } = entry;
        if (!sameGroupKind(entry, X_LISTENER_SET)) continue;
        if (from.some((other) => sameGroupKind(other, LISTENER_SET) && other.namespace === namespace)) continue;
        yield { subject: refOf(object), path: `spec.from[${index}]`, args: { namespace } };
      }
    }
  },
  say: ({ namespace }) => `permits XListenerSets of namespace ${namespace}, but not ListenerSets, which replace them`,
  fix: ({ namespace }) => `add {group: gateway.networking.k8s.io, kind: ListenerSet, namespace: ${namespace}}`,
});

import { REFERENCE_GRANT, SECRET } from '../../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../../gateway-api/reference-grant.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

interface Wide {
  readonly namespace: string;
  readonly from: readonly string[];
}

export const grantOfAllSecrets = defineRule<Wide>({
  code: 'GW8005',
  name: 'grant-of-all-secrets',
  severity: 'warning',
  inputs: [REFERENCE_GRANT],
  reach: 'namespace',
  what: 'A ReferenceGrant permits references to every Secret of its namespace.',
  why: 'Gateways of the other namespace may then present any certificate that stands there or will, private keys of other teams included.',
  how: 'Name the Secret in `spec.to[].name`.',
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: certificates}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra}]
  to: [{group: '', kind: Secret}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: certificates}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra}]
  to: [{group: '', kind: Secret, name: web-tls}]
`,
  *check(world) {
    for (const object of world.snapshot.list(REFERENCE_GRANT)) {
      if (!world.wants(object)) continue;
      const { namespace, from, to } = readReferenceGrant(object);
      const index = to.findIndex((target) => target.name === undefined && sameGroupKind(target, SECRET));
      if (index < 0 || from.length === 0) continue;
      const who = [...new Set(from.map((one) => `${one.kind}s of namespace ${one.namespace}`))];
      yield { subject: refOf(object), path: `spec.to[${index}]`, args: { namespace, from: who } };
    }
  },
  say: ({ namespace, from }, words) =>
    `lets ${words.list(from)} use every Secret of namespace ${namespace}, those to come too`,
});

import type { JudgedViolation } from '../../../model/judgement.ts';
import { groupKindKey } from '../../../model/ref.ts';
import { STATUS_KINDS } from '../../status-kinds.ts';
import { defineRule } from '../rule.ts';

export const manifestRefused = defineRule<JudgedViolation>({
  code: 'GW7104',
  name: 'manifest-refused',
  severity: 'error',
  inputs: ['judgements'],
  what: 'An API server would refuse an object of a kind that has no status: a ReferenceGrant, or what a CRD among the files defines.',
  why: 'It cannot be applied. A grant that does not exist permits nothing: what relies on it is refused, too.',
  how: 'Correct the field that the message names.',
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute}]
  to: [{group: '', kind: Service}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}]
  to: [{group: '', kind: Service}]
`,
  *check(world) {
    const { policyKinds } = world;
    // What has a status is refused in the words of `status`.
    const others = new Set([...STATUS_KINDS, ...policyKinds].map(groupKindKey));
    for (const { ref, judgement } of world.judgements()) {
      if (others.has(groupKindKey(ref))) continue;
      for (const violation of judgement.violations) {
        yield { subject: ref, path: violation.path, args: violation };
      }
    }
  },
  say: ({ message, release }) =>
    release === undefined
      ? `the API server refuses it: ${message}`
      : `the API server, with Gateway API ${release}, refuses it: ${message}`,
});

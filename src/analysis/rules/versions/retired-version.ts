import type { VersionStanding } from '../../../model/judgement.ts';
import { versionOf } from '../../../model/object.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { moveVersion } from './move-version.ts';

export const retiredVersion = defineRule<{ readonly object: KubernetesObject; readonly standing: VersionStanding }>({
  code: 'GW7014',
  name: 'retired-version',
  severity: 'warning',
  inputs: ['judgements'],
  what: 'A manifest is written in a version, or of a kind, that the newest release of the Gateway API no longer has.',
  why: 'It can be applied where older CRDs are installed only. No CRD says here which release the cluster has: where one does, that one decides.',
  how: 'Write the version that the finding names; the shape of some kinds has changed with it (`gwctl analyze --fix` writes those that have one right answer).',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRef: {group: '', kind: Service, name: cart}
  tls: {hostname: cart.example.com, wellKnownCACerts: System}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
  *check(world) {
    for (const { ref, object, judgement } of world.judgements()) {
      const { version: standing } = judgement;
      if (standing === undefined || standing.state === 'deprecated') continue;
      yield { subject: ref, path: 'apiVersion', args: { object, standing } };
    }
  },
  say: ({ object, standing: { state, release } }) =>
    state === 'kindRetired'
      ? `Gateway API ${release ?? ''} no longer has the kind`
      : `Gateway API ${release ?? ''} no longer serves version ${versionOf(object.apiVersion)}`,
  edits: ({ object, standing: { instead } }) => moveVersion(object, instead),
  fix: ({ standing: { instead } }) => (instead === undefined ? undefined : `version ${instead}`),
});

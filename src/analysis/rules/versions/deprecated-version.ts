import type { VersionStanding } from '../../../model/judgement.ts';
import { versionOf } from '../../../model/object.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { moveVersion } from './move-version.ts';

export const deprecatedVersion = defineRule<{ readonly object: KubernetesObject; readonly standing: VersionStanding }>({
  code: 'GW7013',
  name: 'deprecated-version',
  severity: 'warning',
  inputs: ['judgements'],
  what: 'A manifest is written in a version of its kind that the CRD calls deprecated.',
  why: 'A later release no longer serves the version: then the manifest cannot be applied, and neither can a chart that holds it.',
  how: 'Write the version that the finding names; the shape of some kinds has changed with it (`gwctl analyze --fix` writes those that have one right answer).',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
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
      if (standing === undefined || standing.state !== 'deprecated') continue;
      yield { subject: ref, path: 'apiVersion', args: { object, standing } };
    }
  },
  say: ({ object }) => `version ${versionOf(object.apiVersion)} is deprecated`,
  edits: ({ object, standing: { instead } }) => moveVersion(object, instead),
  fix: ({ standing: { instead } }) => (instead === undefined ? undefined : `version ${instead}`),
});

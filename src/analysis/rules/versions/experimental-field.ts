import type { UnknownField } from '../../../model/judgement.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { exampleCrds } from './example-crds.ts';

export const experimentalField = defineRule<UnknownField>({
  code: 'GW7015',
  name: 'experimental-field',
  severity: 'warning',
  inputs: ['judgements'],
  what: 'A manifest has a field that only the experimental channel of the Gateway API knows, and the CRD is of the standard channel.',
  why: 'The API server drops the field without a word where the manifest is not validated strictly: the object is stored, looks accepted, and does less than it says.',
  how: 'Install the CRDs of the experimental channel, or leave the field out.',
  beside: EXAMPLE_SHOP,
  bad: `${exampleCrds('standard')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - retry: {attempts: 2}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `${exampleCrds('experimental')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - retry: {attempts: 2}
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { ref, judgement } of world.judgements()) {
      for (const field of judgement.unknownFields) {
        if (field.isExperimental) yield { subject: ref, path: field.path, args: field };
      }
    }
  },
  say: ({ release }) =>
    `only the experimental channel${release === undefined ? '' : ` of ${release}`} knows the field: the CRD of the standard one drops it`,
});

import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { exampleCrds } from './example-crds.ts';

export const nextRelease = defineRule<{ readonly release: string; readonly refusal: string | undefined }>({
  code: 'GW7017',
  name: 'next-release',
  severity: 'info',
  inputs: ['judgements'],
  what: 'The release of the Gateway API behind the one that is installed drops a field of a manifest, or refuses the manifest.',
  why: 'After the upgrade of the CRDs the manifest cannot be applied as it is, or a field of it has no effect. Fields of the experimental channel are renamed and moved between releases.',
  how: 'Write the new shape when the CRDs are upgraded. `gwctl check --upgrade-to` says the same of the objects of a cluster.',
  beside: EXAMPLE_SHOP,
  bad: `${exampleCrds('experimental')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - sessionPersistence: {sessionName: cart}
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
  - backendRefs: [{name: cart, port: 8080}]
`,
  also: ['GW5056'],
  *check(world) {
    for (const { ref, judgement } of world.judgements()) {
      if (judgement.next === undefined) continue;
      const { release, violations, unknownFields } = judgement.next;
      for (const { path } of unknownFields) yield { subject: ref, path, args: { release, refusal: undefined } };
      for (const { path, message } of violations) yield { subject: ref, path, args: { release, refusal: message } };
    }
  },
  say: ({ release, refusal }) =>
    refusal === undefined ? `Gateway API ${release} drops the field` : `Gateway API ${release} refuses it: ${refusal}`,
});

import type { UnknownField } from '../../../model/judgement.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

export const unknownField = defineRule<UnknownField>({
  code: 'GW7101',
  name: 'unknown-field',
  severity: 'warning',
  inputs: ['judgements'],
  what: 'A manifest has a field that the CRD of its kind does not know.',
  why: 'The API server drops it; `kubectl apply` refuses the manifest (`strict decoding error: unknown field`) unless it is told not to validate. What the field should do does not happen.',
  how: 'Correct the name, or move the field to where it belongs (`kubectl explain`). A field that an older release knew has been renamed or moved.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - backendRef: [{name: cart, port: 8080}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { ref, judgement } of world.judgements()) {
      for (const field of judgement.unknownFields) {
        if (!field.isExperimental && !OLD_SESSION.test(field.path))
          yield { subject: ref, path: field.path, args: field };
      }
    }
  },
  say: ({ release, knownUntil }) => {
    const who = release === undefined ? 'the CRD does' : `Gateway API ${release} does`;
    return knownUntil === undefined
      ? `${who} not know the field`
      : `${who} not know the field: ${knownUntil} was the last release that did`;
  },
  fix: ({ near, knownUntil }) => (knownUntil === undefined && near !== undefined ? `${near}:` : undefined),
});

/** What has a rule of its own (GW5056), which says what stands for it now. */
const OLD_SESSION = /(?:^|\.)sessionPersistence\.(?:sessionName|idleTimeout|cookieConfig)$/;

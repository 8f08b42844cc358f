import type { UnevaluatedRule } from '../../../model/judgement.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

export const ruleNotEvaluated = defineRule<UnevaluatedRule>({
  code: 'GW7102',
  name: 'rule-not-evaluated',
  severity: 'info',
  inputs: ['judgements'],
  what: 'A rule (CEL) of a CRD could not be evaluated: it calls functions that are not known here, is not understood, or would take too long on so large a value.',
  why: 'The API server evaluates it, and may refuse the object. Nothing can be said of that here.',
  how: 'Ask the API server: `kubectl apply --dry-run=server`.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limits.acme.example, labels: {gateway.networking.k8s.io/policy: Direct}}
spec:
  group: acme.example
  scope: Namespaced
  names: {kind: Limit, plural: limits}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              targetRefs: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true}}
              memory: {type: string, x-kubernetes-validations: [{rule: 'quantity(self).isGreaterThan(quantity("1"))'}]}
---
apiVersion: acme.example/v1
kind: Limit
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  memory: 1Gi
`,
  good: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limits.acme.example, labels: {gateway.networking.k8s.io/policy: Direct}}
spec:
  group: acme.example
  scope: Namespaced
  names: {kind: Limit, plural: limits}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              targetRefs: {type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true}}
              memory: {type: string, x-kubernetes-validations: [{rule: 'self.endsWith("Gi")'}]}
---
apiVersion: acme.example/v1
kind: Limit
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  memory: 1Gi
`,
  *check(world) {
    for (const { ref, judgement } of world.judgements()) {
      for (const rule of judgement.unevaluated) yield { subject: ref, path: rule.path, args: rule };
    }
  },
  say: ({ rule, because }, words) => {
    const which = `the rule ${rule}`;
    switch (because.code) {
      case 'unknownFunctions':
        return `${which} was not evaluated: it calls ${words.list(because.names.map((name) => `${name}()`))}`;
      case 'unreadableRule':
        return `${which} was not evaluated: it is not understood here`;
      case 'costlyRule':
        return `${which} was not evaluated: on so large a value it would take too long`;
    }
  },
});

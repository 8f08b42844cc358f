import { stepsOfField } from '../../../model/field-steps.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const coreGroup = symptomRule({
  code: 'GW1008',
  name: 'core-group',
  severity: 'warning',
  what: 'A reference writes `core` for the core group, whose name is empty.',
  why: 'Some controllers read it as the empty group; to the others the kind does not exist.',
  how: 'Write `group: ""`, or leave the group out where it is the default.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{group: core, name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  fix: () => `group: ''`,
  edits: ({ path }) => [{ op: 'set', path: [...stepsOfField(path), 'group'], value: '' }],
});

import type { FactOf } from '../../../model/fact.ts';
import { stepsOfField } from '../../../model/field-steps.ts';
import { rootOf } from '../../cause.ts';
import type { Problem } from '../../problem.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const wrongGroup = symptomRule({
  code: 'GW1007',
  name: 'wrong-group',
  severity: 'error',
  what: 'A reference names a kind in an API group that has no such kind.',
  why: 'Nothing is found by it, although the object that is meant exists.',
  how: 'Write the group of the kind: the empty one for Service, Secret and ConfigMap.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{group: apps, kind: Service, name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  fix: (problem) => {
    const fault = faultOf(problem);
    return fault === undefined ? undefined : `group: ${fault.right === '' ? `''` : fault.right}`;
  },
  // Where the object that is meant is there, nothing else can be meant.
  edits: (problem) => {
    const fault = faultOf(problem);
    if (fault?.object === undefined) return [];
    return [{ op: 'set', path: [...stepsOfField(problem.path), 'group'], value: fault.right }];
  },
});

function faultOf({ because }: Problem): FactOf<'wrongGroup'> | undefined {
  const fact = because.code === 'reference' ? because.edge.because : undefined;
  const root = fact === undefined ? undefined : rootOf(fact);
  return root?.code === 'wrongGroup' ? root : undefined;
}

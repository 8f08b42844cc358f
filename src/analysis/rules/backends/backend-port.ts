import { rootOf } from '../../cause.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const backendPort = symptomRule({
  code: 'GW2003',
  name: 'backend-port',
  severity: 'error',
  what: 'A reference names a port that the Service does not have.',
  why: 'The share of requests that the backend should get is answered with status 500. The port is that of the Service (`spec.ports[].port`), not that of its Pods (`targetPort`).',
  how: 'Name a port that the Service has.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 80}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  fix: ({ because }) => {
    const fact = because.code === 'reference' ? because.edge.because : undefined;
    const root = fact === undefined ? undefined : rootOf(fact);
    const [only, ...others] = root?.code === 'portMissing' && root.ports.more === 0 ? root.ports.first : [];
    return only === undefined || others.length > 0 ? undefined : `port: ${only}`;
  },
});

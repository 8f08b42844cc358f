import { EXAMPLE_GATEWAY } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const classMissing = symptomRule({
  code: 'GW1001',
  name: 'class-missing',
  severity: 'error',
  what: 'A Gateway names a GatewayClass that does not exist.',
  why: 'No controller takes care of the Gateway: it gets no address, nothing attaches to it, and nothing is ever reported.',
  how: 'Name a class that is there (`gwctl get gatewayclasses`), or install the controller that brings it.',
  beside: EXAMPLE_GATEWAY,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: inner}
spec:
  gatewayClassName: acne
  listeners: [{name: http, port: 80, protocol: HTTP}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: inner}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]
`,
});

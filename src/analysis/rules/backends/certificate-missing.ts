import { EXAMPLE_CERTIFICATE, EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const certificateMissing = symptomRule({
  code: 'GW2007',
  name: 'certificate-missing',
  severity: 'error',
  what: 'A listener, Gateway or XBackend refers to a certificate that does not exist.',
  why: 'The listener cannot end TLS: it does not serve, and the routes that attach to it get nothing (`InvalidCertificateRef`).',
  how: 'Create the Secret (of type `kubernetes.io/tls`), or correct the name and namespace.',
  beside: `${EXAMPLE_SHOP}---${EXAMPLE_CERTIFICATE}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: www}
spec:
  parentRefs: [{name: secure}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: secure}
spec:
  gatewayClassName: acme
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    hostname: www.example.com
    tls: {certificateRefs: [{name: web-tsl}]}
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: secure}
spec:
  gatewayClassName: acme
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    hostname: www.example.com
    tls: {certificateRefs: [{name: web-tls}]}
`,
});

import { EXAMPLE_CERTIFICATE, EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const certificateInvalid = symptomRule({
  code: 'GW2008',
  name: 'certificate-invalid',
  severity: 'error',
  what: 'A certificateRef leads to something that holds no certificate: a Secret without `tls.crt` or `tls.key`, text that is no PEM, or a kind that can hold none.',
  why: 'The listener cannot end TLS: it does not serve, and the routes that attach to it get nothing (`InvalidCertificateRef`).',
  how: 'Refer to a Secret of type `kubernetes.io/tls` with both keys.',
  beside: `${EXAMPLE_SHOP}---${EXAMPLE_CERTIFICATE}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: www}
spec:
  parentRefs: [{name: secure}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: v1
kind: Secret
metadata: {name: empty}
type: Opaque
stringData: {cert.pem: ""}
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
    tls: {certificateRefs: [{name: empty}]}
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

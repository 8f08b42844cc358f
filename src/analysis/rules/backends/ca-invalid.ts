import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const caInvalid = symptomRule({
  code: 'GW2011',
  name: 'ca-invalid',
  severity: 'error',
  what: 'What should be a certificate authority holds none: no `ca.crt`, no PEM, or a kind that can hold none.',
  why: 'Nobody can be verified: connections fail, and no requests pass in plaintext instead (`NoValidCACertificate`).',
  how: "Put the authority's PEM under key `ca.crt`, or refer to an object that has it.",
  beside: `${EXAMPLE_SHOP}---
apiVersion: v1
kind: ConfigMap
metadata: {name: authority}
data:
  ca.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDEwtleGFtcGxl
    LmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowFjEUMBIGA1UE
    AxMLZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQg31iRARmz
    8Kjh7pLjVJTXHsUZxiGXOJEZKitIojPBeHfICClcURUtzeHrGzCX0g2em5fKt4iW
    Pt18FwEwAYADo1kwVzAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTxCgCdPTRU
    EWbGzobw9QpdYAnIozAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxl
    LmNvbTAKBggqhkjOPQQDAgNIADBFAiB2/4CzOGA/tacW8Vrj0kq3nVWlnyOv7EQ7
    /2FGKgmNeAIhAO4ISPqdBsC7EkaN3JOZy3St4CN7KXCTJrvpRw4Mros9
    -----END CERTIFICATE-----
---
apiVersion: v1
kind: ConfigMap
metadata: {name: notes}
data: {readme: "see above"}
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation:
    hostname: cart.example.com
    caCertificateRefs: [{group: '', kind: ConfigMap, name: notes}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation:
    hostname: cart.example.com
    caCertificateRefs: [{group: '', kind: ConfigMap, name: authority}]
`,
});

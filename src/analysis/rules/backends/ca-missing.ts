import { EXAMPLE_SHOP } from '../examples.ts';
import { symptomRule } from '../symptom-rule.ts';

export const caMissing = symptomRule({
  code: 'GW2010',
  name: 'ca-missing',
  severity: 'error',
  what: 'A BackendTLSPolicy, Gateway or XBackend refers to a certificate authority that does not exist.',
  why: 'Nobody can be verified: connections fail, and no requests pass in plaintext instead (`NoValidCACertificate`).',
  how: 'Create the ConfigMap with key `ca.crt`, or correct the reference.',
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
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation:
    hostname: cart.example.com
    caCertificateRefs: [{group: '', kind: ConfigMap, name: auth}]
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

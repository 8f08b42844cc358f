import { GATEWAY } from '../../../gateway-api/kinds.ts';
import { readPath, readRecords } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE, EXAMPLE_CLASS } from '../examples.ts';
import { defineRule } from '../rule.ts';

const AUTHORITY = `
apiVersion: v1
kind: ConfigMap
metadata: {name: clients}
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
`;

function gatewayWith(mode: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}]
  tls: {frontend: {default: {validation: {mode: ${mode}, caCertificateRefs: [{group: '', kind: ConfigMap, name: clients}]}}}}
`;
}

export const insecureClientFallback = defineRule<object>({
  code: 'GW8007',
  name: 'insecure-client-fallback',
  severity: 'info',
  inputs: [GATEWAY],
  reach: 'namespace',
  what: 'A Gateway checks the certificates of clients, and lets clients without a valid one in all the same.',
  why: 'With `AllowInsecureFallback` the check protects nothing by itself: every backend has to look at the certificate (GEP-91). The Gateway says so by its condition InsecureFrontendValidationMode.',
  how: 'Use `AllowValidOnly` once all clients have certificates.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_CERTIFICATE}---${AUTHORITY}`,
  bad: gatewayWith('AllowInsecureFallback'),
  good: gatewayWith('AllowValidOnly'),
  *check(world) {
    for (const gateway of world.snapshot.list(GATEWAY)) {
      if (!world.wants(gateway)) continue;
      const frontend = readPath(gateway, 'spec', 'tls', 'frontend');
      const places = [
        { at: 'default', tls: readPath(frontend, 'default') },
        ...readRecords(readPath(frontend, 'perPort')).map((entry, index) => ({
          at: `perPort[${index}].tls`,
          tls: entry['tls'],
        })),
      ];
      for (const { at, tls } of places) {
        if (readPath(tls, 'validation', 'mode') !== 'AllowInsecureFallback') continue;
        yield { subject: refOf(gateway), path: `spec.tls.frontend.${at}.validation.mode`, args: {} };
      }
    }
  },
  say: () => 'lets clients in that present no valid certificate',
});

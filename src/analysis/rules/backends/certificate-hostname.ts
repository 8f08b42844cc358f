import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { secureShop } from './example-certificates.ts';
import { isNamed, isNamedInPart, isTooDeep, listenerCertificates } from './listener-certificates.ts';

interface Unnamed {
  readonly hostname: string;
  readonly names: readonly string[];
  readonly isDeep: boolean;
}

export const certificateHostname = defineRule<Unnamed>({
  code: 'GW2053',
  name: 'certificate-hostname',
  severity: 'warning',
  inputs: ['certificate', 'certificates'],
  what: "None of a listener's certificates is for its hostname.",
  why: 'Clients that check the name refuse the connection. A wildcard in a certificate stands for one label: `*.example.com` is not for `a.b.example.com` (RFC 9525), as it would be in the hostname of a listener.',
  how: "Refer to a certificate whose subjectAltName has the hostname, or correct the listener's hostname.",
  beside: EXAMPLE_CERTIFICATE,
  bad: secureShop('www.shop.example.com'),
  good: secureShop('*.example.com'),
  *check(world) {
    for (const { subject, path, hostname, names, secrets } of listenerCertificates(world).values()) {
      if (hostname === undefined || isNamed(names, hostname) || isNamedInPart(names, hostname)) continue;
      const args = { hostname, names, isDeep: isTooDeep(names, hostname) };
      yield { subject, path: `${path}.tls.certificateRefs`, args, related: secrets };
    }
  },
  say: ({ hostname, names, isDeep }, words) => {
    if (names.length === 0) return `no certificate is for ${hostname}: they name no host (subjectAltName)`;
    const deep = isDeep ? ', and a wildcard in a certificate stands for one label only' : '';
    return `no certificate is for ${hostname}, only for ${words.list(names)}${deep}`;
  },
});

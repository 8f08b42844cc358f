import type { ObjectRef } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';
import { MATCHING_CERTIFICATE, MISMATCHED_CERTIFICATE, secureShop } from './example-certificates.ts';
import { referredCertificates } from './presented-certificates.ts';

export const certificateKey = defineRule<ObjectRef>({
  code: 'GW2055',
  name: 'certificate-key',
  severity: 'error',
  inputs: ['certificate', 'certificates'],
  what: 'The private key in a Secret is not that of its certificate.',
  why: 'No connection can be made with it. Some controllers refuse the listener, others hand it to the proxy, which then refuses all of its configuration.',
  how: 'Put the key into the Secret that the certificate was made for; after a renewal both must be replaced.',
  beside: secureShop('www.example.com'),
  bad: MISMATCHED_CERTIFICATE,
  good: MATCHING_CERTIFICATE,
  *check(world) {
    for (const { subject, path, holder, held } of referredCertificates(world, 'certificate')) {
      if (held.key === 'differs') yield { subject, path, args: holder, related: [holder] };
    }
  },
  say: (holder, words) => `tls.key in ${words.name(holder)} is not the key of the certificate in tls.crt`,
});

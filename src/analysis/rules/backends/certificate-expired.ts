import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { EXPIRED_CERTIFICATE, secureShop } from './example-certificates.ts';
import { dayOf, referredCertificates } from './presented-certificates.ts';

interface Expired {
  readonly holder: ObjectRef;
  readonly at: number;
  readonly isOfChain: boolean;
}

export const certificateExpired = defineRule<Expired>({
  code: 'GW2050',
  name: 'certificate-expired',
  severity: 'error',
  inputs: ['certificate', 'certificates'],
  what: 'A certificate that a listener, Gateway or XBackend presents has expired, or one of the chain behind it.',
  why: 'Clients refuse the connection. Controllers do not look at the date: the listener is Programmed all the same.',
  how: 'Renew the certificate. With cert-manager, look at its Certificate and CertificateRequest for why it was not.',
  beside: secureShop('www.example.com'),
  bad: EXPIRED_CERTIFICATE,
  good: EXAMPLE_CERTIFICATE,
  *check(world) {
    for (const { subject, path, holder, held } of referredCertificates(world, 'certificate')) {
      const index = held.certificates.findIndex(({ notAfter }) => notAfter < world.now);
      const expired = held.certificates[index];
      if (expired === undefined) continue;
      yield { subject, path, args: { holder, at: expired.notAfter, isOfChain: index > 0 }, related: [holder] };
    }
  },
  say: ({ holder, at, isOfChain }, words) =>
    `${isOfChain ? 'an intermediate certificate' : 'the certificate'} in ${words.name(holder)} expired on ${dayOf(at)}`,
});

import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { FUTURE_CERTIFICATE, secureShop } from './example-certificates.ts';
import { dayOf, referredCertificates } from './presented-certificates.ts';

interface Early {
  readonly holder: ObjectRef;
  readonly from: number;
}

export const certificateNotYetValid = defineRule<Early>({
  code: 'GW2052',
  name: 'certificate-not-yet-valid',
  severity: 'error',
  inputs: ['certificate', 'certificates'],
  what: 'A certificate that is presented is not valid yet.',
  why: 'Clients refuse the connection until then.',
  how: 'Use a certificate that is valid now; where it was only just made, compare the clocks.',
  beside: secureShop('www.example.com'),
  bad: FUTURE_CERTIFICATE,
  good: EXAMPLE_CERTIFICATE,
  *check(world) {
    for (const { subject, path, holder, held } of referredCertificates(world, 'certificate')) {
      const early = held.certificates.find(({ notBefore }) => notBefore > world.now);
      if (early !== undefined) yield { subject, path, args: { holder, from: early.notBefore }, related: [holder] };
    }
  },
  say: ({ holder, from }, words) => `the certificate in ${words.name(holder)} is not valid before ${dayOf(from)}`,
});

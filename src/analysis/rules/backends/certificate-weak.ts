import type { Certificate } from '../../../model/certificates.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { WEAK_CERTIFICATE, secureShop } from './example-certificates.ts';
import { referredCertificates } from './presented-certificates.ts';

interface Weak {
  readonly holder: ObjectRef;
  readonly weakness: string;
}

export const certificateWeak = defineRule<Weak>({
  code: 'GW2056',
  name: 'certificate-weak',
  severity: 'warning',
  inputs: ['certificate', 'certificates'],
  what: 'A certificate has a key or a signature that is too weak: RSA below 2048 bits, a curve below 256 bits, MD5 or SHA-1.',
  why: 'Clients of today refuse it, and who wants to can forge it.',
  how: 'Have the certificate issued anew, with RSA of 2048 bits or a curve of 256 bits, and SHA-256.',
  beside: secureShop('www.example.com'),
  bad: WEAK_CERTIFICATE,
  good: EXAMPLE_CERTIFICATE,
  *check(world) {
    for (const { subject, path, holder, held } of referredCertificates(world, 'certificate')) {
      const [weakness] = held.certificates.flatMap((one) => weaknessOf(one) ?? []);
      if (weakness !== undefined) yield { subject, path, args: { holder, weakness }, related: [holder] };
    }
  },
  say: ({ holder, weakness }, words) => `the certificate in ${words.name(holder)} has ${weakness}`,
});

/** What is too weak (CA/Browser Forum baseline requirements 6.1.5, 7.1.3.2). Nobody looks at the signature of a root. */
function weaknessOf({ keyType, keyBits = Infinity, weakHash, isSelfSigned }: Certificate): string | undefined {
  if (keyType.startsWith('rsa') && keyBits < 2048) return `an RSA key of only ${keyBits} bits`;
  if (keyType === 'ec' && keyBits < 256) return `a key on a curve of only ${keyBits} bits`;
  return weakHash === undefined || isSelfSigned ? undefined : `a signature with ${weakHash}`;
}

import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { GOOD_AUTHORITY, TRUSTING_POLICY } from './example-certificates.ts';
import { referredCertificates } from './presented-certificates.ts';

interface Unreadable {
  readonly holder: ObjectRef;
  readonly count: number;
}

export const certificateUnreadable = defineRule<Unreadable>({
  code: 'GW2058',
  name: 'certificate-unreadable',
  severity: 'error',
  inputs: ['certificate', 'ca', 'certificates'],
  what: 'Among the certificates of a chain or an authority is a block of PEM that is no certificate.',
  why: 'Some proxies then refuse the whole text, so that nothing can be verified or presented; others leave the block out.',
  how: 'Replace the block by the certificate that was meant (`openssl x509 -noout -text` reads one), or remove it.',
  bad: `${EXAMPLE_SHOP}---${TRUSTING_POLICY}---${GOOD_AUTHORITY.replace(/MII[^ ]+/, 'MIIBad')}`,
  good: `${EXAMPLE_SHOP}---${TRUSTING_POLICY}---${GOOD_AUTHORITY}`,
  *check(world) {
    for (const relation of ['certificate', 'ca'] as const) {
      for (const { subject, path, holder, held } of referredCertificates(world, relation)) {
        if (held.unreadable === 0) continue;
        yield { subject, path, args: { holder, count: held.unreadable }, related: [holder] };
      }
    }
  },
  say: ({ holder, count }, words) =>
    count === 1
      ? `a block in ${words.name(holder)} says that it is a certificate and cannot be read as one`
      : `${count} blocks in ${words.name(holder)} say that they are certificates and cannot be read as such`,
});

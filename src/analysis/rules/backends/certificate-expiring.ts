import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { EXPIRING_CERTIFICATE, GOOD_AUTHORITY, TRUSTING_POLICY, secureShop } from './example-certificates.ts';
import { dayOf, referredCertificates } from './presented-certificates.ts';

interface Expiring {
  readonly holder: ObjectRef;
  readonly at: number;
}

/** 30 days: what renews certificates of 90 days, as Let's Encrypt gives them, does so when a third of the time is left. */
const SOON = 30 * 24 * 60 * 60 * 1000;

export const certificateExpiring = defineRule<Expiring>({
  code: 'GW2051',
  name: 'certificate-expiring',
  severity: 'warning',
  inputs: ['certificate', 'ca', 'certificates'],
  what: 'A certificate that is presented, or the last one that is trusted, expires within 30 days.',
  why: 'From then on connections fail. What renews certificates by itself does so earlier: this one may be renewed by nobody.',
  how: 'Renew the certificate, or find out why it was not renewed.',
  bad: `${EXPIRING_CERTIFICATE}---${secureShop('www.example.com')}---${TRUSTING_POLICY}---${GOOD_AUTHORITY}`,
  good: `${EXAMPLE_CERTIFICATE}---${secureShop('www.example.com')}---${TRUSTING_POLICY}---${GOOD_AUTHORITY}`,
  *check(world) {
    const soon = (time: number): boolean => time >= world.now && time < world.now + SOON;
    for (const { subject, path, holder, held } of referredCertificates(world, 'certificate')) {
      if (held.certificates.some(({ notAfter }) => notAfter < world.now)) continue;
      const first = Math.min(...held.certificates.map(({ notAfter }) => notAfter));
      if (soon(first)) yield { subject, path, args: { holder, at: first }, related: [holder] };
    }
    for (const { subject, path, holder, held } of referredCertificates(world, 'ca')) {
      const last = held.certificates.reduce((time, { notAfter }) => Math.max(time, notAfter), 0);
      if (soon(last)) yield { subject, path, args: { holder, at: last }, related: [holder] };
    }
  },
  say: ({ holder, at }, words) => `the certificate in ${words.name(holder)} expires on ${dayOf(at)}`,
});

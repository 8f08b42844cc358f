import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { EXPIRED_AUTHORITY, GOOD_AUTHORITY, TRUSTING_POLICY } from './example-certificates.ts';
import { dayOf, referredCertificates } from './presented-certificates.ts';

interface Expired {
  readonly holder: ObjectRef;
  readonly last: number;
  readonly first: number;
  readonly isOver: boolean;
}

export const authorityExpired = defineRule<Expired>({
  code: 'GW2059',
  name: 'authority-expired',
  severity: 'error',
  inputs: ['ca', 'certificates'],
  what: 'None of the certificates of an authority is valid now.',
  why: 'Nobody can be verified by it: connections to the backend fail, or clients are refused. No requests pass in plaintext instead.',
  how: 'Put the certificate that the authority uses now under `ca.crt`.',
  beside: `${EXAMPLE_SHOP}---${TRUSTING_POLICY}`,
  bad: EXPIRED_AUTHORITY,
  good: GOOD_AUTHORITY,
  *check(world) {
    for (const { subject, path, holder, held } of referredCertificates(world, 'ca')) {
      const { certificates } = held;
      if (certificates.length === 0) continue;
      if (certificates.some((one) => one.notBefore <= world.now && one.notAfter >= world.now)) continue;
      const last = certificates.reduce((time, { notAfter }) => Math.max(time, notAfter), 0);
      const first = certificates.reduce((time, { notBefore }) => Math.min(time, notBefore), Infinity);
      yield { subject, path, args: { holder, last, first, isOver: last < world.now }, related: [holder] };
    }
  },
  say: ({ holder, last, first, isOver }, words) =>
    isOver
      ? `the authority in ${words.name(holder)} expired on ${dayOf(last)}`
      : `the authority in ${words.name(holder)} is not valid before ${dayOf(first)}`,
});

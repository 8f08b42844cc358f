import type { Rule } from '../rule.ts';
import { notAccepted } from './not-accepted.ts';
import { notProgrammed } from './not-programmed.ts';
import { addressNotAssigned } from './address-not-assigned.ts';
import { noResources } from './no-resources.ts';
import { referencesNotResolved } from './references-not-resolved.ts';
import { staleStatus } from './stale-status.ts';
import { notReported } from './not-reported.ts';
import { pending } from './pending.ts';
import { reportedTrouble } from './reported-trouble.ts';
import { partiallyInvalid } from './partially-invalid.ts';
import { classUnsupported } from './class-unsupported.ts';

/** What controllers report: GW6. */
export const STATUS: readonly Rule[] = [
  notAccepted,
  notProgrammed,
  addressNotAssigned,
  noResources,
  referencesNotResolved,
  staleStatus,
  notReported,
  pending,
  reportedTrouble,
  partiallyInvalid,
  classUnsupported,
];

import type { Rule } from '../rule.ts';
import { targetMissing } from './target-missing.ts';
import { targetNotAllowed } from './target-not-allowed.ts';
import { policyConflicted } from './policy-conflicted.ts';
import { policyInvalid } from './policy-invalid.ts';
import { policyOverridden } from './policy-overridden.ts';
import { policyOnNoPath } from './policy-on-no-path.ts';
import { policyOfOtherController } from './policy-of-other-controller.ts';
import { backendTlsOfPassthrough } from './backend-tls-of-passthrough.ts';
import { plaintextToTlsPort } from './plaintext-to-tls-port.ts';
import { sessionPersistenceOutvoted } from './session-persistence-outvoted.ts';
import { oldSessionPersistence } from './old-session-persistence.ts';

/** Policies: GW5. */
export const POLICIES: readonly Rule[] = [
  targetMissing,
  targetNotAllowed,
  policyConflicted,
  policyInvalid,
  policyOverridden,
  policyOnNoPath,
  policyOfOtherController,
  backendTlsOfPassthrough,
  plaintextToTlsPort,
  sessionPersistenceOutvoted,
  oldSessionPersistence,
];

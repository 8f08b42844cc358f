import type { Rule } from '../rule.ts';
import { backendPort } from './backend-port.ts';
import { backendMissing } from './backend-missing.ts';
import { backendKind } from './backend-kind.ts';
import { backendPortNotNamed } from './backend-port-not-named.ts';
import { portProtocol } from './port-protocol.ts';
import { certificateMissing } from './certificate-missing.ts';
import { certificateInvalid } from './certificate-invalid.ts';
import { caMissing } from './ca-missing.ts';
import { caInvalid } from './ca-invalid.ts';
import { backendProtocol } from './backend-protocol.ts';

/** Backends, Secrets and certificates: GW2. */
export const BACKENDS: readonly Rule[] = [
  backendPort,
  backendMissing,
  backendKind,
  backendPortNotNamed,
  portProtocol,
  certificateMissing,
  certificateInvalid,
  caMissing,
  caInvalid,
  backendProtocol,
];

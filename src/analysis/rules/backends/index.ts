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
import { certificateExpired } from './certificate-expired.ts';
import { certificateExpiring } from './certificate-expiring.ts';
import { certificateNotYetValid } from './certificate-not-yet-valid.ts';
import { certificateHostname } from './certificate-hostname.ts';
import { certificateRouteHostname } from './certificate-route-hostname.ts';
import { certificateKey } from './certificate-key.ts';
import { certificateWeak } from './certificate-weak.ts';
import { secretType } from './secret-type.ts';
import { certificateUnreadable } from './certificate-unreadable.ts';
import { authorityExpired } from './authority-expired.ts';
import { externalName } from './external-name.ts';
import { noEndpoints } from './no-endpoints.ts';
import { noSelector } from './no-selector.ts';

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
  certificateExpired,
  certificateExpiring,
  certificateNotYetValid,
  certificateHostname,
  certificateRouteHostname,
  certificateKey,
  certificateWeak,
  secretType,
  certificateUnreadable,
  authorityExpired,
  externalName,
  noEndpoints,
  noSelector,
];

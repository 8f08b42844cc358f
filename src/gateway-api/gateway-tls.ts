import { CONFIG_MAP, SECRET } from './kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readNumber, readPath, readRecords, readString } from '../model/read.ts';
import type { Listener } from './gateway.ts';
import { readObjectReferences, writtenReference } from './object-reference.ts';
import type { WrittenReference } from './object-reference.ts';

/** How clients must identify themselves: the trusted CAs, and what happens to a client without a valid certificate. */
export interface FrontendValidation {
  /** `spec.tls.frontend.default.validation` */
  readonly path: string;
  /** The port that it is limited to; undefined for all ports. */
  readonly port: number | undefined;
  readonly authorities: readonly WrittenReference[];
  /** AllowValidOnly unless written. */
  readonly mode: string;
}

/** `listeners[].tls.certificateRefs`; a listener that passes TLS through ignores them. */
export function readCertificateRefs(
  holder: KubernetesObject,
  { index, source }: Listener,
): readonly WrittenReference[] {
  const path = `spec.listeners[${index}].tls.certificateRefs`;
  return readObjectReferences(readPath(source, 'tls', 'certificateRefs'), path, namespaceOf(holder), SECRET);
}

/** The certificate that a Gateway shows to backends, in its fields of every release (semantics.md 1.4). */
export function readClientCertificateRef(gateway: KubernetesObject): WrittenReference | undefined {
  for (const steps of [['tls', 'backend'], ['backendTLS']]) {
    const written = readPath(gateway, 'spec', ...steps, 'clientCertificateRef');
    if (!isRecord(written)) continue;
    const path = `spec.${steps.join('.')}.clientCertificateRef`;
    return writtenReference(written, path, namespaceOf(gateway), SECRET);
  }
  return undefined;
}

/** `spec.tls.frontend` of a Gateway: the default first, then the ports (v1.4 and later). */
export function readFrontendValidations(gateway: KubernetesObject): readonly FrontendValidation[] {
  const frontend = readPath(gateway, 'spec', 'tls', 'frontend');
  const found: FrontendValidation[] = [];
  const add = (value: unknown, path: string, port: number | undefined): void => {
    if (isRecord(value)) found.push(readValidation(value, path, port, gateway));
  };
  add(readPath(frontend, 'default', 'validation'), 'spec.tls.frontend.default.validation', undefined);
  for (const [index, entry] of readRecords(readPath(frontend, 'perPort')).entries()) {
    const path = `spec.tls.frontend.perPort[${index}].tls.validation`;
    add(readPath(entry, 'tls', 'validation'), path, readNumber(entry['port']));
  }
  return found;
}

/** `listeners[].tls.frontendValidation`, where it stood from v1.1 to v1.3. */
export function readListenerValidation(
  holder: KubernetesObject,
  { index, port, source }: Listener,
): FrontendValidation | undefined {
  const value = readPath(source, 'tls', 'frontendValidation');
  if (!isRecord(value)) return undefined;
  return readValidation(value, `spec.listeners[${index}].tls.frontendValidation`, port, holder);
}

function readValidation(
  value: unknown,
  path: string,
  port: number | undefined,
  holder: KubernetesObject,
): FrontendValidation {
  const refs = readPath(value, 'caCertificateRefs');
  return {
    path,
    port,
    authorities: readObjectReferences(refs, `${path}.caCertificateRefs`, namespaceOf(holder), CONFIG_MAP),
    mode: readString(readPath(value, 'mode')) ?? 'AllowValidOnly',
  };
}

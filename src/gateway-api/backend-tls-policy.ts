import { CONFIG_MAP } from './kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath, readRecord, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { readObjectReferences } from './object-reference.ts';
import type { WrittenReference } from './object-reference.ts';

/** What a BackendTLSPolicy trusts, in the fields of v1alpha2, v1alpha3 and v1 (semantics.md 1.4). */
export interface BackendTrust {
  readonly authorities: readonly WrittenReference[];
  /** `System`, or an implementation's own `example.com/roots`. */
  readonly wellKnown: string | undefined;
  /** All that says how to verify backends. */
  readonly validation: JsonRecord;
  /** Where the trust stands: `spec.validation`, in v1alpha2 `spec.tls`. */
  readonly path: string;
}

/** Reads the trust of a BackendTLSPolicy of any version; the references are local to its namespace. */
export function readBackendTrust(policy: KubernetesObject): BackendTrust {
  const isNew = isRecord(readPath(policy, 'spec', 'validation'));
  const [path, refs, wellKnown] = isNew
    ? (['spec.validation', 'caCertificateRefs', 'wellKnownCACertificates'] as const)
    : (['spec.tls', 'caCertRefs', 'wellKnownCACerts'] as const);
  const validation = readRecord(readPath(policy, 'spec', isNew ? 'validation' : 'tls'));
  return {
    authorities: readObjectReferences(validation[refs], `${path}.${refs}`, namespaceOf(policy), CONFIG_MAP),
    wellKnown: readString(validation[wellKnown]),
    validation,
    path,
  };
}

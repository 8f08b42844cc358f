import { CONFIG_MAP, SECRET } from '../../gateway-api/kinds.ts';
import { readObjectReference, readObjectReferences } from '../../gateway-api/object-reference.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resolveAuthority } from './certificate-authorities.ts';
import { resolveCertificate } from './certificates.ts';
import { withResolution } from './reference.ts';
import type { ResolvedReference } from './reference.ts';

/** What the inline TLS of an XBackend refers to (semantics.md 3.1). */
export interface XBackendReferences {
  readonly certificate: ResolvedReference | undefined;
  readonly authorities: readonly ResolvedReference[];
}

const REASONS = { notFound: 'InvalidCACertificateRef', invalidKind: 'InvalidKind' };

/** Resolves the client certificate and the authorities of an XBackend; the latter are local to its namespace. */
export function xBackendReferences(snapshot: Snapshot, backend: KubernetesObject): XBackendReferences {
  const namespace = namespaceOf(backend);
  const tls = readPath(backend, 'spec', 'tls');
  const written = readPath(tls, 'clientCertificateRef');
  const ref = isRecord(written) ? readObjectReference(written, namespace, SECRET) : undefined;
  const authorities = readObjectReferences(
    readPath(tls, 'validation', 'caCertificateRefs'),
    'spec.tls.validation.caCertificateRefs',
    namespace,
    CONFIG_MAP,
  );
  return {
    certificate:
      ref === undefined
        ? undefined
        : {
            ref,
            path: 'spec.tls.clientCertificateRef',
            resolution: resolveCertificate(snapshot, refOf(backend), ref, 'InvalidClientCertificateRef'),
          },
    authorities: authorities.map((reference) =>
      withResolution(reference, resolveAuthority(snapshot, undefined, reference.ref, REASONS)),
    ),
  };
}

import { readCertificateRefs, readClientCertificateRef } from '../../gateway-api/gateway-tls.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { GATEWAY_API, SECRET } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord } from '../../model/read.ts';
import { NO_CERTIFICATE } from '../../model/secret-value.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { failed, resolveReference, unresolvable, withResolution } from './reference.ts';
import type { Resolution, ResolvedReference } from './reference.ts';
import type { Referrer } from './reference-grants.ts';
import { groupFault } from './right-group.ts';

/** The certificates of a listener that ends TLS (semantics.md 6.1: the grant is checked before the Secret). */
export function certificatesOf(
  snapshot: Snapshot,
  holder: KubernetesObject,
  listener: Listener,
): readonly ResolvedReference[] {
  if (listener.tlsMode === 'Passthrough') return [];
  const from = refOf(holder);
  return readCertificateRefs(holder, listener).map((reference) =>
    withResolution(reference, resolveCertificate(snapshot, from, reference.ref, 'InvalidCertificateRef')),
  );
}

/** The certificate that a Gateway shows to backends. */
export function clientCertificateOf(snapshot: Snapshot, gateway: KubernetesObject): ResolvedReference | undefined {
  const reference = readClientCertificateRef(gateway);
  if (reference === undefined) return undefined;
  const resolution = resolveCertificate(snapshot, refOf(gateway), reference.ref, 'InvalidClientCertificateRef');
  return withResolution(reference, resolution);
}

/** Resolves a certificate: a Secret with `tls.crt` and `tls.key`, or a kind that only its controller knows. */
export function resolveCertificate(snapshot: Snapshot, from: Referrer, ref: ObjectRef, reason: string): Resolution {
  if (!sameGroupKind(ref, SECRET)) return resolveForeignCertificate(snapshot, from, ref, reason);
  const resolution = resolveReference(snapshot, from, ref, reason);
  const { object, grant } = resolution;
  const problem = object === undefined ? undefined : secretProblem(ref, object);
  if (problem === undefined) return resolution;
  return failed('missing', reason, problem, { grant, object });
}

function resolveForeignCertificate(snapshot: Snapshot, from: Referrer, ref: ObjectRef, reason: string): Resolution {
  if (ref.group === '' || ref.group === GATEWAY_API) {
    return failed('missing', reason, groupFault(snapshot, ref) ?? { code: 'notACertificateKind', type: ref });
  }
  const resolution = resolveReference(snapshot, from, ref, reason);
  if (resolution.state !== 'resolved') return resolution;
  return { ...unresolvable({ code: 'foreignCertificate', type: ref }, resolution.grant), object: resolution.object };
}

/** What is wrong with a Secret as a certificate, as far as its keys are known; a live Secret comes without them. */
function secretProblem(ref: ObjectRef, secret: KubernetesObject): Fact | undefined {
  const records = [secret['data'], secret['stringData']].filter(isRecord);
  if (records.length === 0) return undefined;
  const key = ['tls.crt', 'tls.key'].find((name) => !records.some((record) => Object.hasOwn(record, name)));
  if (key !== undefined) return { code: 'certificateKeyMissing', ref, key };
  const isMalformed = records.some((record) => record['tls.crt'] === NO_CERTIFICATE);
  return isMalformed ? { code: 'malformedCertificate', ref } : undefined;
}

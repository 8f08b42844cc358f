import { CLUSTER_TRUST_BUNDLE, CONFIG_MAP } from '../../gateway-api/kinds.ts';
import type { Fact, FactOf } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath, readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { failed, resolveReference } from './reference.ts';
import type { Resolution } from './reference.ts';
import type { Referrer } from './reference-grants.ts';

/** The words of the field that names the CA. */
export interface AuthorityReasons {
  readonly notFound: string;
  readonly invalidKind: string;
}

const KEY = 'ca.crt';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

/**
 * Resolves a reference to certificate authorities: a ConfigMap with the key `ca.crt`, or since v1.7 a ClusterTrustBundle,
 * which is cluster-scoped and never needs a grant (semantics.md 3.1, 5.10).
 * @param from the holder; undefined where the field is local to its namespace.
 */
export function resolveAuthority(
  snapshot: Snapshot,
  from: Referrer | undefined,
  ref: ObjectRef,
  reasons: AuthorityReasons,
): Resolution {
  const isBundle = sameGroupKind(ref, CLUSTER_TRUST_BUNDLE);
  if (!isBundle && !sameGroupKind(ref, CONFIG_MAP)) return resolveForeignAuthority(snapshot, from, ref, reasons);
  if (isBundle && !snapshot.serves(ref) && snapshot.find(ref).state === 'missing') {
    return failed('missing', reasons.invalidKind, { code: 'noTrustBundles' });
  }
  const resolution = resolveReference(snapshot, isBundle ? undefined : from, ref, reasons.notFound);
  const { object, grant } = resolution;
  if (object === undefined) return resolution;
  const problem = isBundle ? bundleProblem(ref, object) : configMapProblem(ref, object, snapshot);
  if (problem === undefined) return resolution;
  // The core of the API knows one key; a controller may take the only certificate that there is (BT:161-226).
  const choice: Fact | undefined =
    problem.code === 'authorityKeyMissing' && holdsCertificate(object) ? { code: 'foreignAuthorityKey' } : undefined;
  return failed('missing', reasons.notFound, problem, { grant, object, choice });
}

function resolveForeignAuthority(
  snapshot: Snapshot,
  from: Referrer | undefined,
  ref: ObjectRef,
  reasons: AuthorityReasons,
): Resolution {
  const because: FactOf<'notAnAuthorityKind'> = { code: 'notAnAuthorityKind', type: ref };
  const invalid = failed('missing', reasons.invalidKind, because, { otherReasons: [reasons.notFound] });
  if (snapshot.find(ref).state === 'missing') return invalid;
  const resolution = resolveReference(snapshot, from, ref, reasons.notFound);
  if (resolution.state !== 'resolved') return resolution;
  // The core of the API knows ConfigMaps only; a controller may know more (Secrets, for instance).
  return { ...invalid, choice: { code: 'foreignAuthority', type: ref }, object: resolution.object };
}

function bundleProblem(ref: ObjectRef, bundle: KubernetesObject): Fact | undefined {
  const pem = readString(readPath(bundle, 'spec', 'trustBundle'));
  return pem?.includes(CERTIFICATE) === true ? undefined : { code: 'noPem', ref, field: 'spec.trustBundle' };
}

/** A live ConfigMap may come without its data; then nothing is known of its keys. */
function configMapProblem(ref: ObjectRef, configMap: KubernetesObject, snapshot: Snapshot): Fact | undefined {
  const records = [configMap['data'], configMap['binaryData']].filter(isRecord);
  if (records.length === 0 && snapshot.origin === 'live') return undefined;
  if (!records.some((record) => Object.hasOwn(record, KEY))) return { code: 'authorityKeyMissing', ref, key: KEY };
  const text = readPath(configMap, 'data', KEY);
  const isPem = typeof text !== 'string' || text.includes(CERTIFICATE);
  return isPem ? undefined : { code: 'noPem', ref, field: KEY };
}

/** Whether a ConfigMap holds exactly one value, and that is a certificate. */
function holdsCertificate(configMap: KubernetesObject): boolean {
  const data = configMap['data'];
  const values = isRecord(data) ? Object.values(data) : [];
  const [only] = values;
  return values.length === 1 && typeof only === 'string' && only.includes(CERTIFICATE);
}

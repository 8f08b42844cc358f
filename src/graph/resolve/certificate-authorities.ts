import { CLUSTER_TRUST_BUNDLE, CONFIG_MAP, SECRET } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath, readRecord, readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { failed, resolveReference, unresolvable } from './reference.ts';
import type { Resolution } from './reference.ts';
import type { Referrer } from './reference-grants.ts';
import { groupFault } from './right-group.ts';

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
  const other = problem.code === 'authorityKeyMissing' ? otherKey(object) : undefined;
  const choice: Fact | undefined = other === undefined ? undefined : { code: 'otherAuthorityKey', key: other };
  return failed('missing', reasons.notFound, problem, { grant, object, ...(choice === undefined ? {} : { choice }) });
}

function resolveForeignAuthority(
  snapshot: Snapshot,
  from: Referrer | undefined,
  ref: ObjectRef,
  reasons: AuthorityReasons,
): Resolution {
  const isSecret = sameGroupKind(ref, SECRET);
  const because: Fact = groupFault(snapshot, ref) ?? { code: 'notAnAuthorityKind', type: ref };
  const invalid = failed('missing', reasons.invalidKind, because, { otherReasons: [reasons.notFound] });
  if (!isSecret && snapshot.find(ref).state === 'missing') return invalid;
  const resolution = resolveReference(snapshot, from, ref, reasons.notFound);
  if (resolution.state === 'unknown') return resolution;
  if (resolution.state !== 'resolved') {
    return { ...resolution, otherReasons: [...(resolution.otherReasons ?? []), reasons.invalidKind] };
  }
  const { grant, object } = resolution;
  // No other kind of Kubernetes itself holds certificates.
  if (!isSecret && ref.group === '') return { ...invalid, object };
  // The core of the API knows ConfigMaps only; a controller may know more (Secrets, for instance).
  return { ...unresolvable({ code: 'foreignAuthority', type: ref }, grant), object };
}

function bundleProblem(ref: ObjectRef, bundle: KubernetesObject): Fact | undefined {
  const pem = readString(readPath(bundle, 'spec', 'trustBundle'));
  return pem?.includes(CERTIFICATE) === true ? undefined : { code: 'noPem', ref, field: 'spec.trustBundle' };
}

/** A key other than `ca.crt` that holds certificates. */
function otherKey(configMap: KubernetesObject): string | undefined {
  const data = Object.entries(readRecord(configMap['data']));
  return data.find(([, text]) => typeof text === 'string' && text.includes(CERTIFICATE))?.[0];
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

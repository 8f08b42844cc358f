import { readCertificateRefs } from '../../gateway-api/gateway-tls.ts';
import { readListeners } from '../../gateway-api/gateway.ts';
import {
  GATEWAY,
  LISTENER_SET,
  NAMESPACE,
  SECRET,
  SERVICE_IMPORT,
  isListenerSetKind,
} from '../../gateway-api/kinds.ts';
import { readPath, readString } from '../../model/read.ts';
import { annotationsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Lookup, Snapshot } from '../../model/snapshot.ts';
import { isMisspelling } from '../../model/near-name.ts';
import { rememberOnce } from '../remember.ts';
import { missingObject } from './missing-object.ts';

/**
 * What can be said of an object that is not among files which do not hold its kind and namespace whole. A name that is a
 * misspelling of one that is there is missing, unless something makes an object of just that name: its author meant the other.
 * So is a name without the namespace that objects of its kind have.
 * Anything else may stand outside of the files.
 */
export function lookBeyondFiles(snapshot: Snapshot, ref: ObjectRef): Lookup {
  const maker = makerOf(snapshot, ref);
  const { near, elsewhere, otherKind } = missingObject(snapshot, ref);
  // The same kind by its older or newer name: both never have one object each.
  if (otherKind !== undefined && isListenerSetKind(ref) && isListenerSetKind(otherKind)) return { state: 'missing' };
  // A kind whose objects have namespaces is never found without one.
  if (ref.namespace === undefined && elsewhere !== undefined) return { state: 'missing' };
  // Namespaces are named by what stands in them, not by references.
  const isMisspelled = near !== undefined && isMisspelling(ref.name, near) && !sameGroupKind(ref, NAMESPACE);
  if (isMisspelled && maker === undefined) return { state: 'missing' };
  return { state: 'unknown', because: { code: 'notAmongFiles', ref, elsewhere, maker } };
}

/** Objects from which a controller makes another of the same namespace. */
interface Maker extends GroupKind {
  readonly makes: GroupKind;
  /** The names of what is made. */
  readonly namesOf: (maker: KubernetesObject) => readonly unknown[];
}

const ownName = ({ metadata }: KubernetesObject): readonly string[] => [metadata.name];

/** GEP-1748: an export makes an import of the same name in every cluster of the set. */
function exportOf(group: string): Maker {
  return { group, kind: 'ServiceExport', makes: { group, kind: 'ServiceImport' }, namesOf: ownName };
}

const ISSUERS = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

/** https://cert-manager.io/docs/usage/gateway/: an annotation asks for the certificates that the listeners name. */
function annotatedCertificates(holder: KubernetesObject): readonly string[] {
  const annotations = annotationsOf(holder);
  if (!ISSUERS.some((name) => annotations.has(name))) return [];
  const refs = readListeners(holder).flatMap((listener) => readCertificateRefs(holder, listener));
  return refs.filter(({ ref }) => ref.namespace === namespaceOf(holder)).map(({ ref }) => ref.name);
}

const MAKERS: readonly Maker[] = [
  {
    // https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec
    group: 'cert-manager.io',
    kind: 'Certificate',
    makes: SECRET,
    namesOf: (certificate) => [readPath(certificate, 'spec', 'secretName')],
  },
  {
    // https://external-secrets.io/latest/api/externalsecret/: the target is called as its ExternalSecret unless written.
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    makes: SECRET,
    namesOf: (secret) => [readString(readPath(secret, 'spec', 'target', 'name')) ?? secret.metadata.name],
  },
  {
    // https://github.com/bitnami-labs/sealed-secrets
    group: 'bitnami.com',
    kind: 'SealedSecret',
    makes: SECRET,
    namesOf: ownName,
  },
  ...[GATEWAY, LISTENER_SET].map(({ group, kind }) => ({ group, kind, makes: SECRET, namesOf: annotatedCertificates })),
  exportOf(SERVICE_IMPORT.group),
  exportOf('net.gke.io'),
];

/** The object of the files from which a controller makes another. */
function makerOf(snapshot: Snapshot, ref: ObjectRef): ObjectRef | undefined {
  const { namespace, name } = ref;
  if (namespace === undefined) return undefined;
  for (const maker of MAKERS) {
    const found = sameGroupKind(maker.makes, ref) ? madeBy(snapshot, maker, namespace).get(name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const made = rememberOnce(() => new Map<string, ReadonlyMap<string, ObjectRef>>());

/** What objects of one kind and namespace make, by its name. */
function madeBy(snapshot: Snapshot, maker: Maker, namespace: string): ReadonlyMap<string, ObjectRef> {
  const key = `${groupKindKey(maker)} ${namespace}`;
  const known = made(snapshot).get(key);
  if (known !== undefined) return known;
  const byName = new Map<string, ObjectRef>();
  for (const object of snapshot.listIn(maker, namespace)) {
    for (const written of maker.namesOf(object)) {
      const name = readString(written);
      if (name !== undefined && !byName.has(name)) byName.set(name, refOf(object));
    }
  }
  made(snapshot).set(key, byName);
  return byName;
}

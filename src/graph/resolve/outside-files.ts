import { NAMESPACE, SECRET, SERVICE_IMPORT } from '../../gateway-api/kinds.ts';
import { readPath, readString } from '../../model/read.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Lookup, Snapshot } from '../../model/snapshot.ts';
import { isMisspelling } from '../near-name.ts';
import { rememberOnce } from '../remember.ts';
import { missingObject } from './missing-object.ts';

/**
 * What can be said of an object that is not among files which do not hold its kind and namespace whole. A name that is a
 * misspelling of one that is there is missing: its author meant that one. Anything else may stand outside of the files.
 */
export function lookBeyondFiles(snapshot: Snapshot, ref: ObjectRef): Lookup {
  const { near, elsewhere } = missingObject(snapshot, ref);
  // Namespaces are named by what stands in them, not by references.
  if (near !== undefined && isMisspelling(ref.name, near) && !sameGroupKind(ref, NAMESPACE))
    return { state: 'missing' };
  return {
    state: 'unknown',
    because: { code: 'notAmongFiles', ref, elsewhere, maker: makerOf(snapshot, ref) },
  };
}

/** Objects from which a controller makes another of the same namespace. */
interface Maker extends GroupKind {
  readonly makes: GroupKind;
  /** The name of what is made. */
  readonly nameOf: (maker: KubernetesObject) => unknown;
}

const ownName = ({ metadata }: KubernetesObject): string => metadata.name;

/** GEP-1748: an export makes an import of the same name in every cluster of the set. */
function exportOf(group: string): Maker {
  return { group, kind: 'ServiceExport', makes: { group, kind: 'ServiceImport' }, nameOf: ownName };
}

const MAKERS: readonly Maker[] = [
  {
    // https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec
    group: 'cert-manager.io',
    kind: 'Certificate',
    makes: SECRET,
    nameOf: (certificate) => readPath(certificate, 'spec', 'secretName'),
  },
  {
    // https://external-secrets.io/latest/api/externalsecret/: the target is called as its ExternalSecret unless written.
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    makes: SECRET,
    nameOf: (secret) => readString(readPath(secret, 'spec', 'target', 'name')) ?? ownName(secret),
  },
  {
    // https://github.com/bitnami-labs/sealed-secrets
    group: 'bitnami.com',
    kind: 'SealedSecret',
    makes: SECRET,
    nameOf: ownName,
  },
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
    const name = readString(maker.nameOf(object));
    if (name !== undefined && !byName.has(name)) byName.set(name, refOf(object));
  }
  made(snapshot).set(key, byName);
  return byName;
}

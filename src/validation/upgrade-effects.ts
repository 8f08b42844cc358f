import type { JudgedViolation, UnknownField } from '../model/judgement.ts';
import { isManifest, versionOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../model/read.ts';
import { groupKindKey, groupKindOf } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { openAdmission } from './admission.ts';
import { bundledCrds, wasBundled } from './bundled-crds.ts';
import type { Channel } from '../model/release-choice.ts';

/** The CRDs that are to come. */
export interface UpgradeTarget {
  /** A bundled release: `v1.7.0` (`bundledRelease` finds it by any of its minor version). */
  readonly release: string;
  readonly channel: Channel;
}

/** What an upgrade would do. */
export interface UpgradeEffects {
  /** Objects that would not be as they are, in the order in which they were given. */
  readonly objects: readonly ObjectEffect[];
  /** CRDs that the API server would not let be replaced, in the order in which they were given. */
  readonly crds: readonly CrdEffect[];
  /** Versions that are served today and will not be, of CRDs that were given whole. */
  readonly retired: readonly RetiredVersions[];
}

/** Versions of a kind that are going away: whoever reads or writes the kind in one of them is refused. */
export interface RetiredVersions {
  readonly crd: KubernetesObject;
  readonly versions: readonly string[];
  /** Those that will be served. */
  readonly instead: readonly string[];
}

/** What the CRDs that are to come would do to an object. */
export interface ObjectEffect {
  readonly object: KubernetesObject;
  /** Why the object could not be created again as it is. Before Kubernetes 1.30 (CRDValidationRatcheting) every change of it is refused, too. */
  readonly violations: readonly JudgedViolation[];
  /** Fields that would be gone the next time the object is read. */
  readonly dropped: readonly UnknownField[];
  /** The target has no CRD of the kind: what has served it stays as it is, and grows old. */
  readonly isLeftBehind: boolean;
}

/** Versions that objects may still be stored in and that the CRD to come does not know: its update is refused until they are migrated. */
export interface CrdEffect {
  readonly crd: KubernetesObject;
  readonly storedVersions: readonly string[];
}

/**
 * What the CRDs of a release and channel would drop or refuse of objects, were they installed in place of those that are there.
 * @param objects of any kind; others than those of the Gateway API are left out.
 * @param crds those that are there, whole; their `status.storedVersions` counts.
 */
export function upgradeEffects(
  objects: Iterable<KubernetesObject>,
  crds: readonly KubernetesObject[],
  target: UpgradeTarget,
): UpgradeEffects {
  const admission = openAdmission([], { choice: target, judges: () => true });
  const coming = new Map(bundledCrds(target.release, target.channel).map((crd) => [groupKindKey(typeOf(crd)), crd]));
  const effects: ObjectEffect[] = [];
  for (const object of objects) {
    const type = groupKindOf(object);
    if (!wasBundled(type)) continue;
    const next = coming.get(groupKindKey(type));
    const isLeftBehind = next === undefined;
    const { violations, unknownFields: dropped } = admission.judge(asServed(object, next));
    if (!isLeftBehind && violations.length + dropped.length === 0) continue;
    effects.push(
      isLeftBehind
        ? { object, violations: [], dropped: [], isLeftBehind }
        : { object, violations, dropped, isLeftBehind },
    );
  }
  const nextOf = (crd: KubernetesObject): unknown => coming.get(groupKindKey(typeOf(crd)));
  return {
    objects: effects,
    crds: crds.flatMap((crd) => crdEffect(crd, nextOf(crd))),
    retired: crds.flatMap((crd) => retiredVersions(crd, nextOf(crd))),
  };
}

/**
 * An object that a server has stored, as it will be served: where its version goes, in one that stays. The CRDs of the Gateway
 * API convert nothing (`conversion: None`): only `apiVersion` changes. A manifest is applied as it is written.
 */
function asServed(object: KubernetesObject, crd: unknown): KubernetesObject {
  const served = servedVersions(crd);
  const [instead] = served;
  if (instead === undefined || isManifest(object) || served.includes(versionOf(object.apiVersion))) return object;
  return { ...object, apiVersion: `${groupKindOf(object).group}/${instead}` };
}

function retiredVersions(crd: KubernetesObject, next: unknown): readonly RetiredVersions[] {
  const instead = servedVersions(next);
  const versions = servedVersions(crd).filter((name) => !instead.includes(name));
  return next === undefined || versions.length === 0 ? [] : [{ crd, versions, instead }];
}

function servedVersions(crd: unknown): readonly string[] {
  return readRecords(readPath(crd, 'spec', 'versions')).flatMap(({ name, served }) =>
    typeof name === 'string' && served !== false ? [name] : [],
  );
}

function crdEffect(crd: KubernetesObject, next: unknown): readonly CrdEffect[] {
  if (next === undefined) return [];
  const names = new Set(readRecords(readPath(next, 'spec', 'versions')).map(({ name }) => name));
  const storedVersions = readStrings(readPath(crd, 'status', 'storedVersions')).filter((name) => !names.has(name));
  return storedVersions.length === 0 ? [] : [{ crd, storedVersions }];
}

function typeOf(crd: unknown): GroupKind {
  return {
    group: readString(readPath(crd, 'spec', 'group')) ?? '',
    kind: readString(readPath(crd, 'spec', 'names', 'kind')) ?? '',
  };
}

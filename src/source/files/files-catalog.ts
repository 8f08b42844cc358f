import { addTo } from '../../model/add-to.ts';
import { compareText } from '../../model/compare-text.ts';
import { CUSTOM_RESOURCE_DEFINITION, GATEWAY_API_TYPES } from '../../gateway-api/kinds.ts';
import { groupOf, versionOf } from '../../model/object.ts';
import { readBoolean, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { COMMON_TYPES } from '../../gateway-api/well-known-types.ts';
import type { FoundObject } from './read-objects.ts';

/**
 * The resource types of files: those that CRDs among them define, those that are well known, and for all other kinds
 * what can be guessed: the plural as kubectl guesses it, the scope by the objects.
 * @returns the types by `group/Kind`, core first as discovery tells them.
 */
export function catalogOfFiles(objects: readonly FoundObject[]): ReadonlyMap<string, ResourceType> {
  const types = new Map<string, ResourceType>();
  for (const type of [...COMMON_TYPES, ...GATEWAY_API_TYPES]) types.set(groupKindKey(type), { ...type, held: false });
  const byType = new Map<string, FoundObject[]>();
  const crds = new Set<string>();
  for (const object of objects) {
    const type = { group: groupOf(object.apiVersion), kind: object.kind };
    const defined = isCrd(object) ? typeOfCrd(object.value) : undefined;
    if (defined !== undefined) {
      types.set(groupKindKey(defined), defined);
      crds.add(groupKindKey(defined));
    }
    const key = groupKindKey(type);
    addTo(byType, key, object);
  }
  for (const [key, members] of byType) {
    const known = types.get(key);
    const versions = versionsOf(members);
    if (known === undefined) types.set(key, guessType(members, versions));
    else types.set(key, crds.has(key) ? { ...known, held: true } : withMembers(known, versions));
  }
  return types;
}

/** Whether an object is a CRD of any version. */
export function isCrd(object: Pick<FoundObject, 'apiVersion' | 'kind'>): boolean {
  const { group, kind } = CUSTOM_RESOURCE_DEFINITION;
  return object.kind === kind && groupOf(object.apiVersion) === group;
}

/** The type that a CRD defines, or undefined where it lacks a name, group or version. */
export function typeOfCrd(crd: JsonRecord): ResourceType | undefined {
  const spec = readRecord(crd['spec']);
  const names = readRecord(spec['names']);
  const group = readString(spec['group']);
  const kind = readString(names['kind']);
  const plural = readString(names['plural']);
  const served = readRecords(spec['versions']).filter((entry) => readBoolean(entry['served']) !== false);
  const versions = served
    .map((entry) => readString(entry['name']))
    .filter((name) => name !== undefined)
    .toSorted(compareVersions);
  const [version] = versions;
  if (group === undefined || kind === undefined || plural === undefined || version === undefined) return undefined;
  const preferred = served.find((entry) => entry['name'] === version);
  return {
    group,
    version,
    kind,
    plural,
    singular: readString(names['singular']) ?? kind.toLowerCase(),
    shortNames: readStrings(names['shortNames']),
    categories: readStrings(names['categories']),
    namespaced: spec['scope'] !== 'Cluster',
    verbs: ['get', 'list', 'watch'],
    versions,
    subresources: Object.keys(readRecord(preferred?.['subresources'])),
  };
}

/** A kind that nothing defines. */
function guessType(members: readonly FoundObject[], versions: readonly string[]): ResourceType {
  const kind = members[0]?.kind ?? '';
  const singular = kind.toLowerCase();
  return {
    group: groupOf(members[0]?.apiVersion ?? ''),
    version: versions[0] ?? 'v1',
    kind,
    plural: guessPlural(singular),
    singular,
    shortNames: [],
    categories: [],
    namespaced: guessNamespaced(kind, members),
    verbs: ['get', 'list', 'watch'],
    versions,
    subresources: ['status'],
  };
}

/** apimachinery's `UnsafeGuessKindToResource`, but for a vowel before the y: Istio's and Kong's are `gateways`, not `gatewaies`. */
function guessPlural(singular: string): string {
  if (singular.endsWith('endpoints')) return singular;
  if (/(?:s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/**
 * Namespaced when any object says its namespace. When none does: an object that a server has stored (it has a uid) is
 * cluster-scoped, and so are kinds that say it in their name; all others leave their namespace to `-n`, as manifests do.
 */
function guessNamespaced(kind: string, members: readonly FoundObject[]): boolean {
  if (members.some(({ namespace }) => namespace !== undefined)) return true;
  if (/^(?:Cluster|Global)[A-Z]/.test(kind)) return false;
  return !members.some(({ value }) => readString(readRecord(value['metadata'])['uid']) !== undefined);
}

function versionsOf(members: readonly FoundObject[]): readonly string[] {
  return [...new Set(members.map(({ apiVersion }) => versionOf(apiVersion)))].toSorted(compareVersions);
}

/** A type that files hold objects of, in the versions of which any may be served: no CRD among the files says which are. */
function withMembers(type: ResourceType, found: readonly string[]): ResourceType {
  const versions = [...new Set([...type.versions, ...found])];
  return { ...type, versions, held: true };
}

/**
 * Kubernetes' order of versions (apimachinery `version.CompareKubeAwareVersionStrings`): stable before beta before alpha,
 * each with the highest number first; anything else behind, by its letters.
 */
function compareVersions(a: string, b: string): number {
  const [left, right] = [rankVersion(a), rankVersion(b)];
  if (left === undefined || right === undefined) {
    if (left !== undefined) return -1;
    if (right !== undefined) return 1;
    return compareText(a, b);
  }
  return right.stability - left.stability || right.major - left.major || right.minor - left.minor;
}

function rankVersion(version: string): { stability: number; major: number; minor: number } | undefined {
  const match = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version);
  if (match === null) return undefined;
  const stability = match[2] === undefined ? 2 : Number(match[2] === 'beta');
  return { stability, major: Number(match[1]), minor: Number(match[3] ?? 0) };
}

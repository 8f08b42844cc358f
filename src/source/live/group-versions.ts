import { addTo } from '../../model/add-to.ts';
import type { Gap } from '../../model/gap.ts';
import { readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';

/** One resource in one version of its group. */
export type ServedResource = Omit<ResourceType, 'group' | 'version' | 'versions' | 'held'>;

/** One version of an API group with what it serves; `failed` says why that is not known. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly resources: readonly ServedResource[];
  readonly failed?: string | undefined;
}

/**
 * Brings group versions, each group's preferred one first, into one type per resource: a type is asked for in the first
 * version that serves it, and carries every version that does. Versions that did not answer become gaps.
 */
export function makeCatalog(groupVersions: readonly GroupVersion[]): ResourceCatalog {
  const versionsOf = new Map<string, string[]>();
  const first: { readonly from: GroupVersion; readonly resource: ServedResource; readonly versions: string[] }[] = [];
  const gaps: Gap[] = [];
  for (const from of groupVersions) {
    if (from.failed !== undefined) gaps.push(gapOf(from, from.failed));
    for (const resource of from.resources) {
      const key = `${from.group}/${resource.plural}`;
      const known = versionsOf.get(key);
      if (known !== undefined) {
        known.push(from.version);
        continue;
      }
      const versions = [from.version];
      versionsOf.set(key, versions);
      first.push({ from, resource, versions });
    }
  }
  const types = first.map(({ from: { group, version }, resource, versions }) =>
    withVersions(resource, group, version, versions),
  );
  return { types, gaps };
}

function withVersions(
  resource: ServedResource,
  group: string,
  version: string,
  versions: readonly string[],
): ResourceType {
  return { group, version, ...resource, versions };
}

/** The versions of an `APIGroupDiscoveryList` (v2 or v2beta1: the fields that count are the same). */
export function readAggregated(document: unknown): readonly GroupVersion[] {
  const found: GroupVersion[] = [];
  for (const item of readRecords(readPath(document, 'items'))) {
    const group = readString(readPath(item, 'metadata', 'name')) ?? '';
    for (const entry of readRecords(item['versions'])) {
      const version = readString(entry['version']);
      if (version === undefined) continue;
      const stale = entry['freshness'] === 'Stale';
      found.push({
        group,
        version,
        // What a stale entry still lists may be gone: client-go ignores it too.
        resources: stale ? [] : readRecords(entry['resources']).flatMap(readResource),
        failed: stale ? 'the server is currently unable to handle the request' : undefined,
      });
    }
  }
  return found;
}

function readResource(entry: Readonly<Record<string, unknown>>): readonly ServedResource[] {
  const plural = readString(entry['resource']);
  const kind = readString(readRecord(entry['responseKind'])['kind']);
  // A parent that only carries subresources has no kind.
  if (plural === undefined || kind === undefined) return [];
  return [
    {
      kind,
      plural,
      singular: readString(entry['singularResource']) ?? kind.toLowerCase(),
      shortNames: readStrings(entry['shortNames']),
      categories: readStrings(entry['categories']),
      namespaced: entry['scope'] === 'Namespaced',
      verbs: readStrings(entry['verbs']),
      subresources: readRecords(entry['subresources']).flatMap(({ subresource }) => readString(subresource) ?? []),
    },
  ];
}

/** The resources of an `APIResourceList`, the answer of one group version of the old discovery. */
export function readResourceList(document: unknown): readonly ServedResource[] {
  const entries = readRecords(readPath(document, 'resources'));
  const subresources = new Map<string, string[]>();
  for (const { name } of entries) {
    const [plural, subresource] = (readString(name) ?? '').split('/', 2);
    if (plural === undefined || subresource === undefined) continue;
    addTo(subresources, plural, subresource);
  }
  return entries.flatMap((entry) => {
    const plural = readString(entry['name']);
    const kind = readString(entry['kind']);
    if (plural === undefined || kind === undefined || plural.includes('/')) return [];
    return [
      {
        kind,
        plural,
        singular: readString(entry['singularName']) ?? kind.toLowerCase(),
        shortNames: readStrings(entry['shortNames']),
        categories: readStrings(entry['categories']),
        namespaced: entry['namespaced'] === true,
        verbs: readStrings(entry['verbs']),
        subresources: subresources.get(plural) ?? [],
      },
    ];
  });
}

function gapOf({ group, version }: GroupVersion, message: string): Gap {
  const what = group === '' ? version : `${group}/${version}`;
  return { what, group, reason: 'failed', message };
}

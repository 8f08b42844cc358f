import type { ResourceType } from '../model/resource-type.ts';

/** What is known of a kind before anything was read; left out: singular is the kind in lower case, namespaced, `v1`. */
export interface TypeEntry {
  readonly kind: string;
  readonly plural: string;
  readonly singular?: string;
  readonly short?: readonly string[];
  readonly cluster?: true;
  readonly versions?: readonly string[];
  readonly categories?: readonly string[];
}

/** The type of an entry. @param categories where the entry names none. */
export function typeOfEntry(group: string, categories: readonly string[], entry: TypeEntry): ResourceType {
  const versions = entry.versions ?? ['v1'];
  return {
    group,
    version: versions[0] ?? 'v1',
    kind: entry.kind,
    plural: entry.plural,
    singular: entry.singular ?? entry.kind.toLowerCase(),
    shortNames: entry.short ?? [],
    categories: entry.categories ?? categories,
    namespaced: entry.cluster !== true,
    verbs: ['get', 'list', 'watch'],
    versions,
    subresources: ['status'],
  };
}

import type { Gap } from './gap.ts';

/** One resource type as discovery tells it: one group and kind, in the version that is asked for. */
export interface ResourceType {
  readonly group: string;
  /** The version to ask for: the group's preferred one unless the user named another. */
  readonly version: string;
  readonly kind: string;
  /** `httproutes` */
  readonly plural: string;
  /** `httproute` */
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** Every served version, the preferred one first. */
  readonly versions: readonly string[];
  /** Subresources of the asked version: `status`, `scale` … */
  readonly subresources: readonly string[];
  /** False for a well-known type of which files hold neither an object nor the CRD: it can be listed, and is empty. */
  readonly held?: boolean | undefined;
}

/** All resource types of a source, in the order of discovery (core first), and the API groups that did not answer. */
export interface ResourceCatalog {
  readonly types: readonly ResourceType[];
  readonly gaps: readonly Gap[];
}

/** `plural.group`, or the plural alone for the core group: how errors and `-o name` call a type. */
export function qualifiedName(type: Pick<ResourceType, 'plural' | 'group'>): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}

/** `group/version`, or the version alone for the core group: the `apiVersion` of its objects. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** `singular.group`, or the singular alone for the core group: how kubectl calls an object that it changed. */
export function qualifiedSingular(type: Pick<ResourceType, 'singular' | 'group'>): string {
  return type.group === '' ? type.singular : `${type.singular}.${type.group}`;
}

import type { DocumentGap } from './gap.ts';

/** `gwctl api-resources -o json`: the Gateway API and policy kinds of a cluster or of files. Fields are only added. */
export interface ResourceTypeList {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'ResourceTypeList';
  /** The kinds, in the order of their names. */
  readonly items: readonly ResourceTypeEntry[];
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** One kind. */
export interface ResourceTypeEntry {
  /** The plural, as it is typed: `httproutes`. */
  readonly name: string;
  /** Short names that may be typed in its place. */
  readonly shortNames: readonly string[];
  /** API group; empty for the core group. */
  readonly group: string;
  /** The kind: `HTTPRoute`. */
  readonly kind: string;
  /** Whether its objects belong to namespaces. */
  readonly namespaced: boolean;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  /** The version that objects are stored in; absent where the CRD could not be read. */
  readonly storageVersion?: string | undefined;
  /** The channel of the Gateway API, `standard` or `experimental`; absent where the CRD does not say. */
  readonly channel?: string | undefined;
  /** The release of the Gateway API, `v1.7.0`; absent where the CRD does not say. */
  readonly bundleVersion?: string | undefined;
  /** Of policies: `Direct`, `Inherited` or `Unknown`. Absent for other kinds. */
  readonly policyClass?: string | undefined;
}

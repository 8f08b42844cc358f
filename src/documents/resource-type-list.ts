import type { DocumentGap } from './gap.ts';

/** `gwctl api-resources -o json`: the Gateway API and policy kinds of a cluster or of files. Fields are only added. */
export interface ResourceTypeList {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'ResourceTypeList';
  readonly items: readonly ResourceTypeEntry[];
  readonly gaps: readonly DocumentGap[];
}

/** One kind. */
export interface ResourceTypeEntry {
  /** The plural: `httproutes`. */
  readonly name: string;
  readonly shortNames: readonly string[];
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  /** Absent where the CRD could not be read. */
  readonly storageVersion?: string | undefined;
  /** `standard` or `experimental`; absent where the CRD does not say. */
  readonly channel?: string | undefined;
  /** Release of the Gateway API: `v1.7.0`. */
  readonly bundleVersion?: string | undefined;
  /** Of policies: `Direct`, `Inherited` or `Unknown`. */
  readonly policyClass?: string | undefined;
}

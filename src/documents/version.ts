import type { DocumentGap } from './gap.ts';

/** `gwctl version -o json`. Fields are only added, never changed in meaning. */
export interface VersionDocument {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'Version';
  /** Of gwctl itself. */
  readonly clientVersion: ProgramVersion;
  /** Absent with `--client`, for files, and where the server did not answer. */
  readonly serverVersion?: ProgramVersion | undefined;
  /** The releases that are installed, the largest first. Absent where the CRDs could not be read. */
  readonly gatewayApi?: { readonly bundles: readonly DocumentBundle[] } | undefined;
  readonly gaps: readonly DocumentGap[];
}

/** The version of a program, `v1.36.1`, and what it was built for, `linux/amd64`. */
export interface ProgramVersion {
  readonly gitVersion: string;
  readonly platform?: string | undefined;
}

/** CRDs of the Gateway API that carry the same release and channel. */
export interface DocumentBundle {
  /** `v1.7.0`; absent where a CRD does not say. */
  readonly version?: string | undefined;
  /** `standard` or `experimental`; absent where a CRD does not say. */
  readonly channel?: string | undefined;
  /** Names of the CRDs, sorted. */
  readonly crds: readonly string[];
}

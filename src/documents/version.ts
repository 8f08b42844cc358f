import type { DocumentGap } from './gap.ts';

/** `gwctl version -o json`. */
export interface VersionDocument {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'Version';
  readonly clientVersion: ProgramVersion;
  /** Absent with `--client`, for files, and where the server did not answer. */
  readonly serverVersion?: ProgramVersion | undefined;
  /** Absent where the CRDs could not be read. */
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
  readonly version?: string | undefined;
  readonly channel?: string | undefined;
  readonly crds: readonly string[];
}

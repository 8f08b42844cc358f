import type { DocumentGap } from './gap.ts';

/** `gwctl version -o json`. Fields are only added, never changed in meaning. */
export interface VersionDocument {
  /** The version of this shape: within it, fields are only added. */
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  /** Which document this is. */
  readonly kind: 'Version';
  /** The version of gwctl itself. */
  readonly clientVersion: ProgramVersion;
  /** The version of the API server; absent with `--client`, for files, and where the server did not answer. */
  readonly serverVersion?: ProgramVersion | undefined;
  /** The Gateway API that is installed; absent where the CRDs could not be read. */
  readonly gatewayApi?: InstalledGatewayApi | undefined;
  /** What could not be read, and what the answer lacks because of it; empty when everything was read. */
  readonly gaps: readonly DocumentGap[];
}

/** The Gateway API of a cluster. */
export interface InstalledGatewayApi {
  /** The releases that are installed, the largest first. */
  readonly bundles: readonly DocumentBundle[];
}

/** The version of a program, `v1.36.1`, and what it was built for, `linux/amd64`. */
export interface ProgramVersion {
  /** The version: `v1.36.1`. */
  readonly gitVersion: string;
  /** What it was built for: `linux/amd64`. */
  readonly platform?: string | undefined;
}

/** CRDs of the Gateway API that carry the same release and channel. */
export interface DocumentBundle {
  /** The release, `v1.7.0`; absent where a CRD does not say. */
  readonly version?: string | undefined;
  /** The channel, `standard` or `experimental`; absent where a CRD does not say. */
  readonly channel?: string | undefined;
  /** Names of the CRDs, sorted. */
  readonly crds: readonly string[];
}

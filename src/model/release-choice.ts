/** A release channel of the Gateway API. What the standard one has, the experimental one has too. */
export type Channel = 'standard' | 'experimental';

/** A release of the Gateway API that a server has, or is to have. */
export interface ReleaseChoice {
  /** One whose CRDs are bundled: `v1.7.0`. */
  readonly release: string;
  /** Undefined where it may be either. */
  readonly channel?: Channel | undefined;
}

/** Something that could not be read while everything else still answers. Every document carries its gaps. */
export interface DocumentGap {
  /** What is missing, as a user would type it: `httproutes.gateway.networking.k8s.io`, or `file.yaml:12`. */
  readonly kind: string;
  /** The namespace that could not be read; absent where it concerns all of them. */
  readonly namespace?: string | undefined;
  /** `forbidden` to this user; `absent`: the source does not serve it; `failed` for any other reason. */
  readonly reason: 'forbidden' | 'absent' | 'failed';
  /** One sentence: why. */
  readonly message: string;
  /** What is missing from the answer because of it: `attachedRoutes`, `policies` … */
  readonly affects: readonly string[];
}

/**
 * What the library may know of the process that it runs in. It reads nothing of it by itself: the caller hands it in, as a rule
 * `{ env: process.env, cwd: process.cwd(), now: Date.now, platform: process.platform, arch: process.arch }`.
 */
export interface Surroundings {
  /** Environment variables: KUBECONFIG, HOME, HTTPS_PROXY, XDG_CONFIG_HOME … `{}` for none. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  /** Milliseconds since 1970: what ages are counted from. */
  readonly now: () => number;
  /** The platform and processor, as Node calls them. */
  readonly platform: string;
  readonly arch: string;
  /** Takes what a person may want to know: a server's warnings, a faulty entry of the policy catalogue. Default: nobody hears it. */
  readonly warn?: ((text: string) => void) | undefined;
  /** Ends what is under way when it is aborted. Default: never. */
  readonly signal?: AbortSignal | undefined;
}

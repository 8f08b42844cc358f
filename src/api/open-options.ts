/** What is read beside the objects. */
interface CatalogueOptions {
  /** Files that teach further kinds of policies, beside those of the user's configuration folder. */
  readonly policyCatalogue?: readonly string[] | undefined;
}

/** How files are read. */
export interface FilesOptions extends CatalogueOptions {
  /** Where objects belong that name no namespace, and what is meant where a question names none. Default: `default`. */
  readonly namespace?: string | undefined;
  /**
   * Whether the files hold everything, so that what they lack does not exist. Default: only what a server wrote (its objects
   * have a uid) is taken to be whole; what manifests name beside themselves may exist elsewhere.
   */
  readonly complete?: boolean | undefined;
}

/** Which cluster is meant; what is absent is resolved as kubectl does, from the environment and the kubeconfig. */
export interface ClusterOptions extends CatalogueOptions {
  /** Path of the kubeconfig. Default: KUBECONFIG, else `~/.kube/config`, else the Pod's own account. */
  readonly kubeconfig?: string | undefined;
  /** Name of a context. Default: the current one. */
  readonly context?: string | undefined;
  /** What is meant where a question names no namespace. Default: the context's. */
  readonly namespace?: string | undefined;
  /** The user to impersonate. */
  readonly as?: string | undefined;
  /** Give up on a request after `1s`, `2m`, `3h` …; Default: never. */
  readonly requestTimeout?: string | undefined;
  /** The folder of the discovery cache. Default: `~/.kube/cache`, which kubectl shares. */
  readonly cacheDir?: string | undefined;
}

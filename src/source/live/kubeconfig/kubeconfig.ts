/** The parts of a kubeconfig as kubectl knows them; empty strings and lists stand for what is not set, as in client-go. */

/** How to reach an API server. */
export interface ClusterEntry {
  /** The file that names it; relative paths start at its folder. Empty for a cluster made of flags. */
  readonly origin: string;
  readonly server: string;
  readonly tlsServerName: string;
  readonly insecureSkipTlsVerify: boolean;
  readonly certificateAuthority: string;
  /** base64 of PEM */
  readonly certificateAuthorityData: string;
  readonly proxyUrl: string;
  readonly disableCompression: boolean;
  /** The extension `client.authentication.k8s.io/exec`: handed to exec plugins that ask for the cluster. */
  readonly execConfig: unknown;
}

/** An environment variable of an exec plugin. */
export interface ExecVariable {
  readonly name: string;
  readonly value: string;
}

/** A program that prints credentials. */
export interface ExecEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly ExecVariable[];
  readonly apiVersion: string;
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: string;
}

/** A built-in way to get tokens; only `oidc` is left of them. */
export interface AuthProviderEntry {
  readonly name: string;
  readonly config: ReadonlyMap<string, string>;
}

/** Who the user is. */
export interface UserEntry {
  readonly origin: string;
  readonly clientCertificate: string;
  /** base64 of PEM */
  readonly clientCertificateData: string;
  readonly clientKey: string;
  /** base64 of PEM */
  readonly clientKeyData: string;
  readonly token: string;
  readonly tokenFile: string;
  readonly impersonate: string;
  readonly impersonateUid: string;
  readonly impersonateGroups: readonly string[];
  readonly impersonateUserExtra: ReadonlyMap<string, readonly string[]>;
  readonly username: string;
  readonly password: string;
  readonly authProvider: AuthProviderEntry | undefined;
  readonly exec: ExecEntry | undefined;
}

/** A cluster, a user and a default namespace under one name. */
export interface ContextEntry {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

/** One kubeconfig file, or several merged. */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
}

export const EMPTY_CLUSTER: ClusterEntry = {
  origin: '',
  server: '',
  tlsServerName: '',
  insecureSkipTlsVerify: false,
  certificateAuthority: '',
  certificateAuthorityData: '',
  proxyUrl: '',
  disableCompression: false,
  execConfig: undefined,
};

export const EMPTY_USER: UserEntry = {
  origin: '',
  clientCertificate: '',
  clientCertificateData: '',
  clientKey: '',
  clientKeyData: '',
  token: '',
  tokenFile: '',
  impersonate: '',
  impersonateUid: '',
  impersonateGroups: [],
  impersonateUserExtra: new Map(),
  username: '',
  password: '',
  authProvider: undefined,
  exec: undefined,
};

export const EMPTY_CONTEXT: ContextEntry = { cluster: '', user: '', namespace: '' };

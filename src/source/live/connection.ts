import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** The flags that say which cluster is meant and with whose rights; `ScopeFlags` has this shape. */
export interface ConnectionFlags {
  readonly namespace?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly cluster?: string | undefined;
  readonly user?: string | undefined;
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly as?: string | undefined;
  readonly asGroup?: readonly (string | number)[] | undefined;
  readonly asUid?: string | undefined;
  readonly asUserExtra?: readonly (string | number)[] | undefined;
  readonly certificateAuthority?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly insecureSkipTlsVerify?: boolean | undefined;
  readonly tlsServerName?: string | undefined;
  readonly requestTimeout?: string | undefined;
  readonly disableCompression?: boolean | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** What a connection needs of the process; `Io` has this shape. */
export interface ConnectionIo {
  readonly writeError: (text: string) => void;
  readonly inIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly cwd: string;
  readonly os: string;
  readonly arch: string;
  readonly signal: AbortSignal;
}

/** One request to the API server. */
export interface TransportRequest {
  readonly method: string;
  /** Path and query below the server's base path: `/apis?limit=500`. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly signal?: AbortSignal | undefined;
}

/** Sends requests over kept-alive connections: TLS material, proxy and base path are its own affair. */
export interface Transport {
  /** Opens a request; the caller writes a body, if any, and calls `end`. Network errors arrive at `error`. */
  request(request: TransportRequest, callback: (response: IncomingMessage) => void): ClientRequest;
}

/** An authenticated way to one API server. */
export interface Connection {
  /** `https://host:port/base` without trailing slash. */
  readonly server: string;
  /** Namespace of the context, or `default`. */
  readonly defaultNamespace: string;
  /** Host and port as kubectl names the folder of its discovery cache. */
  readonly cacheKeyHost: string;
  /** Milliseconds after which a request is given up; 0 never. */
  readonly requestTimeout: number;
  /** Whether compressed answers are asked for. */
  readonly compression: boolean;
  /** `gwctl/VERSION (os/arch)` */
  readonly userAgent: string;
  readonly transport: Transport;
  /** Authentication and impersonation headers for one request. Runs exec plugins and refreshes tokens when due. */
  headers(): Promise<Readonly<Record<string, string | string[]>>>;
  /** After a 401: whether credentials could be renewed, so that one more try makes sense. */
  renew(): Promise<boolean>;
  /** Ends kept-alive connections. */
  close(): void;
}

/**
 * Opens the connection that flags, kubeconfig and environment name, as kubectl resolves them. No request is sent yet.
 * @throws CannotRunError in kubectl's words.
 */
export async function openConnection(
  flags: ConnectionFlags,
  io: ConnectionIo,
  version: string,
): Promise<Connection> {
  void flags;
  void io;
  void version;
  throw new Error('not built yet');
}

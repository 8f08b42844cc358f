import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { ConnectionFlags } from '../../cli/connection-flags.ts';
import { CannotRunError } from '../../model/errors.ts';
import { openCredentials } from './kubeconfig/credentials.ts';
import { findInClusterConfig, findPodNamespace } from './kubeconfig/in-cluster.ts';
import { loadKubeconfig } from './kubeconfig/load-kubeconfig.ts';
import type { LoadedKubeconfig } from './kubeconfig/load-kubeconfig.ts';
import { findEnvironmentProxy, parseProxyUrl } from './kubeconfig/proxy.ts';
import type { Proxy } from './kubeconfig/proxy.ts';
import { parseRequestTimeout } from './kubeconfig/request-timeout.ts';
import { resolveKubeconfig } from './kubeconfig/resolve-kubeconfig.ts';
import type { ResolvedKubeconfig } from './kubeconfig/resolve-kubeconfig.ts';
import { parseServerUrl } from './kubeconfig/server-url.ts';
import type { ServerUrl } from './kubeconfig/server-url.ts';
import type { TlsMaterial } from './kubeconfig/tls-material.ts';
import { openTransport } from './kubeconfig/transport.ts';
import type { Validity } from './validity.ts';

/** What a connection needs of the process; `Io` has this shape. */
export interface ConnectionIo {
  readonly writeError: (text: string) => void;
  readonly inIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly cwd: string;
  readonly os: string;
  readonly arch: string;
  readonly signal: AbortSignal;
}

/** Headers of a request; several values of one header are a list. Names of authentication headers are in lower case. */
export type RequestHeaders = Readonly<Record<string, string | string[]>>;

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
  /** When the server's certificate is valid, which was refused and not seen; undefined where it cannot be seen. */
  lookAtRefused(): Promise<Validity | undefined>;
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
  headers(): Promise<RequestHeaders>;
  /**
   * After a 401: whether credentials could be renewed, so that one more try makes sense.
   * @param failed the headers that were refused: when others have renewed them since, nothing is run again.
   */
  renew(failed?: RequestHeaders): Promise<boolean>;
  /** Ends kept-alive connections. */
  close(): void;
}

/**
 * Opens the connection that flags, kubeconfig and environment name, as kubectl resolves them. No request is sent yet.
 * @throws CannotRunError in kubectl's words.
 */
export async function openConnection(flags: ConnectionFlags, io: ConnectionIo, version: string): Promise<Connection> {
  const requestTimeout = parseRequestTimeout(flags.requestTimeout || '0');
  const resolved = await resolve(flags, io);
  const { cluster } = resolved;
  const server = parseServerUrl(cluster.server);
  const proxy = chooseProxy(cluster.proxyUrl, server, io.env);
  const credentials = await openCredentials({ resolved, server, proxy, requestTimeout, io });
  const transport = await openTransport(server, proxy, {});
  let tls: TlsMaterial | undefined;
  return {
    server: server.text,
    defaultNamespace: resolved.namespace || (await findPodNamespace(io.env)) || 'default',
    cacheKeyHost: server.cacheKeyHost,
    requestTimeout,
    compression: !cluster.disableCompression,
    userAgent: `gwctl/${version} (${io.os}/${io.arch})`,
    transport,
    async headers() {
      const admission = await credentials.admit();
      // An exec plugin may hand out certificates, and new ones later.
      if (admission.tls !== tls) {
        tls = admission.tls;
        transport.useTls(tls);
      }
      return admission.headers;
    },
    renew: (failed) => credentials.renew(failed),
    close: () => transport.close(),
  };
}

async function resolve(flags: ConnectionFlags, io: ConnectionIo): Promise<ResolvedKubeconfig> {
  const loaded = await loadKubeconfig(flags.kubeconfig, io);
  const resolved = await resolveKubeconfig(loaded.config, flags);
  if (resolved.cluster.server !== '') return resolved;
  const inCluster = await findInClusterConfig(resolved, flags, io.env);
  if (inCluster !== undefined) return inCluster;
  const master = io.env['KUBERNETES_MASTER'] ?? '';
  if (master !== '') return { ...resolved, cluster: { ...resolved.cluster, server: master } };
  throw noConfiguration(loaded, resolved);
}

/** kubectl would try localhost:8080 here; nobody means that, and files may be what is wanted. */
function noConfiguration({ config, files, found }: LoadedKubeconfig, resolved: ResolvedKubeconfig): CannotRunError {
  const where = files.join(', ');
  let reason = `there is no kubeconfig at ${where}`;
  if (found && resolved.clusterName !== '') {
    reason = config.clusters.has(resolved.clusterName)
      ? `no server found for cluster "${resolved.clusterName}" in ${where}`
      : `cluster "${resolved.clusterName}" does not exist in ${where}`;
  } else if (found) {
    reason = `current-context is not set in ${where}`;
  }
  return new CannotRunError(
    `error: no configuration has been provided: ${reason}\n` +
      'Point to a cluster with --kubeconfig, --context or KUBECONFIG; or use --from FILE to read manifests instead.',
  );
}

function chooseProxy(url: string, server: ServerUrl, env: ConnectionIo['env']): Proxy | undefined {
  if (url === '') return findEnvironmentProxy(server, env);
  const proxy = parseProxyUrl(url);
  // Checked when the kubeconfig was resolved.
  return typeof proxy === 'string' ? undefined : proxy;
}

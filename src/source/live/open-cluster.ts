import type { Source } from '../../model/source.ts';
import { ApiClient } from './api-client.ts';
import { openConnection } from './connection.ts';
import type { ConnectionFlags, ConnectionIo } from './connection.ts';
import { DiscoveryCache } from './discovery-cache.ts';
import { LiveSource } from './live-source.ts';
import { RequestLog } from './request-log.ts';

/** The flags that a live source reads; `ScopeFlags` has this shape. */
export interface ClusterFlags extends ConnectionFlags {
  readonly cacheDir?: string | undefined;
  readonly v?: number | undefined;
}

/**
 * Opens the cluster that flags, kubeconfig and environment name. No request is sent before something is asked.
 * @param version gwctl's own, for the User-Agent.
 * @throws CannotRunError when the kubeconfig names no usable cluster.
 */
export async function openCluster(flags: ClusterFlags, io: ConnectionIo, version: string): Promise<Source> {
  const connection = await openConnection(flags, io, version);
  const { now } = io;
  const client = new ApiClient(
    connection,
    io,
    new RequestLog({ verbosity: flags.v ?? 0, writeError: io.writeError, now }),
  );
  const cache = new DiscoveryCache({ cacheDir: flags.cacheDir, env: io.env, host: connection.cacheKeyHost }, now);
  return new LiveSource({ client, connection, cache, now });
}

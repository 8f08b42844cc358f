import type { GlobalFlags } from '../../cli/global-flags.ts';
import type { Source } from '../../model/source.ts';
import { ApiClient } from './api-client.ts';
import { openConnection } from './connection.ts';
import type { ConnectionIo } from './connection.ts';
import { DiscoveryCache } from './discovery-cache.ts';
import { LiveSource } from './live-source.ts';
import { RequestLog } from './request-log.ts';
import type { Writer } from './write.ts';

/**
 * Opens the cluster that flags, kubeconfig and environment name, to read. No request is sent before something is asked.
 * @param version gwctl's own, for the User-Agent.
 * @throws CannotRunError when the kubeconfig names no usable cluster.
 */
export async function openCluster(flags: GlobalFlags, io: ConnectionIo, version: string): Promise<Source> {
  return (await open(flags, io, version)).source;
}

/** The same for the verbs that change objects. */
export async function openWritableCluster(
  flags: GlobalFlags,
  io: ConnectionIo,
  version: string,
): Promise<{ readonly source: Source; readonly writer: Writer }> {
  const { client, source } = await open(flags, io, version);
  const { Writer: LiveWriter } = await import('./write.ts');
  return { source, writer: new LiveWriter(client) };
}

async function open(
  flags: GlobalFlags,
  io: ConnectionIo,
  version: string,
): Promise<{ readonly client: ApiClient; readonly source: Source }> {
  const connection = await openConnection(flags, io, version);
  const log = new RequestLog({ verbosity: flags.v ?? 0, writeError: io.writeError, now: io.now });
  const client = new ApiClient(connection, io, log);
  const cache = new DiscoveryCache({ cacheDir: flags.cacheDir, env: io.env, host: connection.cacheKeyHost }, io.now);
  return { client, source: new LiveSource({ client, connection, cache, io }) };
}

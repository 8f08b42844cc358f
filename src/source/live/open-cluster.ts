import type { GlobalFlags } from '../../cli/global-flags.ts';
import type { Source } from '../../model/source.ts';
import { ApiClient } from './api-client.ts';
import { openConnection } from './connection.ts';
import type { Connection, ConnectionIo } from './connection.ts';
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
  return (await open(flags, io, version)).read();
}

/** The same for the verbs that change objects. */
export async function openWritableCluster(
  flags: GlobalFlags,
  io: ConnectionIo,
  version: string,
): Promise<{ readonly source: Source; readonly writer: Writer }> {
  const { client, read } = await open(flags, io, version);
  const { Writer: LiveWriter } = await import('./write.ts');
  return { source: read(), writer: new LiveWriter(client) };
}

/** One connection for who asks more than once. */
export interface OpenedCluster {
  /** Namespace that is meant where none is named. */
  readonly defaultNamespace: string;
  /** What is read anew for one question: a source remembers the types that it was asked for. */
  readonly read: () => Source;
  /** Ends the connection, and with it every source. */
  readonly close: () => void;
}

/** The same to ask again and again: the credentials are kept, what was read is not. */
export async function connectCluster(flags: GlobalFlags, io: ConnectionIo, version: string): Promise<OpenedCluster> {
  const { connection, read } = await open(flags, io, version);
  return { defaultNamespace: connection.defaultNamespace, read, close: () => connection.close() };
}

interface Opened {
  readonly connection: Connection;
  readonly client: ApiClient;
  readonly read: () => Source;
}

async function open(flags: GlobalFlags, io: ConnectionIo, version: string): Promise<Opened> {
  const connection = await openConnection(flags, io, version);
  const log = new RequestLog({ verbosity: flags.v ?? 0, writeError: io.writeError, now: io.now });
  const client = new ApiClient(connection, io, log);
  const cache = new DiscoveryCache({ cacheDir: flags.cacheDir, env: io.env, host: connection.cacheKeyHost }, io.now);
  return { connection, client, read: () => new LiveSource({ client, connection, cache, io }) };
}

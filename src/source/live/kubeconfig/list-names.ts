import type { ConnectionFlags } from '../../../cli/connection-flags.ts';
import { loadKubeconfig } from './load-kubeconfig.ts';
import type { LoadIo } from './load-kubeconfig.ts';

/** The names of the kubeconfig's contexts, clusters or users, sorted: what completion offers. @throws CannotRunError */
export async function listKubeconfigNames(
  what: 'context' | 'cluster' | 'user',
  flags: Pick<ConnectionFlags, 'kubeconfig'>,
  io: LoadIo,
): Promise<readonly string[]> {
  const { config } = await loadKubeconfig(flags.kubeconfig, io);
  const entries = { context: config.contexts, cluster: config.clusters, user: config.users }[what];
  return [...entries.keys()].sort();
}

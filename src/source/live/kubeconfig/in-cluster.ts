import { readFile, stat } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import type { ConnectionFlags } from '../../../cli/connection-flags.ts';
import { EMPTY_CLUSTER, EMPTY_USER } from './kubeconfig.ts';
import type { ResolvedKubeconfig } from './resolve-kubeconfig.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The service account of the pod that the program runs in; undefined outside of a pod. Flags for server, token and CA
 * win, as in kubectl; impersonation works too.
 * @param resolved what kubeconfig and flags came to, without a server.
 * @param folder where the service account is mounted.
 */
export async function findInClusterConfig(
  resolved: ResolvedKubeconfig,
  flags: ConnectionFlags,
  env: Environment,
  folder = SERVICE_ACCOUNT,
): Promise<ResolvedKubeconfig | undefined> {
  if (!(await isInPod(env, folder))) return undefined;
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '';
  const tokenFile = `${folder}/token`;
  const caFile = `${folder}/ca.crt`;
  const { user } = resolved;
  return {
    clusterName: 'in-cluster',
    cluster: {
      ...EMPTY_CLUSTER,
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      certificateAuthority: flags.certificateAuthority || ((await isFile(caFile)) ? caFile : ''),
      disableCompression: resolved.cluster.disableCompression,
    },
    userName: 'in-cluster',
    user: {
      ...EMPTY_USER,
      ...(flags.token ? { token: flags.token } : { tokenFile }),
      impersonate: user.impersonate,
      impersonateUid: user.impersonateUid,
      impersonateGroups: user.impersonateGroups,
      impersonateUserExtra: user.impersonateUserExtra,
    },
    namespace: resolved.namespace,
  };
}

/**
 * The pod's own namespace, or an empty string outside of a pod. kubectl takes it wherever the kubeconfig's context has
 * none, whatever cluster is meant.
 */
export async function findPodNamespace(env: Environment, folder = SERVICE_ACCOUNT): Promise<string> {
  if (!(await isInPod(env, folder))) return '';
  return env['POD_NAMESPACE'] || (await readTrimmed(`${folder}/namespace`));
}

async function isInPod(env: Environment, folder: string): Promise<boolean> {
  const isConfigured = Boolean(env['KUBERNETES_SERVICE_HOST']) && Boolean(env['KUBERNETES_SERVICE_PORT']);
  return isConfigured && (await isFile(`${folder}/token`));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readTrimmed(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}

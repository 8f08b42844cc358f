import { CannotRunError } from '../../../model/errors.ts';
import type { ConnectionFlags } from '../../../cli/connection-flags.ts';
import { EMPTY_CLUSTER, EMPTY_CONTEXT, EMPTY_USER } from './kubeconfig.ts';
import type { ClusterEntry, ContextEntry, Kubeconfig, UserEntry } from './kubeconfig.ts';
import { findClusterMistakes, findUserMistakes } from './validate-entries.ts';

/** What kubeconfig and flags come to: one cluster, one user, one namespace. */
export interface ResolvedKubeconfig {
  readonly cluster: ClusterEntry;
  readonly clusterName: string;
  readonly user: UserEntry;
  readonly userName: string;
  /** Namespace of the context, or an empty string. */
  readonly namespace: string;
}

/**
 * Chooses context, cluster and user and lays the flags over them, as client-go's DirectClientConfig does.
 * A cluster without any server is left for the caller: in-cluster configuration may stand in.
 * @throws CannotRunError in kubectl's words for a name that does not exist and for settings that exclude each other.
 */
export async function resolveKubeconfig(config: Kubeconfig, flags: ConnectionFlags): Promise<ResolvedKubeconfig> {
  const contextName = flags.context || config.currentContext;
  const known = config.contexts.get(contextName);
  const context: ContextEntry = known ?? EMPTY_CONTEXT;

  const userName = flags.user || context.user;
  const clusterName = flags.cluster || context.cluster;
  // The order of these three is kubectl's.
  if (flags.user && !config.users.has(flags.user)) throw notThere('auth info', flags.user);
  if (flags.context && known === undefined) throw notThere('context', flags.context);
  if (flags.cluster && !config.clusters.has(flags.cluster)) throw notThere('cluster', flags.cluster);

  const user = overrideUser(config.users.get(userName) ?? EMPTY_USER, flags);
  const cluster = overrideCluster(config.clusters.get(clusterName) ?? EMPTY_CLUSTER, flags);
  const mistakes = [
    ...(contextName !== '' && known === undefined
      ? [`context was not found for specified context: ${contextName}`]
      : []),
    ...(await findUserMistakes(userName, user)),
    ...(await findClusterMistakes(clusterName, cluster)),
  ];
  if (mistakes.length > 0) throw invalidConfiguration(mistakes);
  return { cluster, clusterName, user, userName, namespace: context.namespace };
}

/** Flags win over the user's entry; a flag for the certificate also drops the entry's data, which would win over it. */
function overrideUser(user: UserEntry, flags: ConnectionFlags): UserEntry {
  const extra = readExtraFlags(flags.asUserExtra);
  const groups = flags.asGroup ?? [];
  return {
    ...user,
    ...(flags.clientCertificate ? { clientCertificate: flags.clientCertificate, clientCertificateData: '' } : {}),
    ...(flags.clientKey ? { clientKey: flags.clientKey, clientKeyData: '' } : {}),
    token: flags.token || user.token,
    username: flags.username || user.username,
    password: flags.password || user.password,
    impersonate: flags.as || user.impersonate,
    impersonateUid: flags.asUid || user.impersonateUid,
    impersonateGroups: groups.length > 0 ? groups : user.impersonateGroups,
    impersonateUserExtra: new Map([...user.impersonateUserExtra, ...extra]),
  };
}

/** `--as-user-extra KEY=VALUE`, repeatable for one key; kubectl ignores what has no `=`. */
function readExtraFlags(values: readonly string[] = []): ReadonlyMap<string, readonly string[]> {
  const extra = new Map<string, string[]>();
  for (const text of values) {
    const at = text.indexOf('=');
    if (at < 0) continue;
    const key = text.slice(0, at);
    extra.set(key, [...(extra.get(key) ?? []), text.slice(at + 1)]);
  }
  return extra;
}

/**
 * Flags win over the cluster's entry. A CA or "insecure" by flag replaces all of the entry's trust; `--server` drops the
 * entry's tls-server-name, which belongs to the old server.
 */
function overrideCluster(cluster: ClusterEntry, flags: ConnectionFlags): ClusterEntry {
  const replacesTrust = flags.insecureSkipTlsVerify === true || Boolean(flags.certificateAuthority);
  return {
    ...cluster,
    server: flags.server || cluster.server,
    ...(replacesTrust
      ? {
          insecureSkipTlsVerify: flags.insecureSkipTlsVerify === true,
          certificateAuthority: flags.certificateAuthority ?? '',
          certificateAuthorityData: '',
        }
      : {}),
    ...(flags.tlsServerName || flags.server ? { tlsServerName: flags.tlsServerName ?? '' } : {}),
    disableCompression: flags.disableCompression === true || cluster.disableCompression,
  };
}

function notThere(what: string, name: string): CannotRunError {
  return new CannotRunError(`error: ${what} "${name}" does not exist`);
}

function invalidConfiguration(mistakes: readonly string[]): CannotRunError {
  const [mistake = ''] = mistakes;
  const text = mistakes.length === 1 ? mistake : `\n${mistakes.map((line) => `* ${line}`).join('\n')}`;
  return new CannotRunError(`Error in configuration: ${text}`);
}

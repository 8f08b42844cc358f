import { readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { CannotRunError, messageOf } from '../../../model/errors.ts';
import { decodeKubeconfig } from './decode-kubeconfig.ts';
import { codeOf, describeFileError } from '../../file-error.ts';
import { homeFolder } from './home-folder.ts';
import type { ClusterEntry, Kubeconfig, UserEntry } from './kubeconfig.ts';
import { parseYamlFile } from './parse-yaml-file.ts';

/** What loading needs of the process. */
export interface LoadIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly os: string;
}

/** The merged kubeconfig and the files that were looked for. */
export interface LoadedKubeconfig {
  readonly config: Kubeconfig;
  /** Absolute paths of the files that were looked for, in order of precedence. */
  readonly files: readonly string[];
  /** Whether at least one of them was there. */
  readonly found: boolean;
}

/**
 * Reads and merges the kubeconfig files as kubectl does: the file of `--kubeconfig` alone, else the list in KUBECONFIG,
 * else `~/.kube/config`. The first file that names a context, cluster or user wins; missing files are skipped; paths in
 * a file are relative to it.
 * @throws CannotRunError when the explicit file is missing, or when a file cannot be read or understood.
 */
export async function loadKubeconfig(explicit: string | undefined, io: LoadIo): Promise<LoadedKubeconfig> {
  const files = await listFiles(explicit, io);
  const configs: Kubeconfig[] = [];
  const problems: string[] = [];
  for (const { name, path } of files) {
    try {
      configs.push(resolvePaths(await readKubeconfig(path)));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') continue;
      const reason = codeOf(error) === '' ? messageOf(error) : describeFileError(error, name);
      problems.push(`error loading config file "${name}": ${reason}`);
    }
  }
  const [problem] = problems;
  // kubectl prefixes a single error only.
  if (problem !== undefined)
    throw new CannotRunError(problems.length === 1 ? `error: ${problem}` : problems.join('\n'));
  return {
    config: mergeKubeconfigs(configs),
    files: files.map(({ path }) => path),
    found: configs.length > 0,
  };
}

/** Reads one file. @throws the file system's error, or an Error that says what is wrong inside. */
export async function readKubeconfig(path: string): Promise<Kubeconfig> {
  const text = await readFile(path, 'utf8');
  return decodeKubeconfig(await parseYamlFile(text), path);
}

/** Merges files: the first to name an entry wins with the whole entry, the first current-context wins. */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  return {
    currentContext: configs.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    clusters: mergeEntries(configs.map(({ clusters }) => clusters)),
    users: mergeEntries(configs.map(({ users }) => users)),
    contexts: mergeEntries(configs.map(({ contexts }) => contexts)),
  };
}

function mergeEntries<Entry>(maps: readonly ReadonlyMap<string, Entry>[]): ReadonlyMap<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const map of maps) {
    for (const [name, entry] of map) if (!merged.has(name)) merged.set(name, entry);
  }
  return merged;
}

/** Makes the paths in a file absolute; an exec command only when it is a path and not a name to look up. */
function resolvePaths(config: Kubeconfig): Kubeconfig {
  return {
    ...config,
    clusters: new Map([...config.clusters].map(([name, cluster]) => [name, resolveClusterPaths(cluster)])),
    users: new Map([...config.users].map(([name, user]) => [name, resolveUserPaths(user)])),
  };
}

function resolveClusterPaths(cluster: ClusterEntry): ClusterEntry {
  return { ...cluster, certificateAuthority: absolute(cluster.certificateAuthority, cluster.origin) };
}

function resolveUserPaths(user: UserEntry): UserEntry {
  const { exec, origin } = user;
  return {
    ...user,
    clientCertificate: absolute(user.clientCertificate, origin),
    clientKey: absolute(user.clientKey, origin),
    tokenFile: absolute(user.tokenFile, origin),
    exec: exec?.command.includes(sep) ? { ...exec, command: absolute(exec.command, origin) } : exec,
  };
}

function absolute(path: string, origin: string): string {
  return path === '' || isAbsolute(path) ? path : join(dirname(origin), path);
}

/** The files in order of precedence; errors name them as the user wrote them. */
async function listFiles(
  explicit: string | undefined,
  io: LoadIo,
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  if (explicit !== undefined && explicit !== '') {
    const path = resolve(io.cwd, explicit);
    await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') throw new CannotRunError(`error: ${describeFileError(error, explicit, 'stat')}`);
    });
    return [{ name: explicit, path }];
  }
  const list = io.env['KUBECONFIG'] ?? '';
  if (list === '') {
    const path = join(await homeFolder(io), '.kube', 'config');
    return [{ name: path, path }];
  }
  const names = new Set(list.split(delimiter).filter((name) => name !== ''));
  return [...names].map((name) => ({ name, path: resolve(io.cwd, name) }));
}

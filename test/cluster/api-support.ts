import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { errorText } from '../../src/cli/report-error.ts';
import type { ResourceType } from '../../src/model/resource-type.ts';
import type { Source } from '../../src/model/source.ts';
import { openWritableCluster } from '../../src/source/live/open-cluster.ts';
import type { GlobalFlags } from '../../src/cli/global-flags.ts';
import type { Writer } from '../../src/source/live/write.ts';
import { findBinaries } from './binaries.ts';
import type { Cluster, User } from './cluster.ts';

const binaries = await findBinaries();

/** Why there is no cluster to test against, or false. */
export const skip: string | false = typeof binaries === 'string' ? binaries : false;

/** A live source as one run of the program opens it. */
export interface OpenedSource {
  readonly source: Source;
  readonly writer: Writer;
  /** Everything that was written to stderr. */
  readonly stderr: () => string;
  /** Ctrl-C. */
  readonly interrupt: () => void;
  /** A type by its plural. */
  readonly type: (plural: string) => Promise<ResourceType>;
}

/** Opens the cluster as a user, with a discovery cache of its own unless one is given. */
export async function openAs(
  cluster: Cluster,
  user: User,
  options: { readonly flags?: GlobalFlags; readonly cacheDir?: string } = {},
): Promise<OpenedSource> {
  const cacheDir = options.cacheDir ?? (await mkdtemp(join(cluster.folder, 'cache-')));
  const kubeconfig = await cluster.kubeconfig(user);
  const abort = new AbortController();
  let written = '';
  const io = {
    writeError: (text: string) => {
      written += text;
    },
    inIsTerminal: false,
    errorIsTerminal: false,
    env: { HOME: cluster.folder, KUBECACHEDIR: cacheDir, PATH: process.env['PATH'] },
    now: Date.now,
    cwd: cluster.folder,
    os: 'linux',
    arch: 'amd64',
    signal: abort.signal,
  };
  const { source, writer } = await openWritableCluster({ kubeconfig, ...options.flags }, io, '0.0.0');
  return {
    source,
    writer,
    stderr: () => written,
    interrupt: () => abort.abort(),
    async type(plural) {
      const { types } = await source.catalog();
      const found = types.find((type) => type.plural === plural);
      if (found === undefined) throw new Error(`the cluster has no ${plural}`);
      return found;
    },
  };
}

/** The error of a failing promise as the program prints it. */
export async function printedError(failing: () => Promise<unknown>): Promise<string> {
  try {
    await failing();
  } catch (error) {
    return errorText(error);
  }
  return 'no error';
}

/** What kubectl prints: stdout, and the last line of stderr without klog's lines. */
export async function runKubectl(
  cluster: Cluster,
  user: User,
  args: readonly string[],
): Promise<{ readonly stdout: string; readonly error: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: cluster.folder,
    KUBECONFIG: await cluster.kubeconfig(user),
    KUBECACHEDIR: join(cluster.folder, 'kubectl-cache'),
  };
  return new Promise((resolve) => {
    execFile(cluster.kubectl, args, { env, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      const lines = stderr.split('\n').filter((line) => line !== '' && !/^[IWEF]\d{4} /.test(line));
      resolve({ stdout, error: lines.at(-1) ?? '' });
    });
  });
}

/** Creates a namespace for one test file; nothing waits for its end. */
export async function createNamespace(cluster: Cluster, name: string): Promise<void> {
  await cluster.request('POST', '/api/v1/namespaces', { metadata: { name } });
}

/** Lets a user do the verbs on resources of a group: in one namespace, or everywhere. */
export async function grant(
  cluster: Cluster,
  user: User,
  rule: {
    readonly groups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  },
  namespace?: string,
): Promise<() => Promise<void>> {
  const name = `suite-${user}-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const [scope, role, binding, kind] =
    namespace === undefined
      ? ['', 'clusterroles', 'clusterrolebindings', 'ClusterRole']
      : [`/namespaces/${namespace}`, 'roles', 'rolebindings', 'Role'];
  const base = `/apis/rbac.authorization.k8s.io/v1${scope}`;
  await cluster.request('POST', `${base}/${role}`, {
    metadata: { name },
    rules: [{ apiGroups: rule.groups, resources: rule.resources, verbs: rule.verbs }],
  });
  await cluster.request('POST', `${base}/${binding}`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }],
  });
  return async () => {
    await cluster.request('DELETE', `${base}/${binding}/${name}`);
    await cluster.request('DELETE', `${base}/${role}/${name}`);
  };
}

/** A wire to the API server that can be cut. */
export interface Wire {
  /** `https://127.0.0.1:PORT`: the server's certificate is valid for it. */
  readonly server: string;
  /** Ends all connections and refuses new ones. */
  readonly cut: () => Promise<void>;
  /** Takes connections again, on the same port. */
  readonly mend: () => Promise<void>;
  /** Ends all connections; new ones are taken. */
  readonly drop: () => void;
}

/** Opens a wire to the cluster. */
export async function openWire(cluster: Cluster): Promise<Wire> {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    const onward = connect(cluster.port, '127.0.0.1');
    for (const [side, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(side);
      side.on('error', () => undefined);
      side.once('close', () => {
        sockets.delete(side);
        other.destroy();
      });
      side.pipe(other);
    }
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => {
      listener.listen(port, '127.0.0.1', resolve);
    });
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    server: `https://127.0.0.1:${port}`,
    drop,
    async cut() {
      const closed = new Promise((resolve) => {
        listener.close(resolve);
      });
      drop();
      await closed;
    },
    mend: () => listen(port),
  };
}

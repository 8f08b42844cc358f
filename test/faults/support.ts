import { execFile } from 'node:child_process';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { createAuthority } from '../cluster/authority.ts';
import type { Authority } from '../cluster/authority.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { installCrds } from '../cluster/crds.ts';
import { applyManifests } from '../cluster/manifests.ts';
import { sharedCluster } from '../cluster/shared.ts';
import type { Runtime } from '../packed/runtimes.ts';
import { loadPackedMain, runPacked, startPacked } from '../packed/program.ts';
import { captureIo } from '../support/captured-io.ts';
import { HELD_TIMEOUT, holdTimeLimits } from '../support/time-limits.ts';
import { until } from '../support/until.ts';
import { openProxy } from './proxy.ts';
import type { Intervention, Proxy } from './proxy.ts';

/** The namespace that the faults are looked at in. */
export const NAMESPACE = 'faults';

/** A limit of time for each request that is over when the proxy says so, whatever the machine does meanwhile. */
export const LIMIT = `--request-timeout=${HELD_TIMEOUT}`;

/** What one run of a program wrote and returned; the proxy's address reads HOST. */
export interface Run {
  readonly out: string;
  readonly err: string;
  /** Null when a signal ended it. */
  readonly code: number | null;
}

/** How a run differs from the plain one: through the proxy, as admin, with the types already in the cache. */
export interface RunOptions {
  /** Whether the types are still unknown: nothing is in the discovery cache. */
  readonly cold?: boolean;
  /** A cache that is kept between runs. */
  readonly cacheDir?: string;
  /** Another server than the proxy. */
  readonly server?: string;
  readonly caFile?: string;
  /** What a started program runs on. */
  readonly on?: Runtime | undefined;
}

/** A watch that runs. */
export interface Watching {
  readonly out: () => string;
  readonly err: () => string;
  /** Ctrl-C. @returns the exit code. */
  readonly end: () => Promise<number | null>;
}

/** The cluster, the proxy before it, and the packed program through it. */
export interface Bench {
  readonly cluster: Cluster;
  readonly proxy: Proxy;
  readonly authority: Authority;
  /** Runs the packed program's own chunks in this process: there are more runs than there is time to start processes. */
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Run>;
  /** Starts the packed program. */
  readonly start: (args: readonly string[], options?: RunOptions) => Promise<Run>;
  readonly runKubectl: (args: readonly string[], options?: RunOptions) => Promise<Run>;
  /** Starts a watch through the proxy; waits until the server has been asked to watch. */
  readonly watch: (args: readonly string[], on?: Runtime) => Promise<Watching>;
  /** An empty folder for a cache. */
  readonly newCache: () => Promise<string>;
  /** Runs something while the proxy does so, and lets it hand everything through afterwards. */
  readonly under: <Result>(intervention: Intervention, body: () => Promise<Result>) => Promise<Result>;
}

let opened: Promise<Bench> | undefined;

/** The bench that all files of the suite share; the proxy ends with the process. */
export function sharedBench(): Promise<Bench> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Bench> {
  const cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await applyManifests(cluster, makeObjects());
  const authority = await createAuthority(join(cluster.folder, 'faults'));
  const certificate = await authority.issue({ name: 'proxy', serves: ['IP:127.0.0.1'] });
  const proxy = await openProxy(cluster, certificate);
  const folder = await mkdtemp(join(cluster.folder, 'faults-'));
  const warm = join(folder, 'warm');
  let count = 0;

  const environment = async (cacheDir: string, options: RunOptions): Promise<Environment> => {
    const kubeconfig = join(folder, `kubeconfig-${count++}`);
    const server = options.server ?? proxy.server;
    const caFile = options.caFile ?? authority.caFile;
    await writeFile(kubeconfig, JSON.stringify(makeKubeconfig(server, caFile, cluster.token('admin'))));
    return { HOME: folder, PATH: process.env['PATH'], LANG: 'C.UTF-8', KUBECONFIG: kubeconfig, KUBECACHEDIR: cacheDir };
  };
  const prepare = async (options: RunOptions): Promise<Environment> => {
    if (options.cacheDir !== undefined) return environment(options.cacheDir, options);
    const cacheDir = join(folder, `cache-${count++}`);
    if (options.cold !== true) await cp(warm, cacheDir, { recursive: true });
    return environment(cacheDir, options);
  };
  const filled = await runMain(['get', 'gateways'], await environment(warm, {}), folder);
  if (filled.code !== 0) throw new Error(filled.err);
  const runKubectl = async (args: readonly string[], env: Environment): Promise<Run> =>
    new Promise((resolve) => {
      execFile(cluster.kubectl, args, { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
        const err = stderr.replaceAll(/^[IWEF]\d{4} .*\n/gm, '');
        resolve({ out: stdout, err, code: typeof error?.code === 'number' ? error.code : 0 });
      });
    });
  await runKubectl(['get', 'gateways'], await environment(warm, {}));
  return {
    cluster,
    proxy,
    authority,
    async run(args, options = {}) {
      return hideHost(await runMain(args, await prepare(options), folder));
    },
    async start(args, options = {}) {
      return hideHost(await runPacked(args, { on: options.on, env: await prepare(options), cwd: folder }));
    },
    async runKubectl(args, options = {}) {
      return hideHost(await runKubectl(args, await prepare(options)));
    },
    async watch(args, on) {
      proxy.use(undefined);
      const child = await startPacked(args, { on, env: await prepare({}), cwd: folder });
      let out = '';
      let err = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      const { promise: ended, resolve } = Promise.withResolvers<number | null>();
      child.once('close', resolve);
      await until(() => proxy.requests.some((request) => request.includes('watch=true')));
      return {
        out: () => out,
        err: () => err,
        async end() {
          child.kill('SIGINT');
          return ended;
        },
      };
    },
    newCache: () => mkdtemp(join(folder, 'kept-')),
    async under(intervention, body) {
      proxy.use(intervention);
      try {
        return await body();
      } finally {
        proxy.use(undefined);
        proxy.drop();
      }
    },
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

function makeKubeconfig(server: string, caFile: string, token: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority': caFile } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin', namespace: NAMESPACE } }],
    'current-context': 'test',
  };
}

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** A shop with two gateways and five routes; no controller has seen it. */
function makeObjects(): readonly JsonRecord[] {
  const named = (name: string): JsonRecord => ({ name, namespace: NAMESPACE });
  const gateway = (name: string): JsonRecord => ({
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: named(name),
    spec: { gatewayClassName: 'faults', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
  const route = (name: string): JsonRecord => ({
    apiVersion: GATEWAY_API,
    kind: 'HTTPRoute',
    metadata: named(name),
    spec: { parentRefs: [{ name: 'web' }], rules: [{ backendRefs: [{ name: 'cart', port: 8080 }] }] },
  });
  const service: JsonRecord = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: named('cart'),
    spec: { ports: [{ name: 'http', port: 8080 }] },
  };
  const gatewayClass: JsonRecord = {
    apiVersion: GATEWAY_API,
    kind: 'GatewayClass',
    metadata: { name: 'faults' },
    spec: { controllerName: 'acme.io/gateway-controller' },
  };
  const namespace: JsonRecord = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  const routes = ['blog', 'cart', 'checkout', 'login', 'search'].map(route);
  return [namespace, gatewayClass, gateway('edge'), gateway('web'), service, ...routes];
}

async function runMain(args: readonly string[], env: Io['env'], cwd: string): Promise<Run> {
  holdTimeLimits();
  const main = await loadPackedMain();
  const { io, written } = captureIo({ env, now: Date.now, cwd });
  const code = await main(args, io);
  return { ...written, code };
}

function hideHost({ out, err, code }: Run): Run {
  return { out, err: err.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST'), code };
}

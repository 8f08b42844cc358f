import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from './authority.ts';
import type { Authority } from './authority.ts';
import type { Binaries } from './binaries.ts';
import { until } from '../support/until.ts';

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A user of the cluster with a token; `admin` may do everything, the others only what a test grants. */
export type User = 'admin' | 'reader' | 'namespaced' | 'nobody';

const TOKENS: Readonly<Record<User, string>> = {
  admin: 'admin-token',
  reader: 'reader-token',
  namespaced: 'namespaced-token',
  nobody: 'nobody-token',
};

/** A running kube-apiserver with its etcd. */
export interface Cluster {
  /** `https://127.0.0.1:PORT` */
  readonly server: string;
  readonly port: number;
  /** Where etcd serves clients, without TLS: for loads that would take the API server minutes. */
  readonly etcd: string;
  readonly caFile: string;
  /** Temporary folder of the cluster; removed by `stop`. */
  readonly folder: string;
  readonly kubectl: string;
  /** Issues client certificates that the server accepts: the name is the user. */
  readonly clients: Authority;
  readonly token: (user: User) => string;
  /** Writes a kubeconfig for a user and returns its path. */
  readonly kubeconfig: (user?: User, namespace?: string) => Promise<string>;
  /** A request as admin. @throws Error when the status is 400 or above. */
  readonly request: (method: string, path: string, body?: unknown, contentType?: string) => Promise<Answer>;
  /** Ends both processes and removes the folder. */
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
// Whatever happens to the suite, nothing it started stays behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts etcd and kube-apiserver on free loopback ports with TLS and RBAC, without any controller.
 * @throws Error with the end of the server's log when it is not ready within a minute.
 */
export async function startCluster(binaries: Binaries): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'gwctl-cluster-'));
  const [etcdPort, peerPort, port] = await freePorts(3);
  const keyFile = join(folder, 'service-account.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const tokenFile = join(folder, 'tokens.csv');
  const rows = Object.entries(TOKENS).map(([user, token]) =>
    user === 'admin' ? `${token},admin,admin,system:masters` : `${token},${user},${user}`,
  );
  await writeFile(tokenFile, `${rows.join('\n')}\n`);

  const clients = await createAuthority(join(folder, 'clients'));

  const etcdUrl = `http://127.0.0.1:${etcdPort}`;
  const peerUrl = `http://127.0.0.1:${peerPort}`;
  const etcd = launch(binaries.etcd, folder, 'etcd', [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    '--unsafe-no-fsync',
    '--log-level=error',
  ]);
  const apiserver = launch(binaries.apiserver, folder, 'kube-apiserver', [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'certs')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${keyFile}`,
    `--service-account-signing-key-file=${keyFile}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokenFile}`,
    `--client-ca-file=${clients.caFile}`,
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
  ]);
  const caFile = join(folder, 'certs', 'apiserver.crt');
  const server = `https://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await Promise.all([end(apiserver), end(etcd)]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await becomeReady(server, apiserver);
  } catch (error) {
    const log = await readFile(join(folder, 'kube-apiserver.log'), 'utf8');
    await stop();
    throw new Error(`the test cluster did not become ready:\n${log.slice(-2000)}`, { cause: error });
  }
  const ca = await readFile(caFile);
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 16 });
  const kubeconfigs = new Map<string, Promise<void>>();
  return {
    server,
    port,
    etcd: etcdUrl,
    caFile,
    folder,
    kubectl: binaries.kubectl,
    clients,
    token: (user) => TOKENS[user],
    async kubeconfig(user = 'admin', namespace = 'default') {
      const path = join(folder, `kubeconfig-${user}-${namespace}`);
      // Once: who reads it must never find it half written.
      const written =
        kubeconfigs.get(path) ?? writeFile(path, JSON.stringify(makeKubeconfig(server, caFile, user, namespace)));
      kubeconfigs.set(path, written);
      await written;
      return path;
    },
    async request(method, path, body, contentType = 'application/json') {
      const answer = await send(agent, `${server}${path}`, method, body, contentType);
      if (answer.status >= 400)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 1_000_000)}`);
      return answer;
    },
    async stop() {
      agent.destroy();
      await stop();
    },
  };
}

function makeKubeconfig(server: string, caFile: string, user: User, namespace: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority': caFile } }],
    users: [{ name: user, user: { token: TOKENS[user] } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user, namespace } }],
    'current-context': 'test',
  };
}

function launch(program: string, folder: string, name: string, args: readonly string[]): ChildProcess {
  const log = openSync(join(folder, `${name}.log`), 'w');
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
  running.add(child);
  // A cluster that is still there does not keep a finished suite from ending.
  child.unref();
  child.once('exit', () => running.delete(child));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(timer);
}

async function becomeReady(server: string, apiserver: ChildProcess): Promise<void> {
  // The server writes its certificate while it starts; readiness needs no trust.
  const agent = new Agent({ rejectUnauthorized: false });
  await until(
    async () => {
      if (apiserver.exitCode !== null) throw new Error(`kube-apiserver ended with ${apiserver.exitCode}`);
      // Until it listens it refuses.
      const answer = await send(agent, `${server}/readyz`, 'GET').catch(() => undefined);
      return answer?.status === 200;
    },
    () => 'kube-apiserver did not become ready',
  );
}

function send(agent: Agent, url: string, method: string, body?: unknown, contentType?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${TOKENS.admin}`,
      accept: 'application/json',
      ...(payload === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) }),
    };
    const request = httpsRequest(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** Ports that are free now, all held open until all are known so that they differ. */
async function freePorts(count: number): Promise<readonly [number, number, number]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [a = 0, b = 0, c = 0] = ports;
  return [a, b, c];
}

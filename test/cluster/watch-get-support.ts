import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from '../../src/main.ts';
import type { Cluster, User } from './cluster.ts';
import { captureIo } from '../support/captured-io.ts';
import { until } from '../support/until.ts';

/** A watch that runs. */
export interface Following {
  readonly out: () => string;
  readonly err: () => string;
  /** Ctrl-C. @returns the exit code. */
  readonly end: () => Promise<number>;
}

/** The same watch by gwctl and by kubectl. */
export interface FollowingPair {
  readonly ours: Following;
  readonly kubectl: Following;
  /** Waits until both have printed as many lines. */
  readonly lines: (count: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

const caches = new Map<string, string>();

/** Starts gwctl in this process; it ends by `end`. */
export async function followOurs(cluster: Cluster, args: readonly string[], user: User = 'admin'): Promise<Following> {
  const cache = caches.get(cluster.folder) ?? (await mkdtemp(join(cluster.folder, 'watch-cache-')));
  caches.set(cluster.folder, cache);
  const abort = new AbortController();
  const { io, written } = captureIo({
    program: 'kubectl',
    env: {
      HOME: cluster.folder,
      PATH: process.env['PATH'],
      KUBECONFIG: await cluster.kubeconfig(user),
      KUBECACHEDIR: cache,
    },
    now: Date.now,
    cwd: cluster.folder,
    interrupted: () => abort.signal,
  });
  const code = main(args, io);
  return {
    out: () => written.out,
    err: () => written.err,
    end: () => {
      abort.abort();
      return code;
    },
  };
}

/** Starts kubectl; klog's lines are left out of its stderr. */
async function followKubectl(cluster: Cluster, args: readonly string[], user: User = 'admin'): Promise<Following> {
  const env = {
    PATH: process.env['PATH'],
    HOME: cluster.folder,
    KUBECONFIG: await cluster.kubeconfig(user),
    KUBECACHEDIR: join(cluster.folder, 'watch-kubectl-cache'),
  };
  const child = spawn(cluster.kubectl, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const closed = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? 1));
  });
  return {
    out: () => out,
    err: () => err.replaceAll(/^[IWEF]\d{4} .*\n/gm, ''),
    end: () => {
      child.kill('SIGINT');
      return closed;
    },
  };
}

/**
 * Starts both with the same arguments.
 * @param resource the plural whose watches the server counts: both are open when this returns.
 */
export async function followBoth(cluster: Cluster, args: readonly string[], resource: string): Promise<FollowingPair> {
  const before = await countWatches(cluster, resource);
  const [ours, kubectl] = await Promise.all([followOurs(cluster, args), followKubectl(cluster, args)]);
  await until(async () => (await countWatches(cluster, resource)) >= before + 2);
  return {
    ours,
    kubectl,
    lines: (count) => until(() => [ours, kubectl].every(({ out }) => countLines(out()) >= count)),
    async end() {
      await Promise.all([ours.end(), kubectl.end()]);
      await until(async () => (await countWatches(cluster, resource)) <= before);
    },
  };
}

/** How many watches of a resource are open, by the server's own count. */
export async function countWatches(cluster: Cluster, resource: string): Promise<number> {
  const { text } = await cluster.request('GET', '/metrics');
  let sum = 0;
  for (const line of text.split('\n')) {
    if (!line.startsWith('apiserver_longrunning_requests{') || !line.includes('verb="WATCH"')) continue;
    if (line.includes(`resource="${resource}"`)) sum += Number(line.slice(line.lastIndexOf(' ') + 1));
  }
  return sum;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

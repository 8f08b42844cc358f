import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from '../../src/main.ts';
import type { Cluster, User } from './cluster.ts';
import { captureIo } from '../support/captured-io.ts';

/** What one run of a program wrote and returned. */
export interface Run {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** The same arguments given to gwctl and to kubectl. */
export interface Pair {
  readonly ours: Run;
  readonly kubectl: Run;
}

const caches = new Map<string, string>();

/** Runs both with the same arguments, as the same user. */
export async function runBoth(cluster: Cluster, args: readonly string[], user: User = 'admin'): Promise<Pair> {
  const [ours, kubectl] = await Promise.all([runOurs(cluster, args, user), runKubectlOn(cluster, args, user)]);
  return { ours, kubectl };
}

/** Runs gwctl in this process. @param input what `-f -` reads. */
export async function runOurs(
  cluster: Cluster,
  args: readonly string[],
  user: User = 'admin',
  input = '',
): Promise<Run> {
  const cache = caches.get(cluster.folder) ?? (await mkdtemp(join(cluster.folder, 'get-cache-')));
  caches.set(cluster.folder, cache);
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
    readInput: async function* () {
      yield await Promise.resolve(Buffer.from(input));
    },
  });
  const code = await main(args, io);
  return { ...written, code };
}

/** Runs kubectl; klog's lines are left out of its stderr. */
export async function runKubectlOn(
  cluster: Cluster,
  args: readonly string[],
  user: User = 'admin',
  input = '',
): Promise<Run> {
  const env = {
    PATH: process.env['PATH'],
    HOME: cluster.folder,
    KUBECONFIG: await cluster.kubeconfig(user),
    KUBECACHEDIR: join(cluster.folder, 'get-kubectl-cache'),
  };
  return new Promise((resolve) => {
    const child = execFile(cluster.kubectl, args, { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const err = stderr.replaceAll(/^[IWEF]\d{4} .*\n/gm, '');
      resolve({ out: stdout, err, code: typeof error?.code === 'number' ? error.code : 0 });
    });
    // One that reads no input may be gone before it is written.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * A table as both programs print it, whatever second they ran in: ages as `AGE`, gaps as one blank (an age of another
 * length moves the columns behind it).
 */
export function comparableTable(text: string): string {
  return text
    .replaceAll(/ +$/gm, '')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/(?<=^| )(?:\d+[smhdy]){1,2}(?= |$)/gm, 'AGE');
}

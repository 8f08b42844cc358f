import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { main } from '../../src/main.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn } from './get-support.ts';
import type { Run } from './get-support.ts';
import { captureIo } from '../support/captured-io.ts';

/** What differs from an ordinary run. */
export interface Surroundings {
  readonly input?: string;
  readonly path?: string;
  readonly cwd?: string;
  readonly namespace?: string;
}

/**
 * Runs gwctl in this process as admin, with what it may read from standard input.
 * @param words a line that is split at blanks, or the arguments as they are.
 */
export async function runWith(
  cluster: Cluster,
  words: string | readonly string[],
  surroundings: Surroundings = {},
): Promise<Run> {
  const { io, written } = captureIo({
    readInput: async function* () {
      if (surroundings.input !== undefined) yield Buffer.from(surroundings.input);
    },
    env: {
      HOME: cluster.folder,
      PATH: surroundings.path ?? process.env['PATH'],
      KUBECONFIG: await cluster.kubeconfig('admin', surroundings.namespace),
      KUBECACHEDIR: join(cluster.folder, 'apply-cache'),
    },
    now: Date.now,
    cwd: surroundings.cwd ?? cluster.folder,
  });
  const code = await main(typeof words === 'string' ? words.split(' ') : words, io);
  return { ...written, code };
}

/** The same as kubectl says it, as admin. */
export function kubectlWith(cluster: Cluster, words: string | readonly string[], input = ''): Promise<Run> {
  return runKubectlOn(cluster, typeof words === 'string' ? words.split(' ') : words, 'admin', input);
}

/** A new folder with these files; names may hold folders. */
export async function folderWith(cluster: Cluster, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(cluster.folder, 'manifests-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** A ConfigMap as a manifest. */
export function configMap(name: string, namespace: string | undefined, fields = 'data: {a: "1"}'): string {
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${place}, labels: {app: ${name}}}\n${fields}\n---\n`;
}

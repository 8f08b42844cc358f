import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Paths of the programs that make a test cluster. */
export interface Binaries {
  readonly apiserver: string;
  readonly etcd: string;
  readonly kubectl: string;
}

/** The folder of go.mod, where Go builds the programs. */
export const moduleFolder: string = fileURLToPath(new URL('.', import.meta.url));

const KUBERNETES = 'v1.36.1';
const PROGRAMS = [
  { name: 'kube-apiserver', module: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  { name: 'kubectl', module: 'k8s.io/kubernetes/cmd/kubectl' },
  { name: 'etcd', module: 'go.etcd.io/etcd/server/v3' },
] as const;

/** Without these the server calls itself v0.0.0-master. */
const LINK_FLAGS = [
  '-s -w',
  `-X k8s.io/component-base/version.gitVersion=${KUBERNETES}`,
  '-X k8s.io/component-base/version.gitMajor=1',
  '-X k8s.io/component-base/version.gitMinor=36',
].join(' ');

/**
 * Finds the programs: in `KUBEBUILDER_ASSETS`, else in the user's cache folder, else builds them there with Go (minutes,
 * once). @returns the paths, or a sentence that says why there are none. @throws Error with CI=true in place of that
 * sentence: there a skip is a failure.
 */
export async function findBinaries(): Promise<Binaries | string> {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  if (assets !== undefined && (await haveAll(assets))) return binariesIn(assets);
  const folder = join(await cacheFolder(), 'bin');
  if (await haveAll(folder)) return binariesIn(folder);
  const reason = await build(folder);
  if (reason === undefined) return binariesIn(folder);
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** The user's cache folder of this suite: a new one for each set of pinned modules. */
export async function cacheFolder(): Promise<string> {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const hash = createHash('sha256').update(LINK_FLAGS);
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(moduleFolder, file)));
  const folder = join(base, 'gwctl-test-cluster', hash.digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  return folder;
}

function binariesIn(folder: string): Binaries {
  return {
    apiserver: join(folder, 'kube-apiserver'),
    etcd: join(folder, 'etcd'),
    kubectl: join(folder, 'kubectl'),
  };
}

async function haveAll(folder: string): Promise<boolean> {
  const found = PROGRAMS.map(({ name }) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).every(Boolean);
}

/** Builds into a folder of its own and renames it, so that two processes never see half a build. */
async function build(folder: string): Promise<string | undefined> {
  try {
    await promisify(execFile)('go', ['version']);
  } catch {
    return 'no test cluster: KUBEBUILDER_ASSETS names no folder with kube-apiserver, etcd and kubectl, and Go is not installed';
  }
  const temporary = `${folder}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  for (const { name, module } of PROGRAMS) {
    process.stderr.write(`building ${name} of the test cluster (once, takes minutes)\n`);
    const code = await runGo(['build', '-trimpath', '-ldflags', LINK_FLAGS, '-o', join(temporary, name), module]);
    if (code !== 0) {
      await rm(temporary, { recursive: true, force: true });
      return `no test cluster: go build ${module} ended with ${code}`;
    }
  }
  try {
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process was quicker; its build is as good.
    if (!(await haveAll(folder))) throw error;
  }
  return undefined;
}

function runGo(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, {
      cwd: moduleFolder,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      stdio: ['ignore', 2, 2],
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

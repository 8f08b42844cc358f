import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findGoPrograms, goCacheFolder, haveAll } from '../support/go-programs.ts';
import type { GoPrograms } from '../support/go-programs.ts';

/** Paths of the programs that make a test cluster. */
export interface Binaries {
  readonly apiserver: string;
  readonly etcd: string;
  readonly kubectl: string;
}

/** The folder of go.mod, where Go builds the programs. */
export const moduleFolder: string = fileURLToPath(new URL('.', import.meta.url));

const KUBERNETES = 'v1.36.1';
/** Without these the server calls itself v0.0.0-master. */
const LINK_FLAGS = [
  '-s -w',
  `-X k8s.io/component-base/version.gitVersion=${KUBERNETES}`,
  '-X k8s.io/component-base/version.gitMajor=1',
  '-X k8s.io/component-base/version.gitMinor=36',
].join(' ');

const CLUSTER: GoPrograms = {
  purpose: 'test cluster',
  moduleFolder,
  cache: 'gwctl-test-cluster',
  linkFlags: LINK_FLAGS,
  programs: [
    { name: 'kube-apiserver', module: 'k8s.io/kubernetes/cmd/kube-apiserver' },
    { name: 'kubectl', module: 'k8s.io/kubernetes/cmd/kubectl' },
    { name: 'etcd', module: 'go.etcd.io/etcd/server/v3' },
  ],
};

/**
 * Finds the programs: in `KUBEBUILDER_ASSETS`, else in the user's cache folder, else builds them there with Go (minutes,
 * once). @returns the paths, or a sentence that says why there are none. @throws Error with CI=true in place of that
 * sentence: there a skip is a failure.
 */
export async function findBinaries(): Promise<Binaries | string> {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  if (assets !== undefined && (await haveAll(CLUSTER, assets))) return binariesIn(assets);
  const found = await findGoPrograms(CLUSTER);
  return typeof found === 'string' ? found : binariesIn(found.folder);
}

/** The user's cache folder of this suite: a new one for each set of pinned modules. */
export function cacheFolder(): Promise<string> {
  return goCacheFolder(CLUSTER);
}

function binariesIn(folder: string): Binaries {
  return {
    apiserver: join(folder, 'kube-apiserver'),
    etcd: join(folder, 'etcd'),
    kubectl: join(folder, 'kubectl'),
  };
}

import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';
import { cacheFolder, moduleFolder } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { readZip } from './zip.ts';
import { until } from '../support/until.ts';

/** A release of the Gateway API whose CRDs the suite installs or reads. */
export interface Release {
  /** `v1.7.0` */
  readonly version: string;
  readonly channel: 'standard' | 'experimental';
}

const CRD_PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const MODULE = 'sigs.k8s.io/gateway-api';

/** Puts the real CRDs of a release into the cluster, in place of any other release's, and waits until they are served. */
export async function installCrds(cluster: Cluster, release: Release): Promise<void> {
  const crds = await readCrds(release);
  await Promise.all(crds.map((crd) => applyCrd(cluster, crd)));
  await Promise.all(crds.map((crd) => becomeEstablished(cluster, crd)));
}

/** Server-side apply of one CRD, created or replaced. */
export async function applyCrd(cluster: Cluster, crd: unknown): Promise<void> {
  const path = `${CRD_PATH}/${nameOf(crd)}?fieldManager=suite&force=true`;
  await cluster.request('PATCH', path, crd, 'application/apply-patch+yaml');
}

/** Waits until the server serves a CRD's kind. */
export async function becomeEstablished(cluster: Cluster, crd: unknown): Promise<void> {
  await until(
    async () => {
      const { text } = await cluster.request('GET', `${CRD_PATH}/${nameOf(crd)}`);
      const conditions = readRecords(readPath(JSON.parse(text), 'status', 'conditions'));
      return conditions.some(({ type, status }) => type === 'Established' && status === 'True');
    },
    () => `CRD ${nameOf(crd)} was not established`,
  );
}

function nameOf(crd: unknown): string {
  return readString(readPath(crd, 'metadata', 'name')) ?? '';
}

/** The CRDs of a release as its manifests have them. */
export async function readCrds({ version, channel }: Release): Promise<readonly unknown[]> {
  const folder = join(await cacheFolder(), `${version}-${channel}`);
  const files = await readdir(folder).catch(() => extractCrds(version, channel, folder));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts
    .flatMap((text) => loadAll(text))
    .filter((object) => isRecord(object) && object['kind'] === 'CustomResourceDefinition');
}

/** Takes the CRD files out of the module's zip in Go's module cache; the zip is there even when Go finds itself too old. */
async function extractCrds(version: string, channel: string, folder: string): Promise<readonly string[]> {
  const zipPath = await downloadModule(version);
  const prefix = `${MODULE}@${version}/config/crd/${channel}/`;
  const files = readZip(await readFile(zipPath), (path) => path.startsWith(prefix) && path.endsWith('.yaml'));
  if (files.size === 0) throw new Error(`no CRDs in ${zipPath}`);
  const temporary = `${folder}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  const names: string[] = [];
  for (const [path, content] of files) {
    const name = path.slice(prefix.length).replaceAll('/', '_');
    names.push(name);
    await writeFile(join(temporary, name), content);
  }
  await rename(temporary, folder);
  return names;
}

async function downloadModule(version: string): Promise<string> {
  const cache = (await runGo(['env', 'GOMODCACHE'])).trim();
  // Fails for a module that asks for a newer Go, after it has stored the zip: the zip decides, not the exit code.
  await runGo(['mod', 'download', '-json', `${MODULE}@${version}`]);
  return join(cache, 'cache', 'download', ...MODULE.split('/'), '@v', `${version}.zip`);
}

function runGo(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('go', args, { cwd: moduleFolder }, (_error, stdout) => resolve(stdout));
  });
}

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { isRecord, readList, readPath, readRecord, readRecords, readString } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { applyCrd, becomeEstablished } from './crds.ts';
import type { Cluster } from './cluster.ts';
import { until } from '../support/until.ts';

/** Of an object's metadata, what only the server sets. */
const SERVER_FIELDS = new Set(['creationTimestamp', 'deletionTimestamp', 'generation', 'resourceVersion', 'uid']);

const APPLY = 'application/apply-patch+yaml';

/** Every object of the YAML files in a folder, Lists taken apart, in the order of the files. */
export async function readManifests(folder: string): Promise<readonly JsonRecord[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => loadAll(text)).flatMap(objectsOf);
}

function objectsOf(document: unknown): readonly JsonRecord[] {
  if (!isRecord(document)) return [];
  return document['kind'] === 'List' ? readRecords(document['items']) : [document];
}

/**
 * Puts objects into the cluster as `kubectl apply` and a controller would: CRDs first, then namespaces, then all else by
 * server-side apply, and each status through the status subresource. What only a server sets (creation, uid) is left out.
 * @throws Error with the server's words for the first object that it refuses.
 */
export async function applyManifests(cluster: Cluster, objects: readonly JsonRecord[]): Promise<void> {
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(crds.map((crd) => applyCrd(cluster, { ...crd, metadata: ownMetadata(crd) })));
  await Promise.all(crds.map((crd) => becomeEstablished(cluster, crd)));
  const plurals = await awaitPlurals(cluster, objects);
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
  const others = objects.filter(({ kind }) => kind !== 'Namespace' && kind !== 'CustomResourceDefinition');
  for (const wave of [namespaces, others]) {
    await Promise.all(wave.map((object) => applyObject(cluster, plurals, object)));
  }
}

async function applyObject(
  cluster: Cluster,
  plurals: ReadonlyMap<string, PluralName>,
  object: JsonRecord,
): Promise<void> {
  const { status, ...rest } = withoutClusterIp(object);
  const metadata = ownMetadata(object);
  const path = pathOf(plurals, object);
  await cluster.request('PATCH', `${path}?fieldManager=suite&force=true`, { ...rest, metadata }, APPLY);
  if (status !== undefined && object['kind'] !== 'Namespace') await setStatus(cluster, path, object, status);
}

/** An object's metadata without what only the server sets. */
function ownMetadata(object: JsonRecord): JsonRecord {
  const written = Object.entries(readRecord(object['metadata']));
  return Object.fromEntries(written.filter(([field]) => !SERVER_FIELDS.has(field)));
}

/** The address that a manifest gives its Service may be another test's by now: the server chooses one. */
function withoutClusterIp(object: JsonRecord): JsonRecord {
  const spec = readRecord(object['spec']);
  if (object['kind'] !== 'Service' || spec['clusterIP'] === 'None') return object;
  return { ...object, spec: { ...spec, clusterIP: undefined, clusterIPs: undefined } };
}

/** Writes a status as a controller does: through the subresource. */
async function setStatus(cluster: Cluster, path: string, object: JsonRecord, status: unknown): Promise<void> {
  const metadata = { name: readPath(object, 'metadata', 'name'), namespace: readPath(object, 'metadata', 'namespace') };
  const body = { apiVersion: object['apiVersion'], kind: object['kind'], metadata, status };
  await cluster.request('PATCH', `${path}/status?fieldManager=controller&force=true`, body, APPLY);
}

interface PluralName {
  readonly plural: string;
  readonly namespaced: boolean;
}

function pathOf(plurals: ReadonlyMap<string, PluralName>, object: JsonRecord): string {
  const apiVersion = readString(object['apiVersion']) ?? '';
  const key = `${apiVersion}/${readString(object['kind']) ?? ''}`;
  const found = plurals.get(key);
  if (found === undefined) throw new Error(`the test cluster does not serve ${key}`);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = readString(readPath(object, 'metadata', 'namespace')) ?? 'default';
  const scope = found.namespaced ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${found.plural}/${readString(readPath(object, 'metadata', 'name')) ?? ''}`;
}

/** A CRD that is established may still take a moment to be found by discovery. */
async function awaitPlurals(
  cluster: Cluster,
  objects: readonly JsonRecord[],
): Promise<ReadonlyMap<string, PluralName>> {
  const wanted = objects.map(
    (object) => `${readString(object['apiVersion']) ?? ''}/${readString(object['kind']) ?? ''}`,
  );
  let plurals: ReadonlyMap<string, PluralName> = new Map();
  await until(
    async () => {
      plurals = await readPlurals(cluster);
      return wanted.every((type) => plurals.has(type));
    },
    () => `not served: ${wanted.filter((type) => !plurals.has(type)).join(', ')}`,
  );
  return plurals;
}

/** `apiVersion/Kind` of everything served, by the server's aggregated discovery. */
async function readPlurals(cluster: Cluster): Promise<ReadonlyMap<string, PluralName>> {
  const plurals = new Map<string, PluralName>();
  const { text: groups } = await cluster.request('GET', '/apis');
  const paths = ['v1'];
  for (const group of readRecords(readPath(JSON.parse(groups), 'groups'))) {
    for (const version of readRecords(group['versions'])) paths.push(readString(version['groupVersion']) ?? '');
  }
  await Promise.all(
    paths.map(async (path) => {
      const { text } = await cluster.request('GET', path.includes('/') ? `/apis/${path}` : `/api/${path}`);
      for (const resource of readList(readPath(JSON.parse(text), 'resources')).filter(isRecord)) {
        const plural = readString(resource['name']) ?? '';
        if (plural.includes('/')) continue;
        plurals.set(`${path}/${readString(resource['kind']) ?? ''}`, {
          plural,
          namespaced: resource['namespaced'] === true,
        });
      }
    }),
  );
  return plurals;
}

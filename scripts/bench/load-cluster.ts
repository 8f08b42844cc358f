import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '../../src/model/object.ts';
import { namespaceOf } from '../../src/model/object.ts';
import { readList, readPath } from '../../src/model/read.ts';
import type { Cluster } from '../../test/cluster/cluster.ts';
import { makeRoute, makeSurroundings, nameOfRoute, namespaceOfRoute } from './world.ts';
import type { WorldSize } from './world.ts';

const ROUTES = '/apis/gateway.networking.k8s.io/v1/httproutes';
/** Operations of one etcd transaction: its limit is 128. */
const BATCH = 100;

/**
 * Fills a cluster with a world of the bench. Kinds of CRDs are written into etcd as the API server stores them, which
 * takes seconds where checked creates with their statuses take minutes; the server learns of them as of any other
 * change. Namespaces and Services are stored in another form and go through the server.
 * @returns the bytes of the list of all routes.
 */
export async function loadCluster(cluster: Cluster, size: WorldSize): Promise<number> {
  const surroundings = Map.groupBy(makeSurroundings(size), ({ kind }) => kind);
  await create(cluster, '/api/v1/namespaces', surroundings.get('Namespace') ?? []);
  await create(cluster, undefined, surroundings.get('Service') ?? []);
  await store(cluster, 'gatewayclasses', surroundings.get('GatewayClass') ?? []);
  await store(cluster, 'gateways', surroundings.get('Gateway') ?? []);
  await store(
    cluster,
    'httproutes',
    Array.from({ length: size.routes }, (_entry, index) => makeRoute(index, size)),
  );
  return becomeSeen(cluster, size);
}

/** Creates through the API server, sixteen at a time. */
async function create(cluster: Cluster, path: string | undefined, objects: readonly KubernetesObject[]): Promise<void> {
  const waiting = objects.values();
  const work = async (): Promise<void> => {
    for (const object of waiting) {
      await cluster.request('POST', path ?? `/api/v1/namespaces/${namespaceOf(object) ?? ''}/services`, object);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

/** Writes objects of a CRD into etcd. */
async function store(cluster: Cluster, plural: string, objects: readonly KubernetesObject[]): Promise<void> {
  for (let from = 0; from < objects.length; from += BATCH) {
    const success = objects.slice(from, from + BATCH).map((object) => ({
      requestPut: { key: toBase64(storageKey(plural, object)), value: toBase64(JSON.stringify(asStored(object))) },
    }));
    const answer = await fetch(`${cluster.etcd}/v3/kv/txn`, { method: 'POST', body: JSON.stringify({ success }) });
    if (!answer.ok) throw new Error(`etcd: ${answer.status} ${await answer.text()}`);
  }
}

function storageKey(plural: string, object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  const place = namespace === undefined ? object.metadata.name : `${namespace}/${object.metadata.name}`;
  return `/registry/gateway.networking.k8s.io/${plural}/${place}`;
}

/** With what the API server adds to an object that one manager applied. */
function asStored(object: KubernetesObject): KubernetesObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      uid: randomUUID(),
      managedFields: [
        {
          manager: 'bench',
          operation: 'Apply',
          apiVersion: object.apiVersion,
          time: object.metadata['creationTimestamp'],
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:spec': { 'f:hostnames': {}, 'f:parentRefs': {}, 'f:rules': {} } },
        },
      ],
    },
  };
}

/** Waits until the API server has taken in what was written behind its back. */
async function becomeSeen(cluster: Cluster, size: WorldSize): Promise<number> {
  for (let tries = 0; tries < 240; tries++) {
    const text = await cluster.request('GET', ROUTES).then(
      (answer) => answer.text,
      // 429: the server's cache is being filled.
      () => '{}',
    );
    if (readList(readPath(JSON.parse(text), 'items')).length === size.routes) return Buffer.byteLength(text);
    await sleep(500);
  }
  throw new Error('the API server does not see the routes');
}

/**
 * Changes one route. Lists of a kind that nobody changes any more are read chunk by chunk from etcd (1.36), which takes
 * four times as long as from the server's cache: not what a cluster that is in use does.
 */
export async function touch(cluster: Cluster, size: WorldSize): Promise<void> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespaceOfRoute(0, size)}/httproutes/${nameOfRoute(0)}`;
  const patch = { metadata: { annotations: { 'bench.example/touched': new Date().toISOString() } } };
  await cluster.request('PATCH', path, patch, 'application/merge-patch+json');
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

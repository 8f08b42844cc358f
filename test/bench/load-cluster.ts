import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRecord, readList, readPath, readString } from '../../src/model/read.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { applyManifests } from '../cluster/manifests.ts';
import { makeRoute, makeSurroundings } from './route.ts';

/** Operations of one etcd transaction: its limit is 128. */
const BATCH = 100;

/**
 * Fills a cluster with routes and what they refer to. The routes are written into etcd as the API server would store
 * them: it would take minutes to check 10,000 of them, etcd takes seconds. The API server sees them as any other change.
 */
export async function loadCluster(cluster: Cluster, routes: number): Promise<void> {
  await applyManifests(cluster, makeSurroundings(routes));
  for (let from = 0; from < routes; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, routes - from) }, (_entry, offset) => makeRoute(from + offset));
    await writeToEtcd(cluster, batch);
  }
  await becomeSeen(cluster, routes);
}

/** Waits until the API server has taken in what was written behind its back: its cache begins anew. */
async function becomeSeen(cluster: Cluster, routes: number): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    try {
      const { text } = await cluster.request('GET', '/apis/gateway.networking.k8s.io/v1/httproutes');
      if (readList(readPath(JSON.parse(text), 'items')).length === routes) return;
    } catch {
      // 429: the cache is being filled.
    }
    await sleep(500);
  }
  throw new Error('the API server does not see the routes');
}

async function writeToEtcd(cluster: Cluster, objects: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const success = objects.map((object) => {
    const stored = asStored(object);
    const place = ['namespace', 'name'].map((field) => readString(readPath(stored, 'metadata', field)) ?? '').join('/');
    return {
      requestPut: {
        key: toBase64(`/registry/gateway.networking.k8s.io/httproutes/${place}`),
        value: toBase64(JSON.stringify(stored)),
      },
    };
  });
  const answer = await fetch(`${cluster.etcd}/v3/kv/txn`, { method: 'POST', body: JSON.stringify({ success }) });
  if (!answer.ok) throw new Error(`etcd: ${answer.status} ${await answer.text()}`);
}

/** With what the API server adds to an object that one manager applied. */
function asStored(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  return {
    ...object,
    metadata: {
      ...metadata,
      uid: randomUUID(),
      generation: 1,
      creationTimestamp: '2026-11-20T08:00:00Z',
      managedFields: [
        {
          manager: 'bench',
          operation: 'Apply',
          apiVersion: 'gateway.networking.k8s.io/v1',
          time: '2026-11-20T08:00:00Z',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:spec': { 'f:hostnames': {}, 'f:parentRefs': {}, 'f:rules': {} } },
        },
      ],
    },
  };
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

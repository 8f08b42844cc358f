import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { applyManifests, readManifests } from './manifests.ts';
import { sharedCluster } from './shared.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let cluster: Cluster;

before(async () => {
  if (skip === false) cluster = await sharedCluster();
});

test('the API server takes every object of the bundled example, with its status', { skip }, async () => {
  const objects = await readManifests(join(root, 'examples/shop'));
  assert.ok(objects.length > 60);
  await applyManifests(cluster, objects);
});

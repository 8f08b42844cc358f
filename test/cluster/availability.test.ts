import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skip } from './api-support.ts';
import { sharedCluster } from './shared.ts';

// Where there is no cluster, this is the line that says so and why; with CI=true `skip` itself is an error.
test('a real API server is there to test against', { skip }, async () => {
  const cluster = await sharedCluster();
  const { text } = await cluster.request('GET', '/readyz');
  assert.equal(text, 'ok');
});

import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openCluster } from '../../src/api.ts';
import type { Answers } from '../../src/api.ts';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'library-test';
const OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: {name: ${NAMESPACE}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: ${NAMESPACE}}
spec: {parentRefs: [{name: web}]}
`;
const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: ${NAMESPACE}}
spec: {gatewayClassName: ${NAMESPACE}, listeners: [{name: http, port: 80, protocol: HTTP}]}
`;

describe('the library on a cluster', { skip }, () => {
  let cluster: Cluster;
  let answers: Answers;

  before(async () => {
    cluster = await sharedCluster();
    const { err, code } = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', OBJECTS);
    assert.equal(code, 0, err);
    answers = await openCluster(
      {
        env: { HOME: cluster.folder, PATH: process.env['PATH'] },
        cwd: cluster.folder,
        now: Date.now,
        platform: 'linux',
        arch: 'x64',
      },
      {
        kubeconfig: await cluster.kubeconfig('admin'),
        namespace: NAMESPACE,
        cacheDir: await mkdtemp(join(cluster.folder, 'cache-')),
      },
    );
  });

  after(async () => {
    answers.close();
    await runKubectlOn(cluster, ['delete', '--wait=false', '-f', '-'], 'admin', OBJECTS);
  });

  async function whyCart(): Promise<string | undefined> {
    const { items, gaps } = await answers.describe({ type: 'httproute/cart' });
    assert.deepEqual(gaps, []);
    return items[0]?.attachments?.[0]?.accepted.reason;
  }

  test('answers each question from what is there when it is asked', async () => {
    assert.equal(await whyCart(), 'ParentNotFound');
    const { err, code } = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', GATEWAY);
    assert.equal(code, 0, err);
    assert.equal(await whyCart(), 'Accepted');
  });

  test('answers several questions at a time, as the program does', async () => {
    const [graph, status, effective] = await Promise.all([
      answers.graph(),
      answers.status(),
      answers.effective({ type: 'httproutes' }),
    ]);
    const { out } = await runOurs(cluster, ['graph', '-n', NAMESPACE, '-o', 'json']);
    assert.deepEqual(JSON.parse(JSON.stringify(graph)), JSON.parse(out));
    assert.equal(status.routes.total, 1);
    assert.equal(status.namespace, NAMESPACE);
    assert.deepEqual(effective.gaps, []);
  });
});

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createNamespace, grant, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { comparableTable, runBoth, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'get-rights';
const IN = ['-n', NAMESPACE];
const GROUPS = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];
const VERBS = ['get', 'list'];
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  await createNamespace(cluster, NAMESPACE);
  const base = `/apis/gateway.networking.k8s.io/v1/namespaces/${NAMESPACE}`;
  await cluster.request('POST', `${base}/gateways`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web' },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
  await cluster.request('POST', `${base}/httproutes`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'cart' },
    spec: { parentRefs: [{ name: 'web' }] },
  });
});

describe('what a user may not read', { skip }, () => {
  test('nothing at all: the words of kubectl, exit code 3', async () => {
    for (const args of [
      ['gateways', ...IN],
      ['gateways', '-A'],
      ['gateway', 'web', ...IN],
      ['gateways,httproutes', ...IN],
      ['gateways', ...IN, '-o', 'json'],
    ]) {
      const { ours, kubectl } = await runBoth(cluster, ['get', ...args], 'nobody');
      assert.deepEqual([ours.out, ours.err], [kubectl.out, kubectl.err], args.join(' '));
      assert.deepEqual([ours.code, kubectl.code], [3, 1]);
    }
  });

  test('one of two types: the rows of the other, exit code 1', async () => {
    const revoke = await grant(
      cluster,
      'reader',
      { groups: GROUPS, resources: ['httproutes'], verbs: VERBS },
      NAMESPACE,
    );
    try {
      const { ours, kubectl } = await runBoth(cluster, ['get', 'gateways,httproutes', ...IN], 'reader');
      assert.match(ours.out, /\nhttproute\.gateway\.networking\.k8s\.io\/cart /);
      assert.equal(ours.err, kubectl.err);
      assert.equal(ours.code, 1);
    } finally {
      await revoke();
    }
  });

  test('a user of one namespace: wide columns are lower bounds, the gaps are named', async () => {
    const revoke = await grant(cluster, 'namespaced', { groups: GROUPS, resources: ['*'], verbs: VERBS }, NAMESPACE);
    try {
      const { out, err, code } = await runOurs(cluster, ['get', 'gateways', ...IN, '-o', 'wide'], 'namespaced');
      assert.match(comparableTable(out), /\nweb .* http 1\+ <unknown>\n$/);
      // All that is refused is named, in one line.
      assert.match(
        err,
        /^Warning: cannot read [^\n]*customresourcedefinitions, [^\n]* httproutes, [^\n]*: forbidden; -v=1 shows the server's words\n$/,
      );
      assert.equal(code, 0);
    } finally {
      await revoke();
    }
  });

  test('where no CRD may be read, what only CRDs tell is unknown, not none', async () => {
    const { out, err, code } = await runOurs(cluster, ['api-resources'], 'nobody');
    assert.match(out, /^httproutes .* HTTPRoute +v1,v1beta1 +<unknown> +<unknown> +<unknown>$/m);
    assert.match(err, /^Warning: cannot read customresourcedefinitions: forbidden; [^\n]*\n$/);
    assert.equal(code, 0);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readPath, readRecords } from '../../src/model/read.ts';
import { grant, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: {name: status-test}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: status-test}
spec: {controllerName: acme.io/status-test}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: status-test, labels: {tier: front}}
spec: {gatewayClassName: status-test, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: status-test, labels: {app: cart}}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 80}]}]}
`;
const GROUP = 'gateway.networking.k8s.io';
const READ = ['get', 'list'];
let cluster: Cluster;

async function propose(user: 'admin' | 'nobody', ...words: readonly string[]): Promise<readonly string[]> {
  const { out, err, code } = await runOurs(cluster, ['__complete', ...words], user);
  assert.deepEqual([err, code], ['', 0]);
  return out.trimEnd().split('\n').slice(0, -1);
}

describe('a whole screen, and what a shell proposes, from a cluster', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    const { err, code } = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', OBJECTS);
    assert.equal(code, 0, err);
  });

  after(async () => {
    await runKubectlOn(cluster, ['delete', '--wait=false', '-f', '-'], 'admin', OBJECTS);
  });

  test('status: no controller, a Service that is not there, --check', async () => {
    const { out, err, code } = await runOurs(cluster, ['status', 'status-test']);
    assert.match(out, /\n +status-test +acme\.io\/status-test +Pending +1\n/);
    assert.match(out, /\n +web +status-test +<none> +Pending +1 +1 +0\n/);
    assert.match(
      out,
      /FAIL httproute status-test\/cart +ResolvedRefs: BackendNotFound +spec\.rules\[0\]\.backendRefs\[0\]\n/,
    );
    assert.deepEqual([err, code], ['', 0]);
    assert.equal((await runOurs(cluster, ['status', 'status-test', '--check'])).code, 1);
  });

  test('status with few rights: gaps are named, what hangs on them is unknown', async () => {
    const rules = { groups: [GROUP], resources: ['gateways', 'httproutes'], verbs: READ };
    const revoke = await grant(cluster, 'reader', rules, 'status-test');
    try {
      const { out, err, code } = await runOurs(cluster, ['status', 'status-test', '-o', 'json'], 'reader');
      assert.match(err, /^Warning: cannot read .*forbidden/);
      // Routes of other kinds are a part of what was asked about.
      assert.equal(code, 1);
      const problems = readRecords(readPath(JSON.parse(out), 'problems'));
      assert.ok(!problems.some(({ reason }) => reason === 'BackendNotFound'), 'Services could not be read');
      assert.ok(readRecords(readPath(JSON.parse(out), 'gaps')).length > 0);
      assert.equal((await runOurs(cluster, ['status', 'status-test', '--check'], 'reader')).code, 1);
    } finally {
      await revoke();
    }
    const nobody = await runOurs(cluster, ['status', 'status-test'], 'nobody');
    assert.equal(nobody.out, '');
    assert.match(nobody.err, /^Error from server \(Forbidden\): /);
    assert.equal(nobody.code, 3);
  });

  test('completion: types, names, namespaces and labels; nothing and no error without rights', async () => {
    const IN = ['-n', 'status-test'];
    assert.ok((await propose('admin', 'get', 'gatew')).includes('gateways'));
    assert.deepEqual(await propose('admin', 'get', ...IN, 'gateway', ''), ['web']);
    assert.deepEqual(await propose('admin', 'describe', ...IN, 'httproute/'), ['httproute/cart']);
    assert.deepEqual(await propose('admin', 'get', '-n', 'status-t'), ['status-test']);
    assert.deepEqual(await propose('admin', 'get', ...IN, 'httproutes', '-l', ''), ['app=']);
    assert.deepEqual(await propose('admin', 'delete', ...IN, 'gateways', 'w'), ['web']);
    assert.deepEqual(await propose('nobody', 'get', ...IN, 'gateway', ''), []);
    assert.deepEqual(await propose('nobody', 'get', '-n', ''), []);
  });

  test('version and api-resources without the right to read CRDs', async () => {
    const all = await runOurs(cluster, ['version']);
    assert.match(all.out, /^Client Version: v\S+\nServer Version: v1\.\S+\nGateway API: v1\.7\.0/);
    assert.deepEqual([all.err, all.code], ['', 0]);
    const part = await runOurs(cluster, ['version'], 'nobody');
    assert.match(part.out, /\nGateway API: installed, release unknown\n$/);
    assert.match(part.err, /^Warning: cannot read customresourcedefinitions: forbidden; /);
    const resources = await runOurs(cluster, ['api-resources'], 'nobody');
    assert.match(resources.out, /\nhttproutes .* <unknown> +<unknown> +<unknown>\n/);
    assert.match(resources.err, /^Warning: cannot read customresourcedefinitions/);
    assert.equal(resources.code, 0);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import packageJson from '../../../package.json' with { type: 'json' };
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

function crd(plural: string, kind: string, bundle: string | undefined, channel = 'standard'): string {
  const annotations =
    bundle === undefined
      ? ''
      : `, annotations: {gateway.networking.k8s.io/bundle-version: ${bundle}, gateway.networking.k8s.io/channel: ${channel}}`;
  return `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.gateway.networking.k8s.io${annotations}}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: ${kind}, plural: ${plural}, singular: ${kind.toLowerCase()}}
  versions: [{name: v1, served: true, storage: true}, {name: v1beta1, served: true, storage: false}]
---`;
}

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
---`;
const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: cart}
---`;

/** The line about the Gateway API. */
async function releaseOf(input: string): Promise<string> {
  const { out, err, code } = await runMain(['version', '--from', '-'], input);
  assert.deepEqual([err, code], ['', 0]);
  return /^Gateway API: (.*)$/m.exec(out)?.[1] ?? '';
}

describe('version', () => {
  test('the client alone asks nobody', async () => {
    const { out, err, code } = await runMain(['version', '--client']);
    assert.equal(out, `Client Version: v${packageJson.version}\n`);
    assert.deepEqual([err, code], ['', 0]);
  });

  test('one release, a mixture, none at all, and files without CRDs', async () => {
    const gateways = crd('gateways', 'Gateway', 'v1.4.0');
    assert.match(await releaseOf(gateways + crd('httproutes', 'HTTPRoute', 'v1.4.0')), /^v1\.4\.0.*standard/);
    const mixed = await releaseOf(
      gateways + crd('httproutes', 'HTTPRoute', 'v1.4.0') + crd('tcproutes', 'TCPRoute', 'v1.2.0', 'experimental'),
    );
    assert.match(mixed, /^mixed releases: /);
    assert.match(mixed, /v1\.4\.0.*\(2 CRDs\)/);
    assert.match(mixed, /v1\.2\.0.*\(1 CRD\)/);
    assert.equal(await releaseOf(SERVICE), 'not installed');
    assert.match(await releaseOf(GATEWAY), /^installed, release unknown/);
  });

  test('as data', async () => {
    const { out } = await runMain(['version', '-o', 'json', '--from', '-'], crd('gateways', 'Gateway', 'v1.4.0'));
    const document: unknown = JSON.parse(out);
    assert.equal(readPath(document, 'kind'), 'Version');
    assert.equal(readPath(document, 'clientVersion', 'gitVersion'), `v${packageJson.version}`);
    const [bundle] = readRecords(readPath(document, 'gatewayApi', 'bundles'));
    assert.equal(bundle?.['version'], 'v1.4.0');
  });

  test('no cluster: the client is said all the same, exit code 1', async () => {
    const { out, err, code } = await runMain(['version', '--kubeconfig', '/nonexistent/config']);
    assert.match(out, /^Client Version: /);
    assert.match(err, /nonexistent/);
    assert.equal(code, 1);
    assert.equal((await runMain(['version', 'word'])).code, 2);
  });
});

describe('api-resources', () => {
  const POLICY = crd('timeouts', 'TimeoutPolicy', undefined)
    .replaceAll('gateway.networking.k8s.io', 'acme.io')
    .replace('metadata: {', 'metadata: {labels: {gateway.networking.k8s.io/policy: Inherited}, ');

  test('kinds with versions, storage, channel and bundle; policies with their class', async () => {
    const input = crd('gateways', 'Gateway', 'v1.4.0') + POLICY;
    const { out, err, code } = await runMain(['api-resources', '-o', 'wide', '--from', '-'], input);
    const rows = out.split('\n').map((line) => line.split(/ {2,}/));
    assert.deepEqual(rows[0]?.slice(0, 5), ['NAME', 'SHORTNAMES', 'APIGROUP', 'NAMESPACED', 'KIND']);
    const gateways = rows.find(([name]) => name === 'gateways') ?? [];
    assert.ok(
      ['v1,v1beta1', 'v1', 'standard', 'v1.4.0'].every((cell) => gateways.includes(cell)),
      gateways.join('|'),
    );
    assert.ok(rows.find(([name]) => name === 'timeouts')?.includes('Inherited'));
    assert.deepEqual([err, code], ['', 0]);
  });

  test('files without CRDs: what they hold, the rest unknown', async () => {
    const { out } = await runMain(['api-resources', '--from', '-'], GATEWAY + SERVICE);
    assert.match(out, /\ngateways .* <unknown> +<unknown> +<unknown>\n$/);
    assert.doesNotMatch(out, /httproutes|services/);
    const names = await runMain(['api-resources', '-o', 'name', '--from', '-'], GATEWAY);
    assert.equal(names.out, 'gateways.gateway.networking.k8s.io\n');
    const headless = await runMain(['api-resources', '--no-headers', '--from', '-'], GATEWAY);
    assert.match(headless.out, /^gateways /);
  });

  test('nothing of the Gateway API', async () => {
    const { out, err, code } = await runMain(['api-resources', '--from', '-'], SERVICE);
    assert.deepEqual([out, err, code], ['', 'No Gateway API resources or policies found\n', 0]);
  });
});

describe('help', () => {
  const VERBS = [
    'get',
    'describe',
    'graph',
    'status',
    'effective',
    'apply',
    'delete',
    'api-resources',
    'completion',
    'version',
  ];

  test('the overview names every verb', async () => {
    const { out, err, code } = await runMain(['--help']);
    for (const verb of VERBS) assert.match(out, new RegExp(`^ +gwctl ${verb}\\b`, 'm'));
    assert.deepEqual([err, code], ['', 0]);
    assert.equal((await runMain([])).out, out);
    assert.equal((await runMain(['help'])).out, out);
  });

  for (const verb of VERBS) {
    test(`of ${verb}, three ways, under the name that was called`, async () => {
      const { out, code } = await runMain([verb, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`gwctl ${verb}\\b`));
      assert.equal((await runMain(['help', verb])).out, out);
      assert.equal((await runMain([verb, '-h'])).out, out);
      const plugin = await runMain([verb, '--help'], '', { program: 'kubectl gw' });
      assert.match(plugin.out, new RegExp(`kubectl gw ${verb}\\b`));
      // Its script completes gwctl: kubectl has one of its own.
      if (verb !== 'completion') assert.doesNotMatch(plugin.out, new RegExp(`gwctl ${verb}\\b`));
    });
  }

  test('a word that is no verb', async () => {
    for (const words of [['gte'], ['help', 'gte'], ['descr']]) {
      const { out, err, code } = await runMain(words, '', { program: 'kubectl gw' });
      assert.deepEqual([out, code], ['', 2]);
      assert.match(err, /^error: unknown command ".*" for "kubectl gw"/);
    }
    assert.match((await runMain(['descr'])).err, /Did you mean this\?\n\tdescribe\n/);
  });
});

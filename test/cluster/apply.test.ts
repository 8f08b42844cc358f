import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { createNamespace, skip } from './api-support.ts';
import { configMap, folderWith, kubectlWith, runWith } from './apply-support.ts';
import type { Cluster } from './cluster.ts';
import { sharedCluster } from './shared.ts';

const NS = 'apply-test';
let cluster: Cluster;

/** The names of the ConfigMaps in the test's namespace that begin with a word. */
async function stored(prefix: string): Promise<readonly string[]> {
  const { out } = await kubectlWith(cluster, `get configmaps -n ${NS} -o name`);
  return out.split('\n').filter((name) => name.startsWith(`configmap/${prefix}`));
}

describe('apply', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await createNamespace(cluster, NS);
  });

  test('says created, unchanged and configured as kubectl does, for kinds of every group', async () => {
    const route = (hostname: string): string =>
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: words, namespace: ${NS}}\nspec: {hostnames: [${hostname}]}\n`;
    const first = configMap('words', NS) + route('a.example');
    const created = await runWith(cluster, 'apply -f -', { input: first });
    assert.deepEqual(created, {
      out: 'configmap/words created\nhttproute.gateway.networking.k8s.io/words created\n',
      err: '',
      code: 0,
    });
    // Of an object that is as it should be kubectl says the same after its own server-side apply.
    const words = 'apply --server-side --field-manager=gwctl -f -';
    const again = await runWith(cluster, 'apply -f -', { input: first });
    assert.deepEqual(again, {
      out: 'configmap/words unchanged\nhttproute.gateway.networking.k8s.io/words unchanged\n',
      err: '',
      code: 0,
    });
    const changed = await runWith(cluster, 'apply -f -', { input: configMap('words', NS) + route('b.example') });
    assert.equal(changed.out, 'configmap/words unchanged\nhttproute.gateway.networking.k8s.io/words configured\n');
    const theirs = await kubectlWith(cluster, words, route('b.example'));
    assert.equal(theirs.out, 'httproute.gateway.networking.k8s.io/words serverside-applied\n');
  });

  test('a conflict names its field and the owner, the rest is applied, --force-conflicts takes over', async () => {
    await kubectlWith(cluster, 'apply --server-side --field-manager=other -f -', configMap('taken', NS));
    const input = configMap('taken', NS, 'data: {a: "2"}') + configMap('free', NS);
    const { out, err, code } = await runWith(cluster, 'apply -f -', { input });
    assert.equal(out, 'configmap/free created\n');
    assert.match(err, /^error: Apply failed with 1 conflict:\n {2}\.data\.a: conflict with "other"/);
    assert.match(err, /--force-conflicts/);
    assert.equal(code, 1);
    const theirs = await kubectlWith(cluster, 'apply --server-side -f -', configMap('taken', NS, 'data: {a: "2"}'));
    assert.match(theirs.err, /^error: Apply failed with 1 conflict: conflict with "other": \.data\.a\n/);
    const forced = await runWith(cluster, 'apply -f - --force-conflicts', { input });
    assert.deepEqual([forced.out, forced.code], ['configmap/taken configured\nconfigmap/free unchanged\n', 0]);
  });

  test('a dry run keeps nothing', async () => {
    const input = configMap('dry', NS);
    for (const mode of ['client', 'server']) {
      const ours = await runWith(cluster, `apply -f - --dry-run=${mode}`, { input });
      const theirs = await kubectlWith(cluster, `apply -f - --dry-run=${mode}`, input);
      assert.deepEqual(ours, theirs);
      assert.equal(ours.out, `configmap/dry created (${mode === 'client' ? 'dry run' : 'server dry run'})\n`);
    }
    const refused = await runWith(cluster, 'apply -f - --dry-run=maybe', { input });
    assert.equal(refused.code, 2);
    assert.deepEqual(await stored('dry'), []);
    const named = await runWith(cluster, 'apply -f - --dry-run=server -o name', { input });
    assert.deepEqual(named, await kubectlWith(cluster, 'apply -f - --dry-run=server -o name', input));
  });

  test('files, folders, -R and labels', async () => {
    const folder = await folderWith(cluster, {
      'a.yaml': configMap('set-a', NS),
      'b.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'set-b', namespace: NS } }),
      'notes.txt': 'no manifest',
      'deep/c.yml': configMap('set-c', NS),
    });
    const flat = await runWith(cluster, `apply -f ${folder} --dry-run=server -o name`);
    assert.deepEqual(flat, await kubectlWith(cluster, `apply -f ${folder} --dry-run=server -o name`));
    assert.equal(flat.out, 'configmap/set-a\nconfigmap/set-b\n');
    const deep = await runWith(cluster, `apply -R -f ${folder} -o name`);
    assert.equal(deep.out, 'configmap/set-a\nconfigmap/set-b\nconfigmap/set-c\n');
    const relative = await runWith(cluster, 'apply -f a.yaml -f deep/c.yml -o name', { cwd: folder });
    assert.equal(relative.out, 'configmap/set-a\nconfigmap/set-c\n');
    const labelled = await runWith(cluster, `apply -R -f ${folder} -l app=set-c`);
    assert.equal(labelled.out, 'configmap/set-c unchanged\n');
    const none = await runWith(cluster, `apply -R -f ${folder} -l app=nothing`);
    assert.deepEqual([none.err, none.code], ['error: no objects passed to apply\n', 1]);
  });

  test('a kustomization needs kubectl on the PATH', async () => {
    const folder = await folderWith(cluster, {
      'kustomization.yaml': `namespace: ${NS}\nnamePrefix: kust-\nresources: [a.yaml]\n`,
      'a.yaml': configMap('a', undefined),
    });
    const path = dirname(cluster.kubectl);
    const built = await runWith(cluster, `apply -k ${folder}`, { path });
    assert.deepEqual(built, { out: 'configmap/kust-a created\n', err: '', code: 0 });
    const without = await runWith(cluster, `apply -k ${folder}`, { path: folder });
    assert.match(without.err, /^error: -k runs "kubectl kustomize", but kubectl was not found on the PATH/);
    assert.equal(without.code, 3);
    const both = await runWith(cluster, `apply -k ${folder} -f ${folder}`, { path });
    assert.equal(both.code, 2);
  });

  test('the namespace: of the manifest, of -n, of the context; two that differ are refused', async () => {
    await runWith(cluster, `apply -f - -n ${NS}`, { input: configMap('place-n', undefined) });
    await runWith(cluster, 'apply -f -', { input: configMap('place-context', undefined), namespace: NS });
    assert.deepEqual(await stored('place'), ['configmap/place-context', 'configmap/place-n']);
    const input = configMap('place-other', 'default');
    const ours = await runWith(cluster, `apply -f - -n ${NS}`, { input });
    const theirs = await kubectlWith(cluster, `apply -f - -n ${NS}`, input);
    assert.equal(ours.err, theirs.err);
    assert.equal(ours.code, 3);
  });

  test('a kind that is not served, and one that its own manifest brings', async () => {
    const widget = `apiVersion: apply.example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: ${NS}}\nspec: {size: 1}\n`;
    const lost = await runWith(cluster, 'apply -f -', { input: widget });
    const theirs = await kubectlWith(cluster, 'apply -f -', widget);
    assert.match(theirs.err, /no matches for kind "Widget" in version "apply\.example\.com\/v1"/);
    assert.equal(
      lost.err.replace(/from "[^"]*"/, 'from "STDIN"'),
      theirs.err.replace(/from "[^"]*"/, 'from "STDIN"').replace('error: ', 'error: '),
    );
    assert.equal(lost.code, 3);
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.apply.example.com}
spec:
  group: apply.example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget}
  versions:
  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}}
---
`;
    const both = await runWith(cluster, 'apply -f -', { input: crd + widget });
    assert.deepEqual([both.err, both.code], ['', 0]);
    assert.equal(
      both.out,
      'customresourcedefinition.apiextensions.k8s.io/widgets.apply.example.com created\nwidget.apply.example.com/w created\n',
    );
    await kubectlWith(cluster, 'delete -f -', crd);
  });

  test('a manifest over http, and what a server answers instead of it', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/map.yaml' }).end();
      else if (request.url === '/map.yaml') response.end(configMap('url', NS));
      else response.writeHead(404).end('no');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    try {
      const { out } = await runWith(cluster, `apply -f ${base}/moved`);
      assert.equal(out, 'configmap/url created\n');
      const ours = await runWith(cluster, `apply -f ${base}/lost.yaml`);
      const theirs = await kubectlWith(cluster, `apply -f ${base}/lost.yaml`);
      assert.equal(ours.err, theirs.err);
      assert.equal(ours.code, 3);
    } finally {
      server.close();
    }
  });

  test('of a broken manifest nothing is applied', async () => {
    for (const broken of ['{{ .Values.x }}\n', 'kind: ConfigMap\n', 'apiVersion: v1\nkind: ConfigMap\nmetadata: [\n']) {
      const folder = await folderWith(cluster, { 'a.yaml': configMap('broken-a', NS), 'b.yaml': broken });
      const { out, err, code } = await runWith(cluster, `apply -f ${folder}`);
      assert.equal(out, '');
      assert.match(err, /^error: .*b\.yaml:\d+: /);
      assert.equal(code, 3);
    }
    assert.deepEqual(await stored('broken'), []);
    const lost = await runWith(cluster, `apply -f ${join(cluster.folder, 'no-such.yaml')}`);
    assert.match(lost.err, /no-such\.yaml/);
    assert.equal(lost.code, 3);
  });

  test('what the server refuses is said in its words, the rest is applied', async () => {
    const input = `${configMap('refused', NS, 'data: {a: 1}')}${configMap('typo', NS, 'dta: {}')}${configMap('taken-in', NS)}`;
    const { out, err, code } = await runWith(cluster, 'apply -f -', { input });
    assert.equal(out, 'configmap/taken-in created\n');
    assert.equal(err.trimEnd().split('\n').length, 2, err);
    assert.match(err, /refused/);
    assert.match(err, /unknown field|field not declared/);
    assert.equal(code, 1);
  });

  test('values of Secrets reach the server and nobody else', async () => {
    const value = 'very-secret-value';
    const secret = (type: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: hidden, namespace: ${NS}}\ntype: ${type}\nstringData: {password: ${value}}\n`;
    const { out, err } = await runWith(cluster, 'apply -f - -v=9', { input: secret('Opaque') });
    assert.equal(out, 'secret/hidden created\n');
    const refused = await runWith(cluster, 'apply -f - -v=9', { input: secret('kubernetes.io/tls') });
    assert.notEqual(refused.code, 0);
    const hidden = new RegExp(`${value}|${Buffer.from(value).toString('base64')}`);
    assert.doesNotMatch(err + refused.out + refused.err, hidden);
    const { out: kept } = await kubectlWith(cluster, `get secret hidden -n ${NS} -o jsonpath={.data.password}`);
    assert.equal(Buffer.from(kept, 'base64').toString(), value);
  });

  test('wrong usage', async () => {
    for (const words of ['apply', 'apply word -f -', 'apply -f - -o yaml', 'apply -f - --from x.yaml']) {
      const { err, code } = await runWith(cluster, words, { input: configMap('usage', NS) });
      assert.equal(code, 2, words);
      assert.match(err, /^error: /);
    }
    assert.deepEqual(await stored('usage'), []);
  });
});

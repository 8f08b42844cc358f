import assert from 'node:assert/strict';
import { dirname, delimiter, join } from 'node:path';
import { before, suite, test } from 'node:test';
import { readShellLines, runShell } from '../docs/shell.ts';
import { root } from '../golden/harness.ts';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { applyManifests, readManifests } from './manifests.ts';
import { sharedCluster } from './shared.ts';

let cluster: Cluster;
let env: Readonly<Record<string, string>>;

const lines = (await readShellLines('README.md')).filter(
  (line) => line.startsWith('gwctl ') && !/--(?:from|demo)\b/.test(line),
);

suite('README on a cluster that holds the example', () => {
  before(async () => {
    if (skip !== false) return;
    cluster = await sharedCluster();
    await applyManifests(cluster, await readManifests(join(root, 'examples/shop')));
    env = { KUBECONFIG: await cluster.kubeconfig('admin'), KUBECACHEDIR: join(cluster.folder, 'readme-cache') };
  });

  for (const line of lines) {
    test(`$ ${line}`, { skip }, async () => {
      const { code, out, err } = await runShell(line, env);
      assert.equal(err, '');
      // The example holds mistakes, and `analyze` is there to find them.
      assert.equal(code, line.startsWith('gwctl analyze') ? 1 : 0);
      assert.notEqual(out, '');
    });
  }

  test('$ kubectl gw get gateways -A', { skip }, async () => {
    const path = `export PATH="$PATH${delimiter}${dirname(cluster.kubectl)}"`;
    const table = await runShell(`${path}; kubectl gw get gateways -A`, env);
    assert.match(table.out, /^NAMESPACE +NAME +CLASS /);
    // Ages may differ between two runs, names may not.
    const plugin = await runShell(`${path}; kubectl gw get gateways -A -o name`, env);
    const { out } = await runShell('gwctl get gateways -A -o name', env);
    assert.deepEqual(plugin, { code: 0, out, err: '' });
    const help = await runShell(`${path}; kubectl gw get --help`, env);
    assert.match(help.out, /^Usage: kubectl gw get /m);
  });
});

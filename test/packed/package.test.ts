import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { before, suite, test } from 'node:test';
import { installPacked } from './install.ts';
import type { Installed } from './install.ts';
import { NODES } from './nodes.ts';
import { runPacked } from './program.ts';

suite('the package', () => {
  let installed: Installed;

  before(async () => {
    installed = await installPacked();
  });

  test('holds the program, its schemas and its licence, and nothing of the sources', async () => {
    const files = await readdir(installed.folder, { recursive: true });
    for (const file of [
      'bin/gwctl.js',
      'bin/kubectl-gw.js',
      'bin/kubectl_complete-gw.js',
      'dist/start.js',
      'LICENSE',
      'README.md',
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.ok(files.some((file) => file.startsWith('schemas/')));
    assert.deepEqual(
      files.filter((file) => /^(src|test|commands|scripts|\.)|metafile/.test(file)),
      [],
    );
  });

  for (const node of NODES) {
    const on = `on Node ${node.major}`;

    test(`starts by each of its names ${on}`, async () => {
      const named = await runPacked(['--help'], { node });
      assert.match(named.out, /^Usage: gwctl COMMAND \[flags\]$/m);
      const plugin = await runPacked(['--help'], { node, program: 'kubectl-gw' });
      assert.match(plugin.out, /^Usage: kubectl gw COMMAND \[flags\]$/m);
      const completes = await runPacked(['desc'], { node, program: 'kubectl_complete-gw' });
      assert.match(completes.out, /^describe/);
      for (const { err, code } of [named, plugin, completes]) assert.deepEqual([err, code], ['', 0]);
    });

    test(`starts without a cache of compiled code ${on}`, async () => {
      const env = { NODE_DISABLE_COMPILE_CACHE: '1' };
      const { out, err, code } = await runPacked(['get', 'routes', '-A', '--from', 'examples/shop'], { node, env });
      assert.deepEqual([err, code], ['', 0]);
      assert.match(out, /checkout/);
    });

    test(`draws with the packed Graphviz ${on}`, async () => {
      const args = ['graph', 'gateway/web', '-n', 'infra', '-o', 'svg', '--from', 'examples/shop'];
      const { out, err, code } = await runPacked(args, { node });
      assert.deepEqual([err, code], ['', 0]);
      assert.match(out, /<svg/);
    });
  }
});

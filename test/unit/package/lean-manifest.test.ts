import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leanManifest } from '../../../scripts/lean-manifest.ts';

test('a published manifest says what a package is, not how it is made', () => {
  const repository = { type: 'git', url: 'git+https://example.com/gwctl.git' };
  const lean = leanManifest({
    name: 'gwctl',
    private: true,
    repository,
    dependencies: { yargs: '18.2.0' },
    devDependencies: { esbuild: '0.28.2' },
    scripts: { postinstall: 'node surprise.js' },
    allowScripts: { node: true },
    engines: { node: '>=22.19' },
  });
  assert.deepEqual(lean, { name: 'gwctl', repository, engines: { node: '>=22.19' } });
});

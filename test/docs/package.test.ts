import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';
import { root } from '../golden/harness.ts';
import { runShell } from './shell.ts';

const run = promisify(exec);

/** The files that npm would publish. */
async function listPackage(): Promise<readonly string[]> {
  const { stdout } = await run('npm pack --dry-run --json --ignore-scripts', { cwd: root });
  const answer: unknown = JSON.parse(stdout);
  const [packed] = Array.isArray(answer) ? readRecords(answer) : Object.values(isRecord(answer) ? answer : {});
  return readRecords(readPath(packed, 'files')).map((file) => readString(file['path']) ?? '');
}

suite('the package', () => {
  let folder: string;
  let files: readonly string[];

  before(async () => {
    files = await listPackage();
    folder = await mkdtemp(join(tmpdir(), 'gwctl-package-'));
    for (const file of files) await cp(join(root, file), join(folder, file));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  test('holds the program, its schemas and its licence, and nothing of the sources', () => {
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

  // Without a folder node_modules: whatever the bundle did not take in would be missing.
  for (const line of [
    'get routes -A -o wide',
    'get gateways -A -o yaml',
    'describe httproute checkout -n shop',
    'graph gateway/web -n infra -o svg',
    'effective httproute/checkout -n shop',
  ]) {
    test(`runs by itself: gwctl ${line}`, async () => {
      const { code, out, err } = await runShell(`node "$PACKAGE/bin/gwctl.js" ${line} --from examples/shop`, {
        PACKAGE: folder,
      });
      assert.deepEqual([code, err], [0, '']);
      assert.notEqual(out, '');
    });
  }
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { writeTar } from '../../scripts/release/tar.ts';
import { writeZip } from '../../scripts/release/zip.ts';
import { commands } from '../../commands/index.ts';
import { readZip } from '../cluster/zip.ts';
import { root } from '../golden/harness.ts';
import { standIns } from './stand-ins.ts';
import type { StandIns } from './stand-ins.ts';
import { lacks } from './tools.ts';

const run = promisify(execFile);
const noMandoc = await lacks('mandoc');

/** What every archive holds beside its executable. */
const COMMON = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD_PARTY_NOTICES',
  'completions/_gwctl',
  'completions/gwctl.bash',
  'completions/gwctl.fish',
  'completions/gwctl.ps1',
  ...['gwctl', ...commands.map(({ name }) => `gwctl-${name}`)].map((page) => `man/man1/${page}.1`),
];

suite('the archives', () => {
  let made: StandIns;
  let folder: string;

  before(async () => {
    made = await standIns();
    folder = await mkdtemp(join(tmpdir(), 'gwctl-archives-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  test('hold the executable, manual pages, completions and licences, of one time and nobody', async () => {
    const archive = join(made.folder, 'assets/gwctl-1.2.3-linux-x64.tar.gz');
    const { stdout } = await run('tar', [
      '--list',
      '--verbose',
      '--numeric-owner',
      '--utc',
      '--full-time',
      '-zf',
      archive,
    ]);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^\S+ 0\/0 +\d+ 2026-11-01 00:00:00 /);
    const inside = lines
      .map((line) => line.replace(/^.* gwctl-1\.2\.3-linux-x64\//, ''))
      .filter((path) => !path.endsWith('/') && path !== '');
    assert.deepEqual(inside.toSorted(), ['gwctl', ...COMMON].toSorted());
    await run('tar', ['-xzf', archive, '-C', folder]);
    const unpacked = join(folder, 'gwctl-1.2.3-linux-x64');
    assert.ok(((await lstat(join(unpacked, 'gwctl'))).mode & 0o111) === 0o111);
    assert.match(await readFile(join(unpacked, 'THIRD_PARTY_NOTICES'), 'utf8'), /\nyargs [\s\S]*\bJavaScriptCore\b/);
    const readme = await readFile(join(unpacked, 'README.md'), 'utf8');
    assert.doesNotMatch(readme, /\]\((?!https:|#)/);
  });

  test('are zip for Windows, which unzip finds no fault in', async () => {
    const archive = join(made.folder, 'assets/gwctl-1.2.3-windows-x64.zip');
    const { stdout } = await run('unzip', ['-t', archive]);
    assert.match(stdout, /No errors detected/);
    const files = readZip(await readFile(archive), () => true);
    const expected = ['gwctl.exe', ...COMMON].map((path) => `gwctl-1.2.3-windows-x64/${path}`);
    assert.deepEqual([...files.keys()].toSorted(), expected.toSorted());
    await run('unzip', ['-q', archive, '-d', join(folder, 'zip')]);
    const { mtime } = await lstat(join(folder, 'zip/gwctl-1.2.3-windows-x64/LICENSE'));
    assert.equal(mtime.getFullYear(), 2026);
  });

  test('are what checksums.txt says, as is all that lies beside them', async () => {
    const text = await readFile(join(made.folder, 'assets/checksums.txt'), 'utf8');
    const listed = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '));
    const there = (await readdir(join(made.folder, 'assets'))).filter((name) => name !== 'checksums.txt');
    assert.deepEqual(
      listed.map(([, name]) => name),
      there.toSorted(),
    );
    for (const [sum, name = ''] of listed) {
      const content = await readFile(join(made.folder, 'assets', name));
      assert.equal(createHash('sha256').update(content).digest('hex'), sum, name);
    }
  });

  test('do not depend on the order of their files, and take no path that they would cut off', () => {
    const entries = ['b/2', 'b/1', 'a'].map((path) => ({ path, content: Buffer.from(path), executable: false }));
    for (const write of [writeTar, writeZip]) {
      assert.deepEqual(write(entries, 5), write(entries.toReversed(), 5));
    }
    const long = { path: `${'x'.repeat(60)}/${'y'.repeat(60)}`, content: Buffer.of(), executable: false };
    assert.throws(() => writeTar([long], 0), /too long for tar/);
    assert.throws(() => writeZip([{ path: 'a', target: 'b' }], 0), /no links in zip/);
  });

  test('have manual pages without a fault, and completions that shells read', { skip: noMandoc }, async () => {
    const archive = join(made.folder, 'assets/gwctl-1.2.3-darwin-arm64.tar.gz');
    const place = join(folder, 'darwin');
    await mkdir(place);
    await run('tar', ['-xzf', archive, '-C', place]);
    const unpacked = join(place, 'gwctl-1.2.3-darwin-arm64');
    const pages = (await readdir(join(unpacked, 'man/man1'))).map((name) => join(unpacked, 'man/man1', name));
    const { stdout } = await run('mandoc', ['-T', 'lint', '-W', 'style', ...pages]).catch((error: unknown) => {
      assert.fail(String(error instanceof Error && 'stdout' in error ? error.stdout : error));
    });
    assert.equal(stdout, '');
    for (const [shell, file] of [
      ['bash', 'gwctl.bash'],
      ['zsh', '_gwctl'],
      ['fish', 'gwctl.fish'],
    ] as const) {
      await run(shell, ['-n', join(unpacked, 'completions', file)]);
    }
    const { stdout: shown } = await run('mandoc', ['-T', 'ascii', join(unpacked, 'man/man1/gwctl-status.1')]);
    assert.match(shown.replaceAll(/.\u{8}/gu, ''), /gwctl status --from \.\/manifests --check/);
    assert.ok((await readFile(join(root, 'LICENSE'))).equals(await readFile(join(unpacked, 'LICENSE'))));
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { TARGETS, compileBinary, ownTarget } from '../../scripts/compile-binary.ts';
import { makeRelease } from '../../scripts/release/make-release.ts';
import { readRelease } from '../../scripts/release/release.ts';
import type { Release } from '../../scripts/release/release.ts';
import { findBinaries } from '../cluster/binaries.ts';
import { root } from '../golden/harness.ts';
import { installBinary, installPacked, npm } from '../packed/install.ts';
import { serveFiles } from './file-server.ts';
import { SECONDS, sampleRelease, writeExecutables } from './sample.ts';
import { findTools, lacks } from './tools.ts';

const run = promisify(execFile);
const tools = await findTools();
const binaries = await findBinaries();
const noRuby = await lacks('ruby');
const own = ownTarget();
const noBinary = own === undefined && 'no executable is made for this machine';

/** What the release script reads. */
const PROJECT = [
  'bin',
  'commands',
  'examples',
  'scripts',
  'src',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD_PARTY_NOTICES',
  'package.json',
  'package-lock.json',
  'release.json',
];

suite('a release, from its tag to what users install', () => {
  let home: string;
  let project: string;
  let release: Release;
  let archive: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'gwctl-dry-run-'));
    project = join(home, 'project');
    release = await readRelease(root);
    for (const name of PROJECT) await cp(join(root, name), join(project, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
    archive = join(home, `out/assets/gwctl-${release.version}-${own}.tar.gz`);
  });

  after(() => rm(home, { recursive: true, force: true }));

  async function runScript(args: readonly string[]): Promise<{ readonly out: string; readonly err: string }> {
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(SECONDS) };
    return new Promise((resolve) => {
      execFile(process.execPath, ['scripts/release.ts', ...args], { cwd: project, env }, (_error, out, err) =>
        resolve({ out, err }),
      );
    });
  }

  test('does not begin where the tag, the repository or the notes are wrong', async () => {
    const { version, repository } = release;
    const tag = `--tag=v${version}`;
    for (const [args, err] of [
      [['--tag=v9.9.9'], `error: the tag is v9.9.9, but package.json has version ${version}\n`],
      [
        [tag, '--repository=someone/gwctl'],
        `error: this is someone/gwctl, but release.json sends users to ${repository}: npm run release:home someone/gwctl\n`,
      ],
      [[tag, `--repository=${repository}`], `error: CHANGELOG.md has no notes below "## ${version} - DATE"\n`],
    ] as const) {
      assert.deepEqual(await runScript([...args, '--check-only']), { out: '', err });
    }
  });

  test('makes everything from the tag on', { skip: noBinary }, async () => {
    assert.ok(own !== undefined);
    const changelog = join(project, 'CHANGELOG.md');
    const notes = `## ${release.version} - 2026-11-01\n\n### Added\n\n- Everything.\n\n## 0.0.1 - 2026-10-01\n\n- Nothing.\n`;
    await writeFile(changelog, (await readFile(changelog, 'utf8')).replace(/^## Unreleased\n[\s\S]*/m, notes));
    const bin = join(home, 'bin');
    await writeExecutables(bin, release, '#!/bin/sh\n');
    await cp(join(await installBinary(own), 'gwctl'), join(bin, own, 'gwctl'));
    const args = [`--tag=v${release.version}`, `--repository=${release.repository}`, `--bin=${bin}`];
    const { out, err } = await runScript([...args, `--out=${join(home, 'out')}`]);
    assert.equal(err, '');
    const written = (await readdir(join(home, 'out'), { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    assert.equal(out.trimEnd().split('\n').length, written.length - 1);
    assert.equal(await readFile(join(home, 'out/notes.md'), 'utf8'), '### Added\n\n- Everything.\n');
  });

  test('runs by the smoke test of the workflow, which finds what does not', { skip: noBinary }, async () => {
    const smoke = join(root, 'scripts/release/smoke.sh');
    const file = join(home, 'bin', own ?? '', 'gwctl');
    const { stdout } = await run('sh', [smoke, file, release.version]);
    assert.equal(stdout.match(/^ok: /gm)?.length, 5);
    // It writes nothing anywhere: not where /tmp runs no programs, is full or is not there.
    const bare = { PATH: process.env['PATH'], HOME: '/nowhere', TMPDIR: '/nowhere' };
    assert.equal((await run('sh', [smoke, file, release.version], { cwd: '/', env: bare })).stdout, stdout);
    await assert.rejects(run('sh', [smoke, file, '9.9.9']), /does not say "gwctl v9\.9\.9"/);
    await assert.rejects(run('sh', [smoke, '/bin/false', release.version]), /\/bin\/false --help ended with 1/);
  });

  test('installs by install.sh into an empty home', { skip: noBinary }, async () => {
    const server = await serveFiles(join(home, 'out/assets'));
    const empty = await mkdtemp(join(home, 'empty-'));
    const env = { HOME: empty, PATH: process.env['PATH'], GWCTL_DOWNLOADS: server.url };
    await run('sh', [join(home, 'out/assets/install.sh')], { cwd: empty, env });
    await server.close();
    const { stdout } = await run(join(empty, '.local/bin/gwctl'), ['status', '--demo'], {
      cwd: empty,
      env: { HOME: empty },
    });
    assert.match(stdout, /^Routes: +14 /m);
  });

  const noKrew = [noBinary, typeof tools === 'string' && tools, typeof binaries === 'string' && binaries].find(Boolean);
  test('installs by krew into an empty home, and answers as kubectl gw', { skip: noKrew ?? false }, async () => {
    assert.ok(typeof tools !== 'string' && typeof binaries !== 'string');
    const empty = await mkdtemp(join(home, 'krew-'));
    const env = {
      HOME: empty,
      KREW_ROOT: join(empty, 'krew'),
      PATH: [join(empty, 'krew/bin'), process.env['PATH']].join(':'),
    };
    const manifest = join(home, `out/channels/krew/plugins/${release.krewPlugin}.yaml`);
    await run(tools.krew, ['install', `--manifest=${manifest}`, `--archive=${archive}`], { cwd: empty, env });
    const kubectl = async (...args: readonly string[]): Promise<string> =>
      (await run(binaries.kubectl, ['gw', ...args], { cwd: empty, env })).stdout;
    assert.equal(await kubectl('version', '--client'), `Client Version: v${release.version}\n`);
    assert.match(await kubectl('--help'), /^Usage: kubectl gw COMMAND/m);
    assert.match(await kubectl('status', '--demo'), /^Routes: +14 /m);
    // A tampered archive is refused.
    const broken = join(home, 'broken.tar.gz');
    await writeFile(broken, (await readFile(archive)).subarray(0, -1));
    const elsewhere = { ...env, KREW_ROOT: join(empty, 'other') };
    await assert.rejects(
      run(tools.krew, ['install', `--manifest=${manifest}`, `--archive=${broken}`], { cwd: empty, env: elsewhere }),
      /checksum does not match/,
    );
    assert.ok(!(await readdir(join(empty, 'other'), { recursive: true })).some((path) => path.includes('gw')));
  });

  test(
    'installs by the formula of Homebrew, whose own test passes',
    { skip: noBinary !== false ? noBinary : noRuby },
    async () => {
      const place = join(home, 'unpacked');
      await mkdir(place);
      await run('tar', ['-xzf', archive, '-C', place, '--strip-components=1']);
      const prefix = join(home, 'prefix');
      const formula = join(home, 'out/channels/homebrew/Formula/gwctl.rb');
      const system = [
        own?.startsWith('darwin') === true ? 'macos' : 'linux',
        own?.includes('arm64') === true ? 'arm' : 'intel',
      ];
      const env = { HOME: home, PATH: process.env['PATH'] };
      const line = [join(root, 'test/release/formula.rb'), formula, ...system, place, prefix];
      const { stdout } = await run('ruby', line, { cwd: home, env });
      assert.match(stdout, /^tested$/m);
      const files = await readdir(prefix, { recursive: true });
      for (const file of [
        'bin/kubectl-gw',
        'share/man/man1/gwctl-get.1',
        'etc/bash_completion.d/gwctl',
        'share/zsh/site-functions/_gwctl',
        'share/fish/vendor_completions.d/gwctl.fish',
        'share/pwsh/completions/_gwctl.ps1',
      ]) {
        assert.ok(files.includes(file), file);
      }
    },
  );

  test('is the same, byte by byte, when it is made again', async () => {
    const sample = await sampleRelease();
    const bin = join(home, 'again');
    await writeExecutables(bin, sample, '#!/bin/sh\n');
    const made: string[][] = [];
    for (const name of ['first', 'second']) {
      const out = join(home, name);
      const paths = await makeRelease(sample, { bin, out, seconds: SECONDS }, []);
      made.push(
        await Promise.all(paths.map(async (path) => `${path} ${(await readFile(join(out, path))).toString('base64')}`)),
      );
    }
    assert.deepEqual(made[0], made[1]);
    assert.ok((made[0] ?? []).length > 15);
  });

  test(
    'has a package and executables that are the same, byte by byte, from another clone',
    { skip: noBinary },
    async () => {
      assert.ok(own !== undefined);
      const { copy, tarball } = await installPacked();
      const [clone, out] = [join(home, 'another clone'), join(home, 'compiled again')];
      const left = new Set(['dist', 'node_modules', 'THIRD_PARTY_NOTICES']);
      await cp(copy, clone, { recursive: true, filter: (path) => !left.has(basename(path)) });
      await symlink(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
      await npm(clone, ['pack', '--pack-destination', home]);
      assert.deepEqual(await contentsOf(join(home, basename(tarball))), await contentsOf(tarball));
      assert.ok((await readFile(join(home, basename(tarball)))).equals(await readFile(tarball)), 'the package');
      const { file } = TARGETS[own];
      await compileBinary(clone, own, join(out, file));
      const first = await readFile(join(await installBinary(own), file));
      assert.ok((await readFile(join(out, file))).equals(first), 'the executable');
    },
  );
});

/** The files of an archive, each with what it is known by: names the one that differs. */
async function contentsOf(archive: string): Promise<readonly string[]> {
  const { stdout } = await run('tar', ['--list', '--verbose', '-zf', archive]);
  return stdout.trimEnd().split('\n');
}

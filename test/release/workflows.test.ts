import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import releaseJson from '../../release.json' with { type: 'json' };
import { isTarget } from '../../scripts/compile-binary.ts';
import { readPath, readRecords, readStrings } from '../../src/model/read.ts';
import { root } from '../golden/harness.ts';
import { findTools, lacks } from './tools.ts';

const run = promisify(execFile);
const tools = await findTools();
const noShellcheck = await lacks('shellcheck');
const workflows: string[] = [];
for await (const file of glob('.github/workflows/*.yml', { cwd: root })) workflows.push(file);
const release: unknown = parse(await readFile(join(root, '.github/workflows/release.yml'), 'utf8'));

suite('the workflows', () => {
  test(
    'have no fault that actionlint finds, nor shellcheck in their lines',
    { skip: typeof tools === 'string' && tools },
    async () => {
      assert.ok(typeof tools !== 'string');
      const { stdout } = await run(tools.actionlint, ['-no-color', '-verbose', ...workflows], { cwd: root });
      assert.equal(stdout, '');
      assert.ok(workflows.length >= 2);
    },
  );

  test('build, sign and try every target of release.json', () => {
    const { targets } = releaseJson;
    assert.ok(targets.every((target) => isTarget(target)));
    assert.deepEqual(readStrings(matrix('binary', 'target')), targets);
    assert.deepEqual(
      readStrings(matrix('sign', 'target')),
      targets.filter((target) => target.startsWith('darwin')),
    );
    const tried = readRecords(matrix('smoke', 'include'));
    assert.deepEqual(
      tried.map(({ target, artifact, file }) => [target, artifact, file]),
      targets.map((target) => [
        target,
        `${target.startsWith('darwin') ? 'signed' : 'built'}-${target}`,
        target.startsWith('windows') ? 'gwctl.exe' : 'gwctl',
      ]),
    );
  });

  test('call scripts that are there', async () => {
    const scripts: Readonly<Record<string, string>> = packageJson.scripts;
    for (const file of workflows) {
      const text = await readFile(join(root, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) {
        assert.ok(Object.hasOwn(scripts, name), `${file}: ${name}`);
      }
      for (const [path] of text.matchAll(/\bscripts\/[\w/-]+\.(?:ts|sh)/g)) await readFile(join(root, path));
    }
  });

  test('run shell scripts without a fault that shellcheck finds', { skip: noShellcheck }, async () => {
    await run('shellcheck', ['scripts/release/smoke.sh', 'scripts/release/push-channel.sh'], { cwd: root });
  });
});

suite('package.json and release.json', () => {
  test('send users to the same place', () => {
    const home = `https://github.com/${releaseJson.repository}`;
    assert.equal(packageJson.repository.url, `git+${home}.git`);
    assert.equal(packageJson.homepage, `${home}#readme`);
    assert.equal(packageJson.bugs, `${home}/issues`);
  });

  test('move there together', async () => {
    const work = await mkdtemp(join(tmpdir(), 'gwctl-home-'));
    try {
      await run('git', ['clone', '--quiet', root, work]);
      await run('git', ['checkout', '--quiet', '--detach'], { cwd: work });
      for (const file of ['release.json', 'package.json', 'scripts/release-home.ts']) {
        await writeFile(join(work, file), await readFile(join(root, file)));
      }
      await run('ln', ['-s', join(root, 'node_modules'), join(work, 'node_modules')]);
      const { stdout } = await run(process.execPath, ['scripts/release-home.ts', 'Some-Body/gwctl'], { cwd: work });
      const changed = stdout.trimEnd().split('\n');
      for (const file of ['package.json', 'release.json', 'test/release/golden/homebrew/Formula/gwctl.rb']) {
        assert.ok(changed.includes(file), file);
        const text = await readFile(join(work, file), 'utf8');
        assert.ok(text.includes('Some-Body/gwctl') && !text.includes(releaseJson.repository), file);
      }
      await assert.rejects(
        run('git', ['grep', '--quiet', '--fixed-strings', releaseJson.repository, '--', '*.md', '*.yml', '*.json'], {
          cwd: work,
        }),
      );
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
});

suite('push-channel.sh', () => {
  test('puts the files of a channel into its repository, once', async () => {
    const work = await mkdtemp(join(tmpdir(), 'gwctl-channel-'));
    try {
      const repository = join(work, 'tap.git');
      await run('git', ['init', '--quiet', '--bare', repository]);
      const line = [
        join(root, 'scripts/release/push-channel.sh'),
        join(root, 'test/release/golden/homebrew'),
        repository,
      ];
      const env = { PATH: process.env['PATH'], HOME: work };
      const first = await run('sh', [...line, 'gwctl 1.2.3'], { env });
      assert.equal(first.stdout, 'pushed: gwctl 1.2.3\n');
      const again = await run('sh', [...line, 'gwctl 1.2.3'], { env });
      assert.equal(again.stdout, 'nothing changed: gwctl 1.2.3\n');
      const { stdout } = await run('git', ['-C', repository, 'log', '--all', '--name-only', '--format=%s']);
      assert.equal(stdout, 'gwctl 1.2.3\n\nFormula/gwctl.rb\n');
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
});

/** A part of the matrix of a job of the release. */
function matrix(job: string, ...path: readonly string[]): unknown {
  return readPath(release, 'jobs', job, 'strategy', 'matrix', ...path);
}

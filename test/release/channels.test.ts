import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { checksums } from '../../scripts/release/artefact.ts';
import { installer } from '../../scripts/release/installer.ts';
import { channelFiles } from '../../scripts/release/make-release.ts';
import { readPath, readRecord } from '../../src/model/read.ts';
import { root } from '../golden/harness.ts';
import { assertGolden } from './golden.ts';
import { sampleArtefacts, sampleRelease } from './sample.ts';
import { SCOOP, WINGET } from './schemas.ts';
import { findTools, lacks } from './tools.ts';

const run = promisify(execFile);
const release = await sampleRelease();
const artefacts = sampleArtefacts(release);
const files = channelFiles(release, artefacts, '2026-11-01');
const tools = await findTools();
const [noRuby, noShellcheck] = [await lacks('ruby'), await lacks('shellcheck')];

/** The text of a generated file. */
function textOf(end: string): string {
  const found = files.find(({ path }) => path.endsWith(end));
  assert.ok(found, end);
  return String(found.content);
}

suite('the files of channels', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-channels-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const { path, content } of files) {
    test(`are what they were: ${path}`, () => assertGolden(path.replace('channels/', ''), String(content)));
  }

  test('are what they were: checksums.txt, which sha256sum reads', async () => {
    const text = checksums(artefacts);
    await assertGolden('checksums.txt', text);
    for (const line of text.trimEnd().split('\n')) assert.match(line, /^[0-9a-f]{64} {2}\S+$/);
  });

  test(
    'are what they were: install.sh, in which dash and shellcheck find no fault',
    { skip: noShellcheck },
    async () => {
      const text = await installer(release, artefacts);
      await assertGolden('install.sh', text);
      assert.doesNotMatch(text, /@[A-Z]+@/);
      const file = join(folder, 'install.sh');
      await writeFile(file, text);
      await run('dash', ['-n', file]);
      await run('shellcheck', ['--shell=sh', '--enable=all', '--exclude=SC2249,SC2250,SC2310,SC2312', file]);
    },
  );

  test('krew: no fault that its validator finds', { skip: typeof tools === 'string' && tools }, async () => {
    assert.ok(typeof tools !== 'string');
    const file = join(folder, `${release.krewPlugin}.yaml`);
    const text = textOf(`plugins/${release.krewPlugin}.yaml`);
    await writeFile(file, text);
    await run(tools.validateKrewManifest, ['-manifest', file, '-skip-install']);
    // It is a true check: it refuses what it must.
    await writeFile(file, text.replace(`name: ${release.krewPlugin}`, 'name: other'));
    await assert.rejects(run(tools.validateKrewManifest, ['-manifest', file, '-skip-install']));
  });

  test('Homebrew: reads, and finds the archive of each system', { skip: noRuby }, async () => {
    const file = join(folder, 'gwctl.rb');
    await writeFile(file, textOf('gwctl.rb'));
    await run('ruby', ['-wc', file]);
    const systems = [
      ['macos', 'arm', 'darwin-arm64'],
      ['macos', 'intel', 'darwin-x64'],
      ['linux', 'arm', 'linux-arm64'],
      ['linux', 'intel', 'linux-x64'],
    ] as const;
    for (const [system, processor, name] of systems) {
      const { stdout } = await run('ruby', [join(root, 'test/release/formula.rb'), file, system, processor]);
      const artefact = artefacts.find(({ target }) => target.name === name);
      assert.ok(stdout.includes(`url: ${release.downloads}/${artefact?.file}\nsha256: ${artefact?.sha256}\n`), stdout);
    }
  });

  test('scoop: holds to its schema', () => {
    assertHolds(SCOOP, JSON.parse(textOf('gwctl.json')));
  });

  test('winget: each of the three holds to its schema, and is named as the repository wants', () => {
    const manifests = files.filter(({ path }) => path.includes('/winget/'));
    assert.equal(manifests.length, 3);
    for (const { path, content } of manifests) {
      const manifest: unknown = parse(String(content));
      const [type, identifier] = ['ManifestType', 'PackageIdentifier'].map((key) => String(readPath(manifest, key)));
      assertHolds(WINGET[type ?? ''] ?? {}, manifest);
      const middle = { version: '', installer: '.installer', defaultLocale: '.locale.en-US' }[type ?? ''];
      assert.equal(basename(path), `${identifier}${middle}.yaml`);
      assert.ok(path.includes(`/${identifier?.slice(0, 1)}/${identifier?.replace('.', '/')}/1.2.3/`), path);
    }
  });

  test('name only archives that are made, each by its checksum', () => {
    const known = new Map(artefacts.map(({ file, sha256 }) => [file, sha256]));
    for (const { path, content } of files) {
      const text = String(content);
      for (const [, file = ''] of text.matchAll(/download\/v1\.2\.3\/([^\s"']+)/g)) {
        const sha256 = known.get(file);
        assert.ok(sha256 !== undefined && text.toLowerCase().includes(sha256), `${path}: ${file}`);
      }
    }
    assert.ok(Object.keys(readRecord(JSON.parse(textOf('gwctl.json')))).length > 5);
  });
});

function assertHolds(schema: object, value: unknown): void {
  const validate = new Ajv({ allErrors: true }).compile(schema);
  assert.ok(validate(value), JSON.stringify(validate.errors));
}

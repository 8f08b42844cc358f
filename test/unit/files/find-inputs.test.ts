import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { gapTexts, names, openPaths } from './open-text.ts';

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
}

describe('paths', () => {
  let cwd = '';
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'gwctl-files-'));
    mkdirSync(join(cwd, 'all', 'deep', 'deeper'), { recursive: true });
    mkdirSync(join(cwd, 'all', '.git'));
    mkdirSync(join(cwd, 'none'));
    writeFileSync(join(cwd, 'one.txt'), configMap('one'));
    writeFileSync(join(cwd, 'all', 'b.yaml'), configMap('b'));
    writeFileSync(join(cwd, 'all', 'a.yml'), configMap('a'));
    writeFileSync(
      join(cwd, 'all', 'deep', 'deeper', 'c.JSON'),
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
    );
    writeFileSync(join(cwd, 'all', 'deep', 'logs.txt'), configMap('no-manifest'));
    writeFileSync(join(cwd, 'all', '.git', 'x.yaml'), configMap('hidden'));
    writeFileSync(join(cwd, 'none', 'readme.md'), '# hi');
    writeFileSync(join(cwd, 'broken.yaml'), 'a: [1\n');
  });
  after(() => {
    rmSync(cwd, { recursive: true });
  });

  it('name a file of any ending', async () => {
    assert.deepEqual(await names(await openPaths(['one.txt'], { cwd }), 'cm'), ['default/one']);
  });
  it('name a folder with all manifests below it', async () => {
    const source = await openPaths(['all'], { cwd });
    assert.deepEqual(await names(source, 'cm'), ['default/a', 'default/b', 'default/c']);
    assert.deepEqual(source.gaps(), []);
  });
  it('may be several, standard input among them, and each file is read once', async () => {
    const source = await openPaths(['all', '-', './all/a.yml', 'one.txt', '-'], { cwd, input: configMap('stdin') });
    assert.deepEqual(
      await names(source, 'cm'),
      ['a', 'b', 'c', 'one', 'stdin'].map((name) => `default/${name}`),
    );
    assert.deepEqual(source.gaps(), []);
  });
  it('are named as the user wrote them', async () => {
    const source = await openPaths(['./all', 'broken.yaml'], { cwd });
    assert.deepEqual(source.skipped?.(), [
      { reason: 'notKubernetes', file: 'broken.yaml', line: 2, isWholeFile: true },
    ]);
    const places = await openPaths(['./all'], { cwd });
    for await (const page of places.list({ type: (await places.catalog()).types[0] ?? assert.fail() })) {
      const files = page.map((object) => places.origin?.(object)?.file.replaceAll('\\', '/'));
      assert.deepEqual(files, ['all/a.yml', 'all/b.yaml', 'all/deep/deeper/c.JSON']);
    }
  });
  it("that are not there are an error in kubectl's words", async () => {
    await assert.rejects(openPaths(['all', 'nope.yaml'], { cwd }), (error) => {
      assert.ok(error instanceof CannotRunError);
      assert.equal(error.message, 'error: the path "nope.yaml" does not exist');
      return true;
    });
  });
  for (const [path, message] of [
    ['', 'error: the path "" does not exist'],
    [
      'https://example.com/a.yaml',
      "error: --from does not read URLs: pipe the content in, as in curl -fsSL 'https://example.com/a.yaml' | … --from -",
    ],
  ] as const) {
    it(`of ${JSON.stringify(path)} are an error`, async () => {
      await assert.rejects(openPaths([path], { cwd }), { message });
    });
  }
  it('name the same folder twice', async () => {
    const source = await openPaths(['all', './all'], { cwd });
    assert.equal((await names(source, 'cm')).length, 3);
  });
  it("of a folder without manifests are an error in kubectl's words", async () => {
    await assert.rejects(openPaths(['none'], { cwd }), {
      message: 'error: error reading [none]: recognized file extensions are [.json .yaml .yml]',
    });
  });
  it('of a broken file alone are an error with its line', async () => {
    await assert.rejects(openPaths(['broken.yaml'], { cwd }), /^CannotRunError: error: broken\.yaml:[12]: /);
  });

  if (process.platform !== 'win32') {
    it('through links are followed inside their folder, loops are not, and nothing outside is read', async () => {
      const folder = join(cwd, 'links');
      mkdirSync(join(folder, 'real'), { recursive: true });
      writeFileSync(join(folder, 'real', 'in.yaml'), configMap('inside'));
      symlinkSync('real', join(folder, 'alias'));
      symlinkSync('.', join(folder, 'here'));
      symlinkSync('..', join(folder, 'up'));
      symlinkSync('/', join(folder, 'root'));
      symlinkSync('/proc/self', join(folder, 'self-of-proc'));
      symlinkSync('/bin/sh', join(folder, 'program'));
      symlinkSync('self', join(folder, 'self'));
      symlinkSync('nowhere', join(folder, 'dangling'));
      symlinkSync(join('..', 'one.txt'), join(folder, 'linked.yaml'));
      symlinkSync(join('real', 'in.yaml'), join(folder, 'inner.yaml'));
      symlinkSync('gone.yaml', join(folder, 'broken-link.yaml'));
      const source = await openPaths(['links'], { cwd });
      assert.deepEqual(await names(source, 'cm'), ['default/inside']);
      assert.deepEqual(gapTexts(source), [
        'links/broken-link.yaml: no such file or directory',
        'links/self: too many levels of symbolic links',
      ]);
      assert.deepEqual(
        source.skipped?.().map(({ reason, file }) => `${reason} ${file}`),
        ['linked.yaml', 'root', 'self-of-proc', 'up'].map((name) => `outside links/${name}`),
      );
      // What the user names is read wherever it leads.
      assert.deepEqual(await names(await openPaths([join('links', 'linked.yaml')], { cwd }), 'cm'), ['default/one']);
      rmSync(folder, { recursive: true });
    });
    it('of a pipe are read, but not of one inside a folder', async () => {
      const pipe = join(cwd, 'all', 'pipe.yaml');
      execFileSync('mkfifo', [pipe]);
      assert.deepEqual(await names(await openPaths(['all'], { cwd }), 'cm'), ['default/a', 'default/b', 'default/c']);
      const reading = openPaths([pipe], { cwd });
      // Not the synchronous one: it would wait for a reader that waits for it.
      await writeFile(pipe, configMap('piped'));
      assert.deepEqual(await names(await reading, 'cm'), ['default/piped']);
      rmSync(pipe);
    });
    it('of a pipe without a name are read, as of <(kubectl kustomize .)', async () => {
      const script = [
        `const { runMain } = await import(${JSON.stringify(import.meta.resolve('../../support/run-main.ts'))});`,
        "const { out } = await runMain(['get', 'cm', '-o', 'name', '--from', '/dev/fd/3']);",
        'process.stdout.write(out);',
      ].join('\n');
      const reader = ['exec "$0" --input-type=module -e "$1" 3< <(printf %s "$2")', process.execPath, script];
      const out = execFileSync('bash', ['-c', ...reader, configMap('piped')], { encoding: 'utf8' });
      assert.equal(out, 'configmap/piped\n');
    });
    it('of standard input are read as it, whatever it is', async () => {
      for (const path of ['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']) {
        const source = await openPaths([path, '-'], { input: configMap('in') });
        assert.deepEqual(await names(source, 'cm'), ['default/in'], path);
      }
    });
    it('of a device are read', async () => {
      await assert.rejects(openPaths(['/dev/null'], { cwd }), { message: 'error: no objects found in /dev/null' });
    });
  }
});

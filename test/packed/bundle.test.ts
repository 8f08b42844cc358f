import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import { bundle, root } from '../../scripts/bundle.ts';
import { packageOf, thirdPartyNotices } from '../../scripts/third-party-notices.ts';
import { isRecord, readPath } from '../../src/model/read.ts';
import { installPacked } from './install.ts';
import { NODES } from './nodes.ts';

const run = promisify(execFile);

/** What only CommonJS answers: esbuild's stand-in for `require` throws, the other names do not exist. */
const COMMON_JS = /Dynamic require of|\b(?:__dirname|__filename)\b|\brequire\.(?:main|resolve|cache)\b/;

suite('the bundle', () => {
  let folder: string;
  let chunks: readonly string[];

  before(async () => {
    folder = join((await installPacked()).folder, 'dist');
    chunks = (await readdir(folder)).filter((name) => name.endsWith('.js'));
    assert.ok(chunks.length > 20);
  });

  test('asks for nothing that only CommonJS has, and for no package', async () => {
    const wrong: string[] = [];
    for (const chunk of chunks) {
      if (COMMON_JS.test(await readFile(join(folder, chunk), 'utf8'))) wrong.push(chunk);
    }
    const { inputs } = await bundle(false);
    for (const [file, { imports }] of Object.entries(inputs)) {
      for (const { path, kind, external } of imports) {
        if (external !== true) continue;
        if (kind === 'require-call') wrong.push(`${file} requires ${path}`);
        // Whatever is not taken in would be another package's, of another version.
        if (!isBuiltin(path)) wrong.push(`${file} imports ${path}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  for (const { major, folder: node } of NODES) {
    test(`can be loaded by Node ${major}, every chunk of it`, async () => {
      const urls = chunks.map((chunk) => pathToFileURL(join(folder, chunk)).href);
      const script = `for (const url of ${JSON.stringify(urls)}) await import(url); console.log(process.versions.node);`;
      const { stdout, stderr } = await run(join(node, 'node'), ['--input-type=module', '--eval', script]);
      assert.equal(stderr, '');
      assert.equal(stdout.split('.')[0], major);
    });
  }

  test('holds only what the dependencies of package.json bring', async () => {
    const { inputs } = await bundle(false);
    const brought = await readDependencies();
    const wrong: string[] = [];
    let count = 0;
    for (const file of Object.keys(inputs)) {
      const path = packageOf(file);
      if (path === undefined) continue;
      count++;
      if (!brought.has(path)) wrong.push(file);
    }
    assert.ok(count > 50);
    assert.deepEqual(wrong, []);
  });

  test('has the licences of all that it holds beside it', async () => {
    const metafile = await bundle(false);
    const notices = await readFile(join(folder, '../THIRD_PARTY_NOTICES'), 'utf8');
    assert.equal(notices, await thirdPartyNotices(metafile));
    assert.equal(
      await readFile(join(root, 'THIRD_PARTY_NOTICES'), 'utf8'),
      notices,
      'npm run build brings it up to date',
    );
    for (const [file, { inputs }] of Object.entries(metafile.outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? [];
        if (name === undefined || bytesInOutput === 0) continue;
        assert.ok(notices.includes(`\n${name} `), `${input}, which went into ${file}`);
      }
    }
    // Object code, which no file in node_modules gives away.
    for (const name of ['Graphviz', 'Expat', 'Gateway API']) assert.ok(notices.includes(name), name);
  });
});

/** The folders of all packages that the program's dependencies bring, as package-lock.json has them. */
async function readDependencies(): Promise<ReadonlySet<string>> {
  const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const packages = readPath(lock, 'packages');
  const ofProgram = Object.entries(isRecord(packages) ? packages : {}).filter(
    ([, entry]) => readPath(entry, 'dev') !== true && readPath(entry, 'devOptional') !== true,
  );
  return new Set(ofProgram.map(([path]) => path));
}

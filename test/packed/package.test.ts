import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { commands } from '../../commands/index.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { readRecord } from '../../src/model/read.ts';
import { root } from '../golden/harness.ts';
import { installPacked, npm } from './install.ts';
import type { Installed } from './install.ts';
import { NODES } from './nodes.ts';
import { RUNTIMES } from './runtimes.ts';
import { runPacked } from './program.ts';

const run = promisify(execFile);
const update = process.env['UPDATE_GOLDEN'] === '1';
const CONTENT = join(root, 'test/packed/content.txt');

/** A line for every verb that reads, which the bundled example answers; and for every form of output that loads more. */
const READS: Readonly<Record<string, readonly string[]>> = {
  get: ['routes -A', 'routes -o yaml', 'routes -o json', 'routes -o kyaml', 'routes -o jsonpath={.items[*].kind}'],
  describe: ['gateway/web -n infra', 'routes -o yaml'],
  graph: ['-A', '-A -o dot', '-A -o mermaid', '-A -o svg', '-A -o html', '-A -o json'],
  effective: ['httproute/checkout', 'httproute/checkout -o yaml'],
  status: ['-A', '-o json'],
  analyze: [
    '-A --fail-on never',
    ...['json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'].map((format) => `-o ${format} --fail-on never`),
  ],
  explain: ['GW1001', 'NoMatchingParent', '--list'],
  check: ['--rbac status'],
  trace: ['https://shop.example.com/cart', 'https://shop.example.com/cart -o yaml'],
  table: ['gateway/web -n infra', 'gateway/web -n infra -o json'],
  test: [
    'ROOT/examples/shop.routes.yaml',
    'ROOT/examples/shop.routes.yaml -o tap',
    'ROOT/examples/shop.routes.yaml -o junit',
  ],
  'api-resources': ['', '-o json'],
  version: ['', '-o yaml'],
};

/** Those that change a cluster, or need none. */
const OTHERS = new Set(['apply', 'delete', 'completion']);

/** What names two states, so that no third is shown. */
const COMPARING = 'diff';

suite('the package', () => {
  let installed: Installed;
  let empty: string;

  before(async () => {
    installed = await installPacked();
    empty = await mkdtemp(join(tmpdir(), 'gwctl-empty-'));
  });

  after(() => rm(empty, { recursive: true, force: true }));

  /** A clone to build and pack in: meanwhile others read the copy that was packed first. */
  async function cloneOf(name: string): Promise<string> {
    const clone = join(empty, name);
    await cp(installed.copy, clone, { recursive: true, verbatimSymlinks: true });
    return clone;
  }

  test('holds what the list says, in its size, and nothing of the sources', async () => {
    const lines = new Set<string>();
    let size = 0;
    for (const entry of await readdir(installed.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      size += (await stat(path)).size;
      // Chunks, whose names end in a hash of what they hold, are the bundler's affair.
      const name = relative(installed.folder, path).replaceAll('\\', '/');
      lines.add(name.replace(/^(dist\/)[\w-]+-[A-Z0-9]{8}\.js/, '$1*.js'));
    }
    const packed = (await stat(installed.tarball)).size;
    const sizes = [`packed: ${megabytes(packed)}`, `unpacked: ${megabytes(size)}`];
    const content = `${[...sizes, ...[...lines].toSorted()].join('\n')}\n`;
    if (update) await writeFile(CONTENT, content);
    else assert.equal(content, await readFile(CONTENT, 'utf8'));
  });

  test('depends on nothing, and runs nothing when it is installed', async () => {
    const manifest = readRecord(JSON.parse(await readFile(join(installed.folder, 'package.json'), 'utf8')));
    for (const key of ['dependencies', 'devDependencies', 'scripts', 'private', 'allowScripts']) {
      assert.ok(!Object.hasOwn(manifest, key), key);
    }
    const { name, version, description, license, keywords, bin, exports, types, engines } = packageJson;
    const published = { name, version, description, license, keywords, bin, exports, types, engines };
    for (const [key, value] of Object.entries(published)) assert.deepEqual(manifest[key], value, key);
    assert.deepEqual(await readdir(dirname(installed.folder)), ['.bin', '.package-lock.json', 'gwctl']);
  });

  test('has a README without links that lead nowhere', async () => {
    const text = await readFile(join(installed.folder, 'README.md'), 'utf8');
    assert.match(text, /\]\(https:/);
    assert.doesNotMatch(text, /\]\((?!https:)/);
  });

  test('is packed without a trace in the project', async () => {
    for (const file of ['package.json', 'README.md']) {
      assert.equal(await readFile(join(installed.copy, file), 'utf8'), await readFile(join(root, file), 'utf8'), file);
    }
    assert.ok(!(await readdir(join(installed.copy, 'dist'))).includes('before-packing'));
  });

  test('shows the example by npx', async () => {
    const args = ['exec', '--offline', '--yes', `--package=${installed.tarball}`, '--', 'gwctl', 'status', '--demo'];
    const shown = await npm(empty, args, { npm_config_cache: join(empty, 'cache') });
    assert.match(shown, /^Routes: +14 /m);
  });

  test('is shown by npm start to who reads one line of it', async () => {
    const { stdout, stderr } = await run('bash', ['-c', 'node scripts/start.ts | head -n 1'], {
      cwd: await cloneOf('to-start'),
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` },
    });
    assert.deepEqual([stdout, stderr], ['$ gwctl get gateways,listenersets,routes -A --from examples/shop\n', '']);
  });

  test('stays where it was installed as README says when the clone has gone', async () => {
    const [, line = ''] = /^(npm pack .*)$/m.exec(await readFile(join(root, 'README.md'), 'utf8')) ?? [];
    const prefix = join(empty, 'prefix');
    await mkdir(prefix);
    const clone = await cloneOf('to-move');
    const env = { ...process.env, npm_config_prefix: prefix, npm_config_offline: 'true' };
    await run('bash', ['-c', line], { cwd: clone, env });
    await rename(clone, join(empty, 'moved'));
    const gwctl = join(prefix, 'bin/gwctl');
    const { stdout } = await run(gwctl, ['status', '--demo'], { env: { PATH: NODES[1].folder }, cwd: empty });
    assert.match(stdout, /^Routes: +14 /m);
  });

  test('has a line for every verb', () => {
    const names = commands.map(({ name }) => name).filter((name) => !OTHERS.has(name));
    assert.deepEqual(names.toSorted(), [...Object.keys(READS), COMPARING].toSorted());
  });

  for (const [verb, tails] of Object.entries(READS)) {
    for (const tail of tails) {
      test(`answers with nothing beside it: ${`gwctl ${verb} ${tail}`.trimEnd()} --demo`, async () => {
        const words = tail.split(' ').filter((word) => word !== '');
        const args = [verb, ...words.map((word) => word.replace('ROOT', root)), '--demo'];
        const { out, err, code } = await runPacked(args, { cwd: empty });
        assert.deepEqual([err, code], ['', 0]);
        assert.notEqual(out, '');
      });
    }
  }

  test(`compares two states with nothing beside it: gwctl ${COMPARING}`, async () => {
    const shop = join(root, 'examples/shop');
    const { out, err, code } = await runPacked([COMPARING, shop, shop], { cwd: empty });
    assert.deepEqual([out, err, code], ['no request changes\n', '', 0]);
  });

  for (const verb of OTHERS) {
    test(`loads with nothing beside it: gwctl ${verb}`, async () => {
      const args =
        verb === 'completion' ? ['bash'] : ['-f', join(root, 'examples/shop'), '--server', 'http://127.0.0.1:9'];
      const { out, err, code } = await runPacked([verb, ...args], { cwd: empty });
      if (verb === 'completion') assert.match(out, /gwctl/);
      else assert.match(err, /127\.0\.0\.1:9/);
      assert.ok(code === 0 || code === 1 || code === 3, `exit ${code}: ${err}`);
    });
  }

  for (const version of ['20.20.2', '22.18.0', '18.0.0']) {
    test(`says in one sentence that Node ${version} is too old`, async () => {
      const old = join(empty, `node-${version}.cjs`);
      await writeFile(
        old,
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
      );
      const env = { NODE_OPTIONS: `--require=${old}` };
      for (const program of ['gwctl', 'kubectl-gw', 'kubectl_complete-gw'] as const) {
        const { out, err, code } = await runPacked(['status', '--demo'], { env, program });
        const sentence = `error: gwctl needs Node.js 22.19 or newer, this is ${version}\n`;
        assert.deepEqual([out, err, code], ['', sentence, 3]);
      }
    });
  }

  for (const runtime of RUNTIMES) {
    const on = `on ${runtime.name}`;

    test(`starts by each of its names ${on}`, async () => {
      const named = await runPacked(['--help'], { on: runtime });
      assert.match(named.out, /^Usage: gwctl COMMAND \[flags\]$/m);
      const plugin = await runPacked(['--help'], { on: runtime, program: 'kubectl-gw' });
      assert.match(plugin.out, /^Usage: kubectl gw COMMAND \[flags\]$/m);
      const completes = await runPacked(['desc'], { on: runtime, program: 'kubectl_complete-gw' });
      assert.match(completes.out, /^describe/);
      for (const { err, code } of [named, plugin, completes]) assert.deepEqual([err, code], ['', 0]);
    });

    test(`starts without a cache of compiled code ${on}`, async () => {
      const env = { NODE_DISABLE_COMPILE_CACHE: '1' };
      const { out, err, code } = await runPacked(['get', 'routes', '-A', '--from', 'examples/shop'], {
        on: runtime,
        env,
      });
      assert.deepEqual([err, code], ['', 0]);
      assert.match(out, /checkout/);
    });

    test(`draws with the packed Graphviz ${on}`, async () => {
      const args = ['graph', 'gateway/web', '-n', 'infra', '-o', 'svg', '--from', 'examples/shop'];
      const { out, err, code } = await runPacked(args, { on: runtime });
      assert.deepEqual([err, code], ['', 0]);
      assert.match(out, /<svg/);
    });
  }
});

/** To a tenth: what changes from one commit to the next is not looked at. */
function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

import assert from 'node:assert/strict';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { root } from '../golden/harness.ts';
import { runPacked } from './program.ts';
import { BINARY } from './runtimes.ts';

/** What engines read of the folder that they are started in, each of which leaves a trace or changes the answer. */
function traps(trace: string): Readonly<Record<string, string>> {
  const script = `require('node:fs').appendFileSync(${JSON.stringify(trace)}, __filename + '\\n');`;
  const foreign = ['KUBECONFIG=./foreign.yaml', 'GWCTL_COLUMNS=1', 'BUN_OPTIONS=--preload=./trap.cjs', 'NO_COLOR=1'];
  const manifest = { name: 'trap', type: 'commonjs', main: 'trap.cjs', imports: { '#*': './trap.cjs' } };
  return {
    '.env': `${foreign.join('\n')}\n`,
    '.env.local': `${foreign.join('\n')}\n`,
    '.env.production': `${foreign.join('\n')}\n`,
    'bunfig.toml': 'preload = ["./trap.cjs"]\n[run]\npreload = ["./trap.cjs"]\nbun = true\n',
    '.bunfig.toml': 'preload = ["./trap.cjs"]\n',
    'package.json': JSON.stringify(manifest),
    'tsconfig.json': JSON.stringify({ compilerOptions: { baseUrl: '.', paths: { '*': ['./trap.cjs'] } } }),
    'foreign.yaml': JSON.stringify({ kind: 'Config', 'current-context': 'foreign' }),
    'trap.cjs': script,
    'trap.mjs': `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(trace)}, 'trap.mjs\\n');`,
    'binary.js': script,
    'bin/binary.js': script,
    'dist/start.js': script,
    'index.js': script,
    ...Object.fromEntries(
      ['yargs', '@kubernetes/client-node', 'yaml', 'js-yaml', 'kleur', 'cli-table3', 're2js', '@viz-js/viz'].flatMap(
        (name) => [
          [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
          [`node_modules/${name}/index.js`, script],
        ],
      ),
    ),
  };
}

/** Lines that load most of the program, and one that reads the kubeconfig. */
const LINES = [
  '--help',
  'get routes -A -o yaml --demo',
  'describe gateway/web -n infra --demo',
  'graph -A -o svg --demo',
  'trace https://shop.example.com/cart --demo',
  'version',
];

suite('the single executable in a folder of traps', { skip: BINARY === undefined }, () => {
  let home: string;
  let folder: string;
  let trace: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'gwctl-traps-'));
    folder = join(home, 'folder');
    trace = join(home, 'trace');
    for (const [name, text] of Object.entries(traps(trace))) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });

  after(() => rm(home, { recursive: true, force: true }));

  for (const line of LINES) {
    test(`$ gwctl ${line}`, async () => {
      const args = line.split(' ');
      const env = { HOME: home, LANG: 'C.UTF-8' };
      const expected = await runPacked(args, { on: BINARY, env, cwd: root });
      const options = `--require=${join(folder, 'trap.cjs')} --import=${join(folder, 'trap.mjs')}`;
      for (const more of [
        {},
        { NODE_OPTIONS: options, NODE_PATH: join(folder, 'node_modules'), NODE_ENV: 'production' },
      ]) {
        const end = await runPacked(args, { on: BINARY, env: { ...env, ...more }, cwd: folder });
        assert.deepEqual(end, expected);
      }
      await assert.rejects(access(trace), { code: 'ENOENT' });
    });
  }
});

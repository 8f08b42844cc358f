import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPacked } from './install.ts';
import { NODES } from './nodes.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLE = 'why-not-attached.ts';

/** What the example says of the shop, without the sentences, which may change. */
const SHOP = [
  'HTTPRoute lab/experiment -> web: NotAllowedByListeners',
  'HTTPRoute shop/blog -> web: NoMatchingListenerHostname',
  'HTTPRoute shop/legacy -> wbe: ParentNotFound',
  'HTTPRoute shop/search -> web: NoMatchingParent',
];

suite('the library, installed as a dependency', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-library-'));
    await symlink(dirname((await installPacked()).folder), join(folder, 'node_modules'), 'junction');
    for (const files of ['examples', 'test/fixtures/readiness']) {
      await cp(join(root, files), join(folder, files), { recursive: true });
    }
    await copyFile(join(root, 'examples/library', EXAMPLE), join(folder, EXAMPLE));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const { major, folder: node } of NODES) {
    test(`tells in the example which routes of the shop do not attach, on Node ${major}`, async () => {
      const { stdout } = await run(join(node, 'node'), [EXAMPLE, join(root, 'examples/shop')], {
        cwd: folder,
        env: {},
      });
      const said = stdout
        .trimEnd()
        .split('\n')
        .map((line) => /^(.*?: \w+): ./.exec(line)?.[1]);
      assert.deepEqual(said, SHOP, stdout);
    });
  }

  test('answers in every example as docs/library.md shows', async () => {
    const text = await readFile(join(root, 'docs/library.md'), 'utf8');
    const shown = [...text.matchAll(/^```console\n\$ node (.*)\n([\s\S]*?)^```$/gm)];
    assert.ok(shown.length >= 7);
    for (const [, line = '', printed] of shown) {
      const { stdout } = await run(process.execPath, line.split(' '), { cwd: folder, env: {} });
      assert.equal(stdout, printed, line);
    }
  });

  test('has types that the examples hold to, with nothing taken on trust', async () => {
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2023',
          module: 'nodenext',
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          allowImportingTsExtensions: true,
          // The declarations are checked too.
          skipLibCheck: false,
          types: ['node'],
          typeRoots: [join(root, 'node_modules/@types')],
        },
        files: [EXAMPLE],
        include: ['examples/library'],
      }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const check = async (): Promise<string> => {
      try {
        return (await run(process.execPath, [compiler, '-p', folder, '--pretty', 'false'])).stdout;
      } catch (error) {
        return String(Object.entries(error ?? {}).find(([key]) => key === 'stdout')?.[1]);
      }
    };
    assert.equal(await check(), '');
    const text = await readFile(join(folder, EXAMPLE), 'utf8');
    await writeFile(
      join(folder, EXAMPLE),
      text.replace("accepted.status !== 'False'", "accepted.status !== 'Refused'"),
    );
    assert.match(await check(), /error TS2367/);
  });

  test('brings the schemas of the documents', () => {
    const path = createRequire(join(folder, 'package.json')).resolve('gwctl/schemas/graph.json');
    assert.match(path, /graph\.json$/);
  });

  test('has declarations that name nothing of the sources but what is published', async () => {
    const { folder: installed } = await installPacked();
    const files = await readdir(join(installed, 'dist/types'), { recursive: true, withFileTypes: true });
    const rooms = new Set(files.filter((file) => file.isFile()).map(({ parentPath }) => basename(parentPath)));
    assert.deepEqual([...rooms].toSorted(), ['api', 'documents', 'model', 'types']);
  });
});

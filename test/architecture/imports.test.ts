import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { bundle, root } from '../../scripts/bundle.ts';
import { ALLOWED } from './allowed-imports.ts';

/** Nothing there may know the machine: no clock, no files, no network. */
const PURE = new Set([
  'answers',
  'analysis',
  'routing',
  'routing-tests',
  'policy',
  'graph',
  'gateway-api',
  'view',
  'print',
  'model',
  'text',
  'cli',
]);

/** Packages that take long to load; each is loaded where it is needed, never on the way there. */
const HEAVY = new Set(['@kubernetes/client-node', 'js-yaml', 'yaml', 'cli-table3', '@viz-js/viz', 're2js']);

const metafile = await bundle(false);

/** The room of a source file: `graph`, `commands`, `src/main.ts`; the name of the package for one of a dependency. */
function roomOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first === 'node_modules') return second.startsWith('@') ? `${second}/${third}` : second;
  if (first === 'src') return third === '' ? path : second;
  return first;
}

function isOurs(path: string): boolean {
  return /^(bin|commands|src)\//.test(path);
}

suite('imports', () => {
  test('point downwards only', () => {
    const wrong: string[] = [];
    for (const [file, { imports }] of Object.entries(metafile.inputs)) {
      if (!isOurs(file)) continue;
      const room = roomOf(file);
      const allowed = ALLOWED[room] ?? [];
      for (const { path, external } of imports) {
        if (external === true) continue;
        const other = roomOf(path);
        if (other === room || allowed.includes(other)) continue;
        if (other === 'model' && room !== 'text') continue;
        wrong.push(`${file} imports ${path}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  // Types leave no trace in the bundle: these files are read as they are written.
  test('of the published documents stay among them: no type of the engine is a type of theirs', async () => {
    const wrong: string[] = [];
    let count = 0;
    for await (const file of glob('src/documents/*.ts', { cwd: root })) {
      count++;
      for (const [, path = ''] of (await readFile(`${root}${file}`, 'utf8')).matchAll(/\bfrom '([^']+)'|\bimport\(/g)) {
        if (!/^\.\/[a-z-]+\.ts$/.test(path)) wrong.push(`${file} imports ${path}`);
      }
    }
    assert.ok(count > 5);
    assert.deepEqual(wrong, []);
  });

  test('of the pure rooms stay away from the machine', () => {
    const wrong: string[] = [];
    for (const [file, { imports }] of Object.entries(metafile.inputs)) {
      if (!isOurs(file) || !PURE.has(roomOf(file))) continue;
      for (const { path, external } of imports) if (external === true) wrong.push(`${file} imports ${path}`);
    }
    assert.deepEqual(wrong, []);
  });

  // The library must not look at the process of its host, and `main` is given what it may know.
  test('are all that there is: nothing below bin/ looks at the process by itself', async () => {
    const wrong: string[] = [];
    for await (const file of glob(['src/**/*.ts', 'commands/*.ts'], { cwd: root })) {
      const code = (await readFile(`${root}${file}`, 'utf8')).replaceAll(/\/\*\*[\s\S]*?\*\/|^ *\/\/.*$/gm, '');
      if (/\bprocess\.[a-z]|'node:process'/.test(code)) wrong.push(file);
    }
    assert.deepEqual(wrong, []);
  });

  test('have no cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'open') cycles.push([...trail.slice(trail.indexOf(file)), file].join(' > '));
      if (state.has(file)) return;
      state.set(file, 'open');
      for (const { path, external, kind } of metafile.inputs[file]?.imports ?? []) {
        if (external !== true && kind !== 'dynamic-import' && isOurs(path)) visit(path, [...trail, file]);
      }
      state.set(file, 'done');
    };
    for (const file of Object.keys(metafile.inputs)) if (isOurs(file)) visit(file, []);
    assert.deepEqual(cycles, []);
  });
});

interface Loaded {
  readonly files: readonly string[];
  /** How many bytes of the chunks come from each file. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The chunks as they are, with what the bundler adds. */
  readonly bytes: number;
}

/** The chunks that an entry loads at once, without what waits behind `import()`. */
function loadedBy(entryPoint: string): Loaded {
  const entry = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entryPoint);
  assert.ok(entry, `${entryPoint} is no entry of a chunk`);
  const chunks = new Set<string>();
  const load = (chunk: string): void => {
    if (chunks.has(chunk)) return;
    chunks.add(chunk);
    for (const { path, kind, external } of metafile.outputs[chunk]?.imports ?? []) {
      if (external !== true && kind !== 'dynamic-import') load(path);
    }
  };
  load(entry[0]);
  const outputs = [...chunks].map((chunk) => metafile.outputs[chunk]);
  const parts = outputs.flatMap((output) => Object.entries(output?.inputs ?? {}));
  const sizes = new Map(parts.map(([file, { bytesInOutput }]) => [file, bytesInOutput]));
  return {
    files: [...sizes.keys()],
    sizes,
    bytes: outputs.reduce((sum, output) => sum + (output?.bytes ?? 0), 0),
  };
}

suite('what is loaded', () => {
  test('at start: the words of the commands, no package and no use case', () => {
    const { files, sizes, bytes } = loadedBy('bin/start.ts');
    const rooms = new Set(files.map(roomOf));
    assert.deepEqual([...rooms].toSorted(), ['bin', 'cli', 'commands', 'model', 'src/main.ts', 'text']);
    // Each verb brings its words with it (analyze, with twice the flags of others, the most); what is not theirs stays as small as it is, however many verbs there are.
    const words = [...sizes].filter(([file]) => roomOf(file) === 'commands');
    const tooLong = words.filter(([, size]) => size > 4_500);
    assert.deepEqual(tooLong, []);
    const rest = bytes - words.reduce((sum, [, size]) => sum + size, 0);
    assert.ok(rest < 24_000, `the start loads ${rest} bytes beside the words of the verbs`);
  });

  test('by the library, before anything is opened: what went wrong has names', () => {
    const rooms = new Set(loadedBy('src/api.ts').files.map(roomOf));
    assert.deepEqual([...rooms].toSorted(), ['model', 'src/api.ts']);
  });

  // Each use case, and the modules that a plain `get` of a live cluster and of files goes through.
  for (const entry of [
    'src/app/get.ts',
    'src/app/get/print-tables.ts',
    'src/app/describe-command.ts',
    'src/app/api-resources.ts',
    'src/app/version.ts',
    'src/app/complete.ts',
    'src/source/live/open-cluster.ts',
  ]) {
    test(`by ${entry}: no heavy package`, () => {
      const packages = loadedBy(entry)
        .files.map(roomOf)
        .filter((room) => HEAVY.has(room));
      assert.deepEqual(packages, []);
    });
  }

  test('by a list of one kind: no graph', () => {
    for (const entry of ['src/app/get.ts', 'src/app/get/print-tables.ts', 'src/source/live/open-cluster.ts']) {
      const built = loadedBy(entry).files.filter((file) => file === 'src/graph/query/build-graph.ts');
      assert.deepEqual(built, [], entry);
    }
  });
});

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile, Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

type Inputs = Metafile['inputs'];

/** Modules that are loaded together. */
interface Group {
  readonly name: string;
  /** Those, and all that they import at once. */
  readonly roots: readonly string[];
  /** Whether a module behind `import()` needs the group, or stands beside what does. */
  readonly isOf: (entry: string, reached: ReadonlySet<string>) => boolean;
}

/** What is quick and asks no cluster: the help, and verbs that print what they know. */
const LEAN: ReadonlySet<string> = new Set([
  'src/app/scope.ts',
  'src/cli/help-text.ts',
  'src/app/completion.ts',
  'src/app/version.ts',
]);

const GROUPS: readonly Group[] = [
  { name: 'start', roots: ['bin/start.ts'], isOf: () => true },
  {
    name: 'cluster',
    roots: ['src/app/get.ts', 'src/app/get/print-tables.ts', 'src/source/live/open-cluster.ts'],
    isOf: (entry) => !LEAN.has(entry),
  },
  {
    name: 'graph',
    roots: ['src/answers/graph.ts'],
    isOf: (_, reached) => reached.has('src/graph/query/build-graph.ts'),
  },
];

const NAME = 'load-together';

/**
 * Puts modules that are nearly always loaded together into one chunk. esbuild makes a chunk for each set of entries that share a
 * module, and every module behind `import()` is an entry: a list of Gateways took ninety, each of which costs Node half a
 * millisecond whatever its size. Here the entries of a group import all of it, so that its modules have one set.
 * @param inputs of the bundle without this.
 */
export function loadTogether(inputs: Inputs): Plugin {
  const reachedBy = (files: readonly string[]): ReadonlySet<string> => reachedFrom(inputs, files);
  const contents = new Map<string, string>();
  const started = reachedBy(['bin/start.ts']);
  for (const { name, roots } of GROUPS) {
    const files = [...reachedBy(roots)].filter(isOurs);
    contents.set(`${NAME}:${name}`, files.map((file) => `import './${file}';`).join('\n'));
  }
  const entries = new Map<string, string>();
  for (const entry of laterIn(inputs)) {
    if (!isOurs(entry) || started.has(entry)) continue;
    const reached = reachedBy([entry]);
    const groups = GROUPS.filter(({ isOf }) => isOf(entry, reached));
    entries.set(resolve(root, entry), groups.map(({ name }) => `import '${NAME}:${name}';`).join('\n'));
  }
  return {
    name: NAME,
    setup(build) {
      build.onResolve({ filter: /^load-together:/ }, ({ path }) => ({ path, namespace: NAME }));
      build.onLoad({ filter: /.*/, namespace: NAME }, ({ path }) => ({
        contents: contents.get(path) ?? '',
        resolveDir: root,
      }));
      build.onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
        const imports = entries.get(path);
        if (imports === undefined) return undefined;
        return { contents: `${await readFile(path, 'utf8')}\n${imports}\n`, loader: 'ts' };
      });
    },
  };
}

/** All modules that stand behind an `import()`. */
function laterIn(inputs: Inputs): ReadonlySet<string> {
  const later = Object.values(inputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
  );
  return new Set(later);
}

/** Some files and all that they import at once. */
function reachedFrom(inputs: Inputs, files: readonly string[]): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) {
    for (const { path, kind, external } of inputs[file]?.imports ?? []) {
      if (external !== true && kind !== 'dynamic-import') reached.add(path);
    }
  }
  return reached;
}

function isOurs(file: string): boolean {
  return file.endsWith('.ts');
}

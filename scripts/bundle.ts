import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuildResult, Metafile, Plugin } from 'esbuild';
import { demoFiles } from './demo-files.ts';
import { esmOnly } from './esm-only.ts';
import { leanClientNode } from './lean-client-node.ts';
import { loadTogether } from './load-together.ts';
import { ownStringWidth } from './string-width.ts';

/** The folder of the project, with a slash at its end. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the program and the library: an entry chunk each, everything behind `import()` in chunks that they share.
 * @param write whether the chunks are written into dist/.
 * @returns what imports what, and what went into which chunk.
 */
export async function bundle(write: boolean): Promise<Metafile> {
  const { inputs } = await run({ write: false });
  const joined = await run({ write, joining: loadTogether(inputs) });
  return { inputs, outputs: joined.outputs };
}

async function run({ write, joining }: { readonly write: boolean; readonly joining?: Plugin }): Promise<Metafile> {
  const result: BuildResult<{ metafile: true }> = await build({
    absWorkingDir: root,
    entryPoints: { start: 'bin/start.ts', api: 'src/api.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    minify: true,
    legalComments: 'linked',
    metafile: true,
    write,
    logLevel: 'warning',
    plugins: [demoFiles, esmOnly, leanClientNode, ownStringWidth, ...(joining === undefined ? [] : [joining])],
  });
  return result.metafile;
}

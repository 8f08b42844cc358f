import { chmod, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { leanClientNode } from './lean-client-node.ts';
import { ownStringWidth } from './string-width.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the program into dist/: one start chunk, everything behind `import()` in chunks of its own. The metafile is
 * kept for the test that holds the import directions and what the start-up path may load.
 */
await rm(`${root}/dist`, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { start: 'bin/start.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  minify: true,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
  plugins: [leanClientNode, ownStringWidth],
});
await writeFile(`${root}/dist/metafile.json`, JSON.stringify(result.metafile));
for (const name of ['gwctl', 'kubectl-gw']) await chmod(`${root}/bin/${name}.js`, 0o755);

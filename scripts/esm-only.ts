import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const YAML = fileURLToPath(new URL('browser/index.js', import.meta.resolve('yaml/package.json')));

/**
 * Keeps `require` out of the bundle: in chunks of ES modules there is none, so that a CommonJS file that asks for one of
 * Node's modules throws when it is loaded. `yaml` has a build of ES modules, which it offers to browsers only; cli-table3
 * asks for colours, which it is never told to use.
 */
export const esmOnly: Plugin = {
  name: 'esm-only',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: YAML }));
    build.onResolve({ filter: /^@colors\/colors\/safe$/ }, ({ path }) => ({ path, namespace: 'esm-only' }));
    build.onLoad({ filter: /.*/, namespace: 'esm-only' }, () => ({ contents: 'module.exports = {};' }));
  },
};

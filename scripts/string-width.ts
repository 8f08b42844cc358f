import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Gives yargs and cli-table3 our own measure of text for `string-width`: it does the same and costs a tenth at start-up.
 * yargs imports a default export, cli-table3 requires the function itself.
 */
export const ownStringWidth: Plugin = {
  name: 'own-string-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      kind === 'require-call'
        ? { path: 'string-width', namespace: 'own-string-width' }
        : { path: `${root}src/text/width.ts` },
    );
    build.onLoad({ filter: /.*/, namespace: 'own-string-width' }, () => ({
      contents: "module.exports = require('./src/text/width.ts').displayWidth;",
      resolveDir: root,
    }));
  },
};

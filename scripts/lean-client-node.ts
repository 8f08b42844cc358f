import type { Plugin } from 'esbuild';

/**
 * What client-node's KubeConfig imports for features that are not used here: its own requests (undici, the generated
 * API), its proxies, and logins that kubectl does otherwise. Bundled they triple the time that a list takes.
 */
const UNUSED = new Set([
  'undici',
  './gen/index.js',
  './middleware.js',
  'openid-client',
  'jsonpath-plus',
  'rfc4648',
  'hpagent',
  'socks',
  'socks-proxy-agent',
  'js-yaml',
]);

/** An import of `node:http` makes Node load its own undici; a plain look at the module does not. */
const LAZY_HTTP = "export default process.getBuiltinModule('node:http');";

/** Leaves out of the bundle what client-node imports in vain. */
export const leanClientNode: Plugin = {
  name: 'lean-client-node',
  setup(build) {
    const importer = /[\\/]@kubernetes[\\/]client-node[\\/]dist[\\/]\w+\.js$/;
    build.onResolve({ filter: /^[\w.]/ }, ({ path, importer: from }) => {
      if (!importer.test(from)) return undefined;
      if (path === 'node:http') return { path, namespace: 'lean-client-node', sideEffects: false };
      return UNUSED.has(path) ? { path, namespace: 'lean-client-node', sideEffects: false } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'lean-client-node' }, ({ path }) => ({
      contents: path === 'node:http' ? LAZY_HTTP : 'module.exports = {};',
    }));
  },
};

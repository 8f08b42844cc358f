import { registerHooks } from 'node:module';

// `node --import scripts/docs/library-from-sources.ts EXAMPLE` runs an example of the library without a build.
const api = new URL('../../src/api.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'gwctl' ? { url: api, shortCircuit: true } : next(specifier, context),
});

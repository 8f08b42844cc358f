import type { Plugin } from 'esbuild';
import { readDemoFiles } from '../src/source/files/demo-files.ts';

/** Puts the bundled example itself in the place of the module that reads it from the project. */
export const demoFiles: Plugin = {
  name: 'demo-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]source[\\/]files[\\/]demo-files\.ts$/ }, async () => ({
      contents: `const files = ${JSON.stringify(await readDemoFiles())};
export const readDemoFiles = () => Promise.resolve(files);`,
    }));
  },
};

// Plain JavaScript of an old dialect: it must parse on any Node to say which one is needed.
import * as nodeModule from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`error: gwctl needs Node.js 22.19 or newer, this is ${process.versions.node}\n`);
  process.exit(3);
}
// NO_COLOR wins (no-color.org); of both together Node would warn on standard error.
if (process.env.NO_COLOR) delete process.env.FORCE_COLOR;
nodeModule.enableCompileCache?.();
const { start } = await import('../dist/start.js');
await start();

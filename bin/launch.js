// The dialect is that of the first Node with ES modules: an older one than is needed must get as far as the sentence.
import './needs-node.cjs';
import * as nodeModule from 'module';

// NO_COLOR wins (no-color.org); of both together Node would warn on standard error.
if (process.env.NO_COLOR) delete process.env.FORCE_COLOR;
if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
void import('../dist/start.js').then(({ start }) => start());

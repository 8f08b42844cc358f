import { chmod, rm, writeFile } from 'node:fs/promises';
import { bundle, root } from './bundle.ts';
import { writeDeclarations } from './declarations.ts';

/** Builds dist/: the chunks, the declarations of the library, and the metafile that says what went into which chunk. */
await rm(`${root}dist`, { recursive: true, force: true });
const metafile = await bundle(true);
await writeDeclarations(`${root}dist/types`);
await writeFile(`${root}dist/metafile.json`, JSON.stringify(metafile));
for (const name of ['gwctl', 'kubectl-gw', 'kubectl_complete-gw']) await chmod(`${root}bin/${name}.js`, 0o755);

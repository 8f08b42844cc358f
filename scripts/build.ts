import { chmod, rm, writeFile } from 'node:fs/promises';
import { bundle, root } from './bundle.ts';
import { writeDeclarations } from './declarations.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/**
 * Builds dist/: the chunks, the declarations of the library, and the metafile that says what went into which chunk; and
 * brings THIRD_PARTY_NOTICES up to date.
 */
await rm(`${root}dist`, { recursive: true, force: true });
const metafile = await bundle(true);
await writeDeclarations(`${root}dist/types`);
await writeFile(`${root}dist/metafile.json`, JSON.stringify(metafile));
await writeFile(`${root}THIRD_PARTY_NOTICES`, await thirdPartyNotices(metafile));
for (const name of ['gwctl', 'kubectl-gw', 'kubectl_complete-gw']) await chmod(`${root}bin/${name}.js`, 0o755);

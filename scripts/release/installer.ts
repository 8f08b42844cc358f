import { readFile } from 'node:fs/promises';
import type { Artefact } from './artefact.ts';
import type { Release } from './release.ts';

/** The installer of a release: `install.sh` beside this file, with the version and the checksums of its archives. */
export async function installer(
  { version, repository, downloads }: Release,
  artefacts: readonly (Artefact & { readonly size: number })[],
): Promise<string> {
  const template = await readFile(new URL('install.sh', import.meta.url), 'utf8');
  const targets = artefacts
    .filter(({ target }) => target.os !== 'windows')
    .map(({ target, sha256, size, unpacked }) => {
      return `    ${target.name}) sha256=${sha256} archive_size=${kibibytes(size)} unpacked_size=${kibibytes(unpacked)} ;;`;
    });
  return template
    .replaceAll('@VERSION@', version)
    .replaceAll('@REPOSITORY@', repository)
    .replaceAll('@DOWNLOADS@', downloads)
    .replace('@TARGETS@', targets.join('\n'));
}

function kibibytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}

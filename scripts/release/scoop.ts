import type { Artefact } from './artefact.ts';
import type { Release } from './release.ts';

const ARCHITECTURES = { x64: '64bit', arm64: 'arm64' } as const;

/** The manifest for a bucket of scoop: `bucket/gwctl.json`. */
export function scoopManifest(release: Release, artefacts: readonly Artefact[]): string {
  const { version, description, homepage, licence, downloads } = release;
  const windows = artefacts.filter(({ target }) => target.os === 'windows');
  const architecture = windows.map(({ target, file, folder, sha256 }) => [
    ARCHITECTURES[target.arch],
    { url: `${downloads}/${file}`, hash: sha256, extract_dir: folder },
  ]);
  const autoupdate = windows.map(({ target, file, folder }) => [
    ARCHITECTURES[target.arch],
    {
      url: `${homepage}/releases/download/v$version/${file.replaceAll(version, '$version')}`,
      extract_dir: folder.replaceAll(version, '$version'),
    },
  ]);
  const manifest = {
    version,
    description,
    homepage,
    license: licence,
    architecture: Object.fromEntries(architecture),
    // A shim starts the one executable by its own name, so that the last of them needs the word that completion begins with.
    bin: ['gwctl.exe', ['gwctl.exe', 'kubectl-gw'], ['gwctl.exe', 'kubectl_complete-gw', '__complete']],
    checkver: 'github',
    autoupdate: { architecture: Object.fromEntries(autoupdate), hash: { url: '$baseurl/checksums.txt' } },
  };
  return `${JSON.stringify(manifest, undefined, 4)}\n`;
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checksums } from './artefact.ts';
import type { Artefact } from './artefact.ts';
import { archiveEntries, commonFiles } from './archive-files.ts';
import type { FileEntry } from './file-entry.ts';
import { homebrewFormula } from './homebrew.ts';
import { installer } from './installer.ts';
import { krewManifest } from './krew.ts';
import type { Release } from './release.ts';
import { billOfMaterials } from './sbom.ts';
import type { Contained } from './sbom.ts';
import { scoopManifest } from './scoop.ts';
import { writeTarGz } from './tar.ts';
import { executableOf } from './target.ts';
import type { Target } from './target.ts';
import { wingetManifests } from './winget.ts';
import { writeZip } from './zip.ts';

/** A file of a release: what `assets/` holds is uploaded, `channels/` goes where each channel looks for it. */
export interface Made {
  readonly path: string;
  readonly content: Buffer | string;
}

/** An archive that was made. */
interface Archive extends Artefact {
  readonly size: number;
}

/**
 * Writes all files of a release: `assets/` (archives, their checksums, the installer, the bill of materials) and `channels/`
 * (krew, Homebrew, scoop, winget). They depend on nothing but what is given.
 * @param bin the folder of the executables: `linux-x64/gwctl` and so on.
 * @param out the folder that they are written into.
 * @param seconds the time of the release, since 1970.
 * @returns the paths of the files.
 */
export async function makeRelease(
  release: Release,
  { bin, out, seconds }: { readonly bin: string; readonly out: string; readonly seconds: number },
  contained: readonly Contained[],
): Promise<readonly string[]> {
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const common = await commonFiles(release, date);
  const written: string[] = [];
  const write = async ({ path, content }: Made): Promise<void> => {
    const file = join(out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    written.push(path);
  };
  const archives: Archive[] = [];
  for (const target of release.targets) {
    const executable = await readFile(join(bin, target.name, executableOf(target)));
    const { archive, content } = makeArchive(release, target, executable, common, seconds);
    archives.push(archive);
    await write({ path: `assets/${archive.file}`, content });
  }
  const texts = await assetsBeside(release, archives, contained);
  for (const made of [...texts, ...channelFiles(release, archives, date)]) await write(made);
  return written;
}

function makeArchive(
  { version }: Release,
  target: Target,
  executable: Buffer,
  common: readonly FileEntry[],
  seconds: number,
): { readonly archive: Archive; readonly content: Buffer } {
  const folder = `gwctl-${version}-${target.name}`;
  const entries = archiveEntries(target, folder, executable, common);
  const isZip = target.os === 'windows';
  const content = isZip ? writeZip(entries, seconds) : writeTarGz(entries, seconds);
  const unpacked = entries.reduce((total, entry) => total + ('content' in entry ? entry.content.length : 0), 0);
  const file = `${folder}${isZip ? '.zip' : '.tar.gz'}`;
  return { archive: { target, file, folder, sha256: sha256(content), size: content.length, unpacked }, content };
}

/** What lies beside the archives, the checksums of all of it among them. */
async function assetsBeside(
  release: Release,
  archives: readonly Archive[],
  contained: readonly Contained[],
): Promise<readonly Made[]> {
  const bill = { file: 'gwctl.cdx.json', content: billOfMaterials(release, contained) };
  const script = { file: 'install.sh', content: await installer(release, archives) };
  const hashed = [bill, script].map(({ file, content }) => ({ file, sha256: sha256(content) }));
  const sums = { file: 'checksums.txt', content: checksums([...archives, ...hashed]) };
  return [bill, script, sums].map(({ file, content }) => ({ path: `assets/${file}`, content }));
}

/** The files of the channels, by where each stands in its repository. */
export function channelFiles(release: Release, artefacts: readonly Artefact[], date: string): readonly Made[] {
  const winget = wingetManifests(release, artefacts, date);
  return [
    { path: `channels/krew/plugins/${release.krewPlugin}.yaml`, content: krewManifest(release, artefacts) },
    { path: 'channels/homebrew/Formula/gwctl.rb', content: homebrewFormula(release, artefacts) },
    { path: 'channels/scoop/bucket/gwctl.json', content: scoopManifest(release, artefacts) },
    ...[...winget].map(([path, content]) => ({ path: `channels/winget/manifests/${path}`, content })),
  ];
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Artefact } from '../../scripts/release/artefact.ts';
import { readRelease } from '../../scripts/release/release.ts';
import type { Release } from '../../scripts/release/release.ts';
import { executableOf } from '../../scripts/release/target.ts';
import { root } from '../golden/harness.ts';

/** The time of releases in tests: 2026-11-01. */
export const SECONDS: number = Date.UTC(2026, 10, 1) / 1000;

/** What the project says of itself, at a version that no release changes. */
export async function sampleRelease(): Promise<Release> {
  const release = await readRelease(root);
  return { ...release, version: '1.2.3', downloads: `${release.homepage}/releases/download/v1.2.3` };
}

/** Archives that are not there. The checksum of the first has only digits, which YAML takes for a number unless it is quoted. */
export function sampleArtefacts({ targets, version }: Release): readonly (Artefact & { readonly size: number })[] {
  return targets.map((target, index) => {
    const folder = `gwctl-${version}-${target.name}`;
    return {
      target,
      folder,
      file: `${folder}${target.os === 'windows' ? '.zip' : '.tar.gz'}`,
      sha256: (index === 0 ? '0123456789' : `${index}a`).repeat(32).slice(0, 64),
      size: 50_000_000 + index,
      unpacked: 119_000_000 + index,
    };
  });
}

/** Puts a file in the place of each executable. @param script what the systems with a shell run. */
export async function writeExecutables(bin: string, { targets }: Release, script: string): Promise<void> {
  for (const target of targets) {
    const file = join(bin, target.name, executableOf(target));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${script}# ${target.name}\n`, { mode: 0o755 });
  }
}

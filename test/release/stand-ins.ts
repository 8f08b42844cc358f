import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRelease } from '../../scripts/release/make-release.ts';
import type { Release } from '../../scripts/release/release.ts';
import { SECONDS, sampleRelease, writeExecutables } from './sample.ts';

/** A release of which only the executables are not what they would be. */
export interface StandIns {
  readonly release: Release;
  /** Holds `assets/` and `channels/`. */
  readonly folder: string;
}

/** Says which version it is, and by which name and with which arguments it was started. */
const SCRIPT = `#!/bin/sh
[ "$1" = --version ] && echo 'gwctl v1.2.3' || echo "\${0##*/} $*"
`;

let made: Promise<StandIns> | undefined;

/** Makes it once a process; the folder goes when the process ends. */
export function standIns(): Promise<StandIns> {
  made ??= make();
  return made;
}

async function make(): Promise<StandIns> {
  const folder = await mkdtemp(join(tmpdir(), 'gwctl-release-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const release = await sampleRelease();
  return { release, folder: await makeStandIn(release, folder, SCRIPT) };
}

/** A release whose executables are a script. @returns the folder that it was made in. */
export async function makeStandIn(release: Release, folder: string, script: string): Promise<string> {
  const bin = join(folder, 'bin');
  await writeExecutables(bin, release, script);
  await makeRelease(release, { bin, out: folder, seconds: SECONDS }, []);
  return folder;
}

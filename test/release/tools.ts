import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findGoPrograms } from '../support/go-programs.ts';

/** The channels' own tools, by their paths. */
export interface Tools {
  readonly krew: string;
  readonly validateKrewManifest: string;
  readonly crane: string;
  readonly actionlint: string;
}

/** Finds the tools that are built with Go. @returns a sentence where there are none. @throws Error with CI=true in place of it. */
export async function findTools(): Promise<Tools | string> {
  const found = await findGoPrograms({
    purpose: 'tools for channels',
    moduleFolder: fileURLToPath(new URL('.', import.meta.url)),
    cache: 'gwctl-release-tools',
    linkFlags: '-s -w',
    programs: [
      { name: 'krew', module: 'sigs.k8s.io/krew/cmd/krew' },
      { name: 'validate-krew-manifest', module: 'sigs.k8s.io/krew/cmd/validate-krew-manifest' },
      { name: 'crane', module: 'github.com/google/go-containerregistry/cmd/crane' },
      { name: 'actionlint', module: 'github.com/rhysd/actionlint/cmd/actionlint' },
    ],
  });
  if (typeof found === 'string') return found;
  const at = (name: string): string => join(found.folder, name);
  return {
    krew: at('krew'),
    validateKrewManifest: at('validate-krew-manifest'),
    crane: at('crane'),
    actionlint: at('actionlint'),
  };
}

/**
 * Whether a program of the system is there to check with.
 * @returns false, or the reason to skip. @throws Error with CI=true in place of that reason: `.ci/run` installs it.
 */
export async function lacks(program: string): Promise<string | false> {
  try {
    await promisify(execFile)('sh', ['-c', 'command -v "$1"', 'sh', program]);
    return false;
  } catch {
    const reason = `${program} is not installed`;
    if (process.env['CI'] === 'true') throw new Error(reason);
    return reason;
  }
}

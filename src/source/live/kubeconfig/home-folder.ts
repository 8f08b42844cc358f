import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { homedir } from 'node:os';

/** What finding the home folder needs of the process. */
export interface HomeIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly os: string;
}

/**
 * The home folder as client-go finds it: HOME; on Windows the first of HOME, HOMEDRIVE+HOMEPATH and USERPROFILE with a
 * `.kube\config`, else the first writable one, else the first that exists, else the first that is set.
 */
export async function homeFolder(io: HomeIo): Promise<string> {
  const home = io.env['HOME'] ?? '';
  if (io.os !== 'windows') return home === '' ? homedir() : home;
  const drive = io.env['HOMEDRIVE'] ?? '';
  const path = io.env['HOMEPATH'] ?? '';
  const joined = drive !== '' && path !== '' ? `${drive}${path}` : '';
  const profile = io.env['USERPROFILE'] ?? '';
  const withConfig = await findFirst([home, joined, profile], (folder) => access(join(folder, '.kube', 'config')));
  if (withConfig !== undefined) return withConfig;
  const candidates = [home, profile, joined];
  const writable = await findFirst(candidates, (folder) => access(folder, constants.W_OK));
  return writable ?? (await findFirst(candidates, stat)) ?? candidates.find((folder) => folder !== '') ?? homedir();
}

async function findFirst(
  folders: readonly string[],
  check: (folder: string) => Promise<unknown>,
): Promise<string | undefined> {
  for (const folder of folders) {
    if (folder === '') continue;
    try {
      await check(folder);
      return folder;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

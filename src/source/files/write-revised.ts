import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { RevisedFile } from '../../model/revision.ts';
import { systemReason } from '../file-error.ts';

/**
 * Writes a revised file: whole or not at all, and only where it still is what was read.
 * @param cwd the folder that the file's name begins at.
 * @returns why it was not written; undefined where it was.
 */
export async function writeRevised(file: RevisedFile, cwd: string): Promise<string | undefined> {
  try {
    const named = resolve(cwd, file.name);
    // A folder that was named is followed; what leads out of it is not.
    const folder = await realpath(dirname(named));
    if ((await lstat(named)).isSymbolicLink() && !isInside(file.path, folder)) return 'it is a link out of its folder';
    const { mode } = await lstat(file.path);
    if (!(await readFile(file.path)).equals(file.before)) return 'it was changed in the meantime';
    await replace(file.path, file.after, mode);
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}

/** Nobody ever sees a part of the new file. */
async function replace(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function isInside(path: string, root: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { CannotRunError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { Skipped } from '../../model/skipped.ts';
import { codeOf, systemReason } from '../file-error.ts';
import { isStandardInput } from './standard-input.ts';

/** Something to read objects from, found but not yet opened. */
export interface FoundInput {
  /** As the user knows it. */
  readonly name: string;
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** Regular files can be read again; a pipe gives its bytes once. */
  readonly isRegular: boolean;
  /** What it holds, where that is in memory from the start. */
  readonly bytes?: Buffer | undefined;
}

/** The files of a folder that count. */
export interface FolderFiles {
  readonly names: RegExp;
  /** The error for a folder without any, behind `error reading [FOLDER]: `. */
  readonly absent: string;
}

const MANIFEST: FolderFiles = {
  names: /\.(?:ya?ml|json)$/i,
  absent: 'recognized file extensions are [.json .yaml .yml]',
};

/** What was found. */
export interface FoundInputs {
  readonly inputs: readonly FoundInput[];
  readonly gaps: readonly Gap[];
  /** Links that were not followed. */
  readonly skipped: readonly Skipped[];
}

/**
 * Finds the inputs that `--from` names: files of any name, folders with all that is below them, `-` for standard input.
 * In folders only regular files `*.yaml`, `*.yml` and `*.json` count, in the order of their names; what begins with a dot
 * is left out, and so is a file that was found before. Links are followed as long as they stay in the folder, loops are not.
 * @param paths as the user wrote them.
 * @param cwd the folder that relative paths begin at.
 * @param options.recursive false leaves out the folders in a folder, as `kubectl -f` does without `-R`.
 * @param options.anywhere follows links out of their folder too, as `kubectl -f` does.
 * @param options.files which files of a folder count, and how they are called where there is none.
 * @throws CannotRunError when a path does not exist, cannot be read, or a folder holds no manifests.
 */
export async function findInputs(
  paths: readonly string[],
  cwd: string,
  {
    recursive = true,
    anywhere = false,
    files = MANIFEST,
  }: { readonly recursive?: boolean; readonly anywhere?: boolean; readonly files?: FolderFiles } = {},
): Promise<FoundInputs> {
  const finder = new InputFinder(recursive, anywhere, files);
  for (const path of paths) {
    if (isStandardInput(path)) finder.addInput({ name: 'stdin', path: undefined, isRegular: false });
    else if (path === '') throw new CannotRunError('error: the path "" does not exist');
    else if (/^https?:\/\//i.test(path)) {
      throw new CannotRunError(
        `error: --from does not read URLs: pipe the content in, as in curl -fsSL '${path}' | … --from -`,
      );
    } else await finder.addPath(path, resolve(cwd, path));
  }
  return finder;
}

class InputFinder implements FoundInputs {
  readonly inputs: FoundInput[] = [];
  readonly gaps: Gap[] = [];
  readonly skipped: Skipped[] = [];
  readonly #seen = new Set<string>();
  /** Folders by path, and whether they hold manifests: each is walked once, however many links lead to it. */
  readonly #folders = new Map<string, boolean>();
  readonly #recursive: boolean;
  readonly #anywhere: boolean;

  readonly #files: FolderFiles;

  constructor(recursive: boolean, anywhere: boolean, files: FolderFiles) {
    this.#recursive = recursive;
    this.#anywhere = anywhere;
    this.#files = files;
  }

  addInput(input: FoundInput): void {
    const identity = input.path ?? '-';
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    this.inputs.push(input);
  }

  /** A path that the user named: whatever is wrong with it ends the program. */
  async addPath(name: string, path: string): Promise<void> {
    try {
      const stats = await stat(path);
      // A pipe (`<(…)`) is no place of the file system: the path that its link names is not there.
      const real = stats.isFile() || stats.isDirectory() ? await realpath(path) : path;
      if (stats.isSocket()) throw new CannotRunError(`error: the path "${name}" is a socket`);
      if (!stats.isDirectory()) {
        await access(real, constants.R_OK);
        // A pipe has no identity: the same `/dev/fd/63` may be given twice and is read twice.
        if (stats.isFile()) this.addInput({ name, path: real, isRegular: true });
        else this.inputs.push({ name, path, isRegular: false });
        return;
      }
      if (!(await this.#addFolder(name, real, real))) {
        throw new CannotRunError(`error: error reading [${name}]: ${this.#files.absent}`);
      }
    } catch (error) {
      throw error instanceof CannotRunError ? error : new CannotRunError(pathError(name, error), { cause: error });
    }
  }

  /**
   * @param root the folder that was named: nothing outside of it is read.
   * @returns whether there was any manifest, be it one that was seen before.
   */
  async #addFolder(name: string, path: string, root: string): Promise<boolean> {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    this.#folders.set(path, false);
    let found = false;
    const entries = await readdir(path);
    for (const entry of entries.toSorted()) {
      if (entry.startsWith('.')) continue;
      const entryName = join(name, entry);
      try {
        const real = await realpath(join(path, entry));
        const stats = await stat(real);
        if (stats.isDirectory() && !this.#recursive) continue;
        if (!this.#anywhere && !isInside(real, root)) {
          if (stats.isDirectory() || this.#files.names.test(entry)) {
            this.skipped.push({ reason: 'outside', file: entryName, line: 1, isWholeFile: true });
          }
        } else if (stats.isDirectory()) found = (await this.#addFolder(entryName, real, root)) || found;
        else if (stats.isFile() && this.#files.names.test(entry)) {
          found = true;
          this.addInput({ name: entryName, path: real, isRegular: true });
        }
      } catch (error) {
        // A broken link beside manifests is no one's loss; a folder or manifest that may not be read is.
        if (codeOf(error) === 'ENOENT' && !this.#files.names.test(entry)) continue;
        this.gaps.push({ what: entryName, reason: 'failed', message: systemReason(error) });
      }
    }
    this.#folders.set(path, found);
    return found;
  }
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** kubectl's words for a path that is not there; the system's for the rest. */
function pathError(name: string, error: unknown): string {
  return codeOf(error) === 'ENOENT'
    ? `error: the path "${name}" does not exist`
    : `error: the path "${name}" cannot be accessed: ${systemReason(error)}`;
}

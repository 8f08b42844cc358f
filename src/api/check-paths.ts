import { UsageError } from '../model/errors.ts';
import { isStandardInput } from '../source/files/standard-input.ts';

/** @throws UsageError where no paths are given, or one of them is not the library's to read. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0) throw new UsageError('no paths are given');
  if (paths.some(isStandardInput)) throw new UsageError('standard input belongs to the program: give paths of files');
}

/** The standard input of what may not read any: `checkPaths` refused `-`. */
export async function* noInput(): AsyncGenerator<Uint8Array> {}

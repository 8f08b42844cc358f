import type { GlobalFlags } from '../../cli/global-flags.ts';
import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import type { Source } from '../../model/source.ts';
import { findGitInputs, readGitPlace } from '../../source/files/git-inputs.ts';
import { openInputs } from '../../source/files/files-source.ts';
import { noteSkipped } from '../scope.ts';
import type { openSource } from '../scope.ts';

const CONTEXT = 'context:';

/** Checks the word of a side before anything is opened. @throws UsageError for one that names nothing. */
export function checkSide(word: string): void {
  if (word === '') throw new UsageError('a side of diff is a file, a directory, -, context:NAME or git:REF:DIR');
  if (word === CONTEXT) throw new UsageError('context: names no context');
  readGitPlace(word);
}

/**
 * Opens a side: `context:NAME` a cluster, `git:REF:DIR` the manifests of a commit, else files.
 * @throws CannotRunError when there is none.
 */
export async function openSide(word: string, flags: GlobalFlags, io: Io, open: typeof openSource): Promise<Source> {
  if (word.startsWith(CONTEXT)) {
    return open({ ...flags, from: [], context: word.slice(CONTEXT.length), complete: undefined }, io);
  }
  const place = readGitPlace(word);
  if (place === undefined) return open({ ...flags, from: [word] }, io);
  const { cwd, env, now, readInput } = io;
  const inputs = await findGitInputs(place, { cwd, env, signal: io.interrupted() });
  const { namespace = 'default', complete } = flags;
  const source = await openInputs(inputs, [word], { namespace, complete, cwd, now, readInput });
  await noteSkipped(source, (note) => {
    io.writeError(`${note}\n`);
  });
  return source;
}

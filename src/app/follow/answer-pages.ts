import type { GlobalFlags } from '../../cli/global-flags.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import type { Source } from '../../model/source.ts';
import type { openSource } from '../scope.ts';

/** Asks the source and writes one answer. */
export type AnswerPage = (source: Source, io: Io) => Promise<ExitCode>;

/** What a verb that can be followed is asked. */
export interface FollowFlags extends GlobalFlags {
  readonly watch?: boolean | undefined;
  readonly output?: string | undefined;
}

/**
 * Opens the source that the flags name and answers from it; with `--watch` again whenever something of what was read
 * changes, until Ctrl-C. Files do not change: they are answered from once.
 */
export async function answerPages(
  flags: FollowFlags,
  io: Io,
  open: typeof openSource,
  page: AnswerPage,
): Promise<ExitCode> {
  // What is still watched when the answer ends must end with it.
  const end = new AbortController();
  const source = await open(flags, {
    ...io,
    interrupted: () => (flags.watch === true ? AbortSignal.any([io.interrupted(), end.signal]) : io.interrupted()),
  });
  try {
    if (flags.watch !== true || source.kind === 'files') return await page(source, io);
    const { followPages } = await import('./follow-pages.ts');
    return await followPages(page, { source, flags, io });
  } finally {
    end.abort();
    source.close();
  }
}

import type { Source } from '../../model/source.ts';

/** Whether files hold objects that could not be read, or not whole: an answer about them is a part of what was asked. */
export function hasBrokenFiles(source: Source): boolean {
  return source.kind === 'files' && source.gaps().some(({ reason }) => reason !== 'absent');
}

import { readFile } from 'node:fs/promises';
import { CannotRunError } from '../../../model/errors.ts';
import type { TokenSource } from './credentials.ts';
import { describeFileError } from '../../file-error.ts';

/** client-go reads again after a minute, less ten seconds of leeway. */
const REREAD_AFTER = 50_000;

/**
 * A token in a file, read again while it is used: service account tokens rotate. The file wins over a token beside it
 * as long as it can be read.
 * @throws CannotRunError from `applyAuthentication` when there is no token at all.
 */
export function openTokenFile(path: string, fallback: string, now: () => number): TokenSource {
  let token = fallback;
  let readAt = Number.NEGATIVE_INFINITY;

  const reread = async (): Promise<void> => {
    readAt = now();
    try {
      const text = (await readFile(path, 'utf8')).trim();
      if (text !== '') token = text;
      else if (token === '') throw new CannotRunError(`error: read empty token from file "${path}"`);
    } catch (error) {
      // The last token that could be read is used on.
      if (token !== '') return;
      throw error instanceof CannotRunError ? error : new CannotRunError(`error: ${describeFileError(error, path)}`);
    }
  };
  return {
    isAuthProvider: () => true,
    async applyAuthentication(_user, options) {
      if (now() - readAt >= REREAD_AFTER) await reread();
      options.headers = {
        ...(Array.isArray(options.headers) ? {} : options.headers),
        Authorization: `Bearer ${token}`,
      };
    },
    async renew(failed) {
      await reread();
      return failed === undefined || failed['authorization'] !== `Bearer ${token}`;
    },
  };
}

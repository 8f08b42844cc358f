import { randomUUID } from 'node:crypto';
import { access, constants, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotRunError } from '../../../model/errors.ts';
import { codeOf, describeFileError } from '../../file-error.ts';
import { readKubeconfig } from './load-kubeconfig.ts';

/** The tokens of one login. */
export interface OidcTokens {
  readonly idToken: string;
  /** Empty when there is none. */
  readonly refreshToken: string;
}

/** Keeps tokens where kubectl keeps them: in the kubeconfig file that names the user. */
export interface TokenStore {
  /** Makes sure that tokens can be written. @throws CannotRunError when they cannot: then none may be asked for. */
  prepare(): Promise<void>;
  /** The tokens that the file holds now. */
  read(): Promise<OidcTokens | undefined>;
  /** Writes the tokens; everything else in the file, comments included, stays. @throws CannotRunError */
  write(tokens: OidcTokens): Promise<void>;
}

/** kubectl holds its lock for milliseconds; a lock that stays longer was left by something that died. */
const LOCK_PATIENCE = 3000;
const LOCK_PAUSE = 50;

/**
 * @param path the kubeconfig file.
 * @param user the name of its user entry.
 */
export function openTokenStore(path: string, user: string): TokenStore {
  const lock = `${path}.lock`;
  return {
    async prepare() {
      try {
        await access(path, constants.R_OK | constants.W_OK);
        await acquire(lock);
        await rm(lock, { force: true });
      } catch (error) {
        throw refused(error, path);
      }
      await replaceTokens(path, user, undefined);
    },
    async read() {
      const config = (await readKubeconfig(path)).users.get(user)?.authProvider?.config;
      const idToken = config?.get('id-token');
      if (idToken === undefined) return undefined;
      return { idToken, refreshToken: config?.get('refresh-token') ?? '' };
    },
    async write(tokens) {
      // After `prepare` a lock is a moment's chance. New tokens are worth more than it: an unwritten one is lost.
      const locked = await acquire(lock).then(
        () => true,
        () => false,
      );
      try {
        await writeSafely(path, await replaceTokens(path, user, tokens));
      } catch (error) {
        throw error instanceof CannotRunError ? error : unwritten(describeFileError(error, path));
      } finally {
        if (locked) await rm(lock, { force: true });
      }
    },
  };
}

/** Takes kubectl's lock: a file that must not exist yet. */
async function acquire(lock: string): Promise<void> {
  for (let waited = 0; ; waited += LOCK_PAUSE) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.close();
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || waited >= LOCK_PATIENCE) throw error;
      await delay(LOCK_PAUSE);
    }
  }
}

/** The text of the file with other tokens; the user's layout and comments stay. */
async function replaceTokens(path: string, user: string, tokens: OidcTokens | undefined): Promise<string> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('yaml');
  const text = await readFile(path, 'utf8');
  const document = parseDocument(text);
  const users = document.get('users');
  const index = isSeq(users) ? users.items.findIndex((item) => isMap(item) && item.get('name') === user) : -1;
  const config = index < 0 ? undefined : document.getIn(['users', index, 'user', 'auth-provider', 'config']);
  if (!isMap(config)) throw unwritten(`${path} has no auth-provider for user "${user}"`);
  if (tokens === undefined) return text;

  const edits: Edit[] = [];
  const wanted = {
    'id-token': tokens.idToken,
    ...(tokens.refreshToken === '' ? {} : { 'refresh-token': tokens.refreshToken }),
  };
  for (const [key, value] of Object.entries(wanted)) {
    const node: unknown = config.get(key, true);
    if (isScalar(node) && node.range && node.anchor === undefined && node.type !== undefined && FLOW.has(node.type)) {
      const [start, end] = node.range;
      edits.push({ start, end, value: writeScalar(value, node.type) });
    }
    config.set(key, value);
  }
  // A token that had no place of its own yet needs the whole file to be written anew.
  if (edits.length < Object.keys(wanted).length) return document.toString({ lineWidth: 0 });
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((edited, { start, end, value }) => edited.slice(0, start) + value + edited.slice(end), text);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Scalars that stand on their line. */
const FLOW: ReadonlySet<string> = new Set(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']);

/** Tokens mostly need no quotes; where there were some they stay, for the file may be JSON. */
function writeScalar(value: string, type: string): string {
  return type === 'PLAIN' && /^[A-Za-z][A-Za-z0-9._~+/-]{7,}$/.test(value) ? value : JSON.stringify(value);
}

/** Replaces the file in one step, keeping its mode and a symbolic link to it; in place where the folder is read-only. */
async function writeSafely(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode, uid, gid } = await stat(target);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', mode & 0o777);
    try {
      await file.writeFile(text);
      await file.chown(uid, gid);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    await writeFile(target, text);
  }
}

function refused(error: unknown, path: string): CannotRunError {
  const lockHint = codeOf(error) === 'EEXIST' ? ' (remove it if no kubectl is running)' : '';
  const subject = codeOf(error) === 'EEXIST' ? `${path}.lock` : path;
  return new CannotRunError(
    `error: the OIDC token has expired and was not refreshed, because the new one could not be saved: ${describeFileError(error, subject)}${lockHint}`,
  );
}

function unwritten(reason: string): CannotRunError {
  return new CannotRunError(`Unable to connect to the server: could not persist new tokens: ${reason}`);
}

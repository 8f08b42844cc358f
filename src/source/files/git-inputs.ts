import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { CannotRunError, UsageError, messageOf } from '../../model/errors.ts';
import { escapeControl } from '../../text/escape.ts';
import type { FoundInput, FoundInputs } from './find-inputs.ts';

/** A folder or file as it stands in a commit. */
export interface GitPlace {
  /** A branch, tag or commit. */
  readonly ref: string;
  /** Relative to the current folder. */
  readonly path: string;
}

/** Where git runs. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const MAX_OUTPUT = 1024 * 1024 * 1024;
const MANIFEST = /\.(?:ya?ml|json)$/i;

/** `git:REF:DIR`; undefined for what is none. @throws UsageError for one that git could take for something else. */
export function readGitPlace(word: string): GitPlace | undefined {
  if (!word.startsWith('git:')) return undefined;
  const [, ref = '', path] = /^git:([^:]*)(?::([\s\S]*))?$/.exec(word) ?? [];
  if (ref === '') throw new UsageError(`${word} names no commit: write git:REF:DIR`);
  // A revision begins with no dash; git would read an option.
  if (ref.startsWith('-')) throw new UsageError(`${word}: ${ref} is no branch, tag or commit`);
  if (path === undefined || path === '') throw new UsageError(`${word} names no directory: write git:${ref}:DIR`);
  return { ref, path };
}

/**
 * The manifests of a folder, or one file, as they stand in a commit. Git is asked for its objects: the working tree is neither read
 * nor changed, and no program of the repository's configuration runs.
 * @throws CannotRunError where there is no git, repository, commit or folder.
 */
export async function findGitInputs({ ref, path }: GitPlace, options: GitOptions): Promise<FoundInputs> {
  const name = `git:${ref}:${path}`;
  const prefix = (await run(['rev-parse', '--show-prefix'], options)).toString('utf8').replace(/\n$/, '');
  const inside = posix.join(prefix, path.replaceAll('\\', '/'));
  if (posix.isAbsolute(path) || /^(?:[a-z]:|\.\.(?:\/|$))/i.test(inside)) {
    throw new CannotRunError(`error: ${escapeControl(name)}: ${escapeControl(path)} is outside of the repository`);
  }
  const commit = await commitOf(ref, name, options);
  const root = inside.replace(/\/+$/, '');
  const listing = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const entries = parseTree(await run(root === '.' || root === '' ? listing : [...listing, '--', root], options));
  if (entries.length === 0) {
    throw new CannotRunError(`error: the path "${escapeControl(path)}" does not exist in ${escapeControl(ref)}`);
  }
  const isFile = entries.length === 1 && entries[0]?.path === root;
  const below = (one: string): string => (root === '.' || root === '' ? one : posix.relative(root, one));
  const wanted = entries.filter(
    ({ type, mode, path: at }) =>
      type === 'blob' && mode !== LINK && (isFile || (MANIFEST.test(at) && !isHidden(below(at)))),
  );
  if (wanted.length === 0) {
    throw new CannotRunError(
      `error: error reading [${escapeControl(name)}]: recognized file extensions are [.json .yaml .yml]`,
    );
  }
  const contents = await readBlobs(
    wanted.map(({ id }) => id),
    options,
  );
  const inputs = wanted.map(({ path: at }, index): FoundInput => {
    const bytes = contents[index] ?? Buffer.alloc(0);
    // The path only tells which files of one folder name each other.
    return { name: isFile ? name : `${name}/${below(at)}`, path: `/${at}`, isRegular: false, bytes };
  });
  const links = entries.filter(({ mode, path: at }) => mode === LINK && MANIFEST.test(at));
  return {
    inputs,
    gaps: [],
    skipped: links.map(({ path: at }) => ({
      reason: 'outside',
      file: `${name}/${below(at)}`,
      line: 1,
      isWholeFile: true,
    })),
  };
}

const LINK = '120000';

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

async function commitOf(ref: string, name: string, options: GitOptions): Promise<string> {
  try {
    const found = await run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], options);
    return found.toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitError && error.status === 1) {
      throw new CannotRunError(
        `error: ${escapeControl(name)}: no branch, tag or commit is called ${escapeControl(ref)}`,
      );
    }
    throw error;
  }
}

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly path: string;
}

function parseTree(bytes: Buffer): readonly TreeEntry[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, type, id, path] = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
      if (mode === undefined || type === undefined || id === undefined || path === undefined) return [];
      return [{ mode, type, id, path }];
    });
}

/** The contents of blobs, in their order. */
async function readBlobs(ids: readonly string[], options: GitOptions): Promise<readonly Buffer[]> {
  const output = await run(['cat-file', '--batch'], options, `${ids.join('\n')}\n`);
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.subarray(at, end).toString('latin1')) ?? [];
    if (end < 0 || size === undefined)
      throw new CannotRunError('error: git: an object of the commit could not be read');
    contents.push(output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}

/** Git ended with an error, and said why. */
class GitError extends CannotRunError {
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

/** Runs git by itself, without a shell. */
function run(args: readonly string[], { cwd, env, signal }: GitOptions, input?: string): Promise<Buffer> {
  const own = {
    ...env,
    // Paths are no patterns; nothing is fetched, asked or written.
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--no-pager', ...args],
      { cwd, env: own, signal, maxBuffer: MAX_OUTPUT, encoding: 'buffer' },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        if (error.code === 'ENOENT') {
          return reject(new CannotRunError('error: git:REF:DIR runs git, but git was not found on the PATH'));
        }
        const said = escapeControl(stderr.toString('utf8').trim().split('\n')[0] ?? '');
        const status = typeof error.code === 'number' ? error.code : undefined;
        return reject(new GitError(`error: git: ${said === '' ? messageOf(error) : said}`, status));
      },
    );
    // Git may end before it has read all: the error is that it ended.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

import { messageOf } from '../model/errors.ts';
/** Go's words of the file errors that users meet; kubectl prints them behind the operation and the path. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  EROFS: 'read-only file system',
  EEXIST: 'file exists',
  EIO: 'input/output error',
};

/** The code of a failed system call (`ENOENT`), or an empty string. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The system's reason as Go words it, without the operation and the path. */
export function systemReason(error: unknown): string {
  const code = codeOf(error);
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return words ?? messageOf(error);
}

/** A file error as Go words it: `open /path: permission denied`. */
export function describeFileError(error: unknown, path: string, operation = 'open'): string {
  return `${codeOf(error) === 'EISDIR' ? 'read' : operation} ${path}: ${systemReason(error)}`;
}

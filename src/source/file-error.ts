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
};

/** The code of a failed system call (`ENOENT`), or an empty string. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** A file error as Go words it: `open /path: permission denied`. */
export function describeFileError(error: unknown, path: string, operation = 'open'): string {
  const code = codeOf(error);
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  const reason = words ?? (error instanceof Error ? error.message : String(error));
  return `${code === 'EISDIR' ? 'read' : operation} ${path}: ${reason}`;
}

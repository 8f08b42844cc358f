import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** What looking up a program needs of the process. */
export interface LookupIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly os: string;
}

/** A program's name or path as an absolute path, found as Go's `exec.LookPath` does; undefined when it is not there. */
export async function findExecutable(command: string, io: LookupIo): Promise<string | undefined> {
  const isPath = command.includes('/') || (io.os === 'windows' && command.includes('\\'));
  // Go runs nothing that only a relative folder of PATH has.
  const folders = isPath ? [io.cwd] : (io.env['PATH'] ?? io.env['Path'] ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    for (const suffix of suffixes(command, io)) {
      const path = isPath ? resolve(io.cwd, `${command}${suffix}`) : join(folder, `${command}${suffix}`);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** Windows finds `aws` as `aws.exe` or `aws.cmd`. */
function suffixes(command: string, io: LookupIo): readonly string[] {
  if (io.os !== 'windows') return [''];
  const known = (io.env['PATHEXT'] ?? '.com;.exe;.bat;.cmd').toLowerCase().split(';');
  return known.some((suffix) => command.toLowerCase().endsWith(suffix)) ? ['', ...known] : known;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** What to give to `spawn`: Windows runs batch files through its shell only, where each argument needs quotes. */
export function spawnArguments(
  path: string,
  args: readonly string[],
  os: string,
): {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly windowsVerbatimArguments?: boolean; readonly windowsHide: boolean };
} {
  if (os !== 'windows' || !/\.(?:cmd|bat)$/i.test(path)) return { file: path, args, options: { windowsHide: true } };
  const line = [path, ...args].map(quoteForShell).join(' ');
  return {
    file: 'cmd.exe',
    args: ['/d', '/s', '/c', `"${line}"`],
    options: { windowsVerbatimArguments: true, windowsHide: true },
  };
}

function quoteForShell(argument: string): string {
  const quoted = `"${argument.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1')}"`;
  return quoted.replaceAll(/[()%!^"<>&|;, *?]/g, '^$&');
}

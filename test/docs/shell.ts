import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../golden/harness.ts';
import { installPacked } from '../packed/install.ts';

/** The command lines of a Markdown file's blocks of shell commands, in their order. */
export async function readShellLines(file: string): Promise<readonly string[]> {
  const text = await readFile(join(root, file), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) => (block ?? '').trimEnd().split('\n'));
}

/** What a shell said of a command line. */
export interface ShellOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command line as a reader pastes it, from the root of the project, with the packed program on the PATH as
 * `gwctl` and as kubectl's plugin.
 */
export async function runShell(line: string, env: Readonly<Record<string, string>> = {}): Promise<ShellOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'gwctl-path-'));
  try {
    const path = [(await installPacked()).bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    return await new Promise((resolve) => {
      execFile(
        'bash',
        ['-c', line],
        { cwd: root, env: { HOME: folder, LANG: 'C.UTF-8', ...env, PATH: path }, maxBuffer: 16 * 1024 * 1024 },
        (error, out, err) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err }),
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { execFile } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NODES } from '../packed/nodes.ts';
import { programsFolder } from '../packed/program.ts';
import { BINARY } from '../packed/runtimes.ts';
import type { Runtime } from '../packed/runtimes.ts';
import { until as waitUntil } from '../support/until.ts';

const run = promisify(execFile);

/** The folder of the project. */
const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** The shells that run in a terminal of their own. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** How each is started without a line of the user's configuration, and told to complete gwctl. */
const SHELLS: Readonly<Record<Shell, { readonly start: string; readonly load: readonly string[] }>> = {
  bash: { start: 'bash --noprofile --norc -i', load: ["PS1='$ '", 'source <(gwctl completion bash)'] },
  zsh: {
    start: 'zsh -f -i',
    load: ["PS1='$ '", 'autoload -Uz compinit && compinit -u -D', 'source <(gwctl completion zsh)'],
  },
  fish: {
    start: 'fish --no-config -i',
    load: ["function fish_prompt; echo '$ '; end; set -g fish_greeting", 'gwctl completion fish | source'],
  },
};

/**
 * In which shell which program is tried, with a label for what is made for it. What shells differ in are the scripts that are
 * loaded into them: the single executable is tried in one.
 */
export const PROGRAMS: readonly { readonly shell: Shell; readonly on: Runtime; readonly label: string }[] = [
  ...(['bash', 'zsh', 'fish'] as const).map((shell) => ({ shell, on: NODES[1], label: shell })),
  ...(BINARY === undefined ? [] : [{ shell: 'bash', on: BINARY, label: 'binary' } as const]),
];

/** A shell in a real terminal. */
export interface Terminal {
  /** Types text as a person does. */
  readonly type: (text: string) => Promise<void>;
  /** Presses keys by tmux's names: `Tab`, `Enter`, `C-c`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** What stands on the screen; with `colors` its escape sequences too. */
  readonly screen: (options?: { readonly colors: boolean }) => Promise<string>;
  /** Waits until the screen holds something. @returns the screen. @throws Error with the screen when it never does. */
  readonly until: (what: string | RegExp) => Promise<string>;
  /** Clears the line and the screen. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Why there is no terminal test of a shell, or false. @throws Error with CI=true where tmux or bash is missing: there a skip
 * is a failure.
 */
export async function reasonToSkip(shell: Shell): Promise<string | false> {
  for (const program of ['tmux', shell]) {
    if (await isInstalled(program)) continue;
    const reason = `${program} is not installed`;
    if (process.env['CI'] === 'true' && (program === 'tmux' || program === 'bash')) throw new Error(reason);
    return reason;
  }
  return false;
}

async function isInstalled(program: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) =>
    access(join(folder, program)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).includes(true);
}

/**
 * Opens a shell with the packed gwctl on its PATH and its completion loaded; the project is the working folder.
 * @param env variables beside the few that any terminal has.
 * @param columns how wide it is.
 * @param on what gwctl runs on.
 */
export async function openTerminal(
  shell: Shell,
  env: Readonly<Record<string, string>> = {},
  columns = 200,
  on: Runtime = NODES[1],
): Promise<Terminal> {
  const home = await mkdtemp(join(tmpdir(), 'gwctl-terminal-'));
  const bin = await programsFolder(on);
  const variables = {
    HOME: home,
    PATH: [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    LANG: 'C.UTF-8',
    KUBECONFIG: join(home, 'none'),
    KUBECACHEDIR: join(home, 'cache'),
    ...env,
  };
  // A server of its own, which ends with its only session.
  const socket = join(home, 'tmux');
  const tmux = (...args: readonly string[]): Promise<{ readonly stdout: string }> =>
    run('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      cwd: root,
      env: { ...variables, TERM: 'xterm-256color' },
    });
  await tmux('new-session', '-d', '-x', String(columns), '-y', '50', SHELLS[shell].start);

  const screen: Terminal['screen'] = async (options) => {
    const { stdout } = await tmux('capture-pane', '-p', ...(options?.colors === true ? ['-e'] : []));
    return stdout.trimEnd();
  };
  const until: Terminal['until'] = async (what) => {
    let shown = '';
    await waitUntil(
      async () => {
        shown = await screen();
        return typeof what === 'string' ? shown.includes(what) : what.test(shown);
      },
      () => `the screen never showed ${String(what)}:\n${shown}`,
    );
    return shown;
  };
  const type: Terminal['type'] = async (text) => {
    await tmux('send-keys', '-l', '--', text);
  };
  const press: Terminal['press'] = async (...keys) => {
    await tmux('send-keys', ...keys);
  };
  const clear: Terminal['clear'] = async () => {
    await press('C-u');
    // A screen that is empty already would be taken for the one that is cleared.
    await type(' echo to-be-cle""ared');
    await press('Enter');
    await until(/^to-be-cleared$/m);
    await type(' clear');
    await press('Enter');
    await until(/^\$ ?$/);
  };
  await until(/\S/);
  for (const line of SHELLS[shell].load) {
    await type(line);
    await press('Enter');
  }
  await type('echo loa""ded');
  await press('Enter');
  await until(/^loaded$/m);
  await clear();
  return {
    type,
    press,
    screen,
    until,
    clear,
    async close() {
      await tmux('kill-server').catch(() => undefined);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

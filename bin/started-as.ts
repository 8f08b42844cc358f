/** The names of the program: its own, as kubectl's plugin, and the one that kubectl asks for completions of the plugin. */
const NAMES = ['gwctl', 'kubectl-gw', 'kubectl_complete-gw'] as const;

/**
 * By which of its names the program was started. A single executable is all three, and goes by the name of the file or link that
 * was called; where Node runs a file, the name of that file counts. Suffixes such as `.exe`, `.js` or `-linux-amd64` do not.
 * @param executable how the executable was called (`process.argv0`).
 * @param script what it was told to run (`process.argv[1]`).
 */
export function startedAs(executable: string, script: string | undefined): (typeof NAMES)[number] {
  for (const path of [executable, script ?? '']) {
    const file = path.split(/[\\/]/).at(-1)?.toLowerCase();
    const name = NAMES.find((each) => file?.startsWith(each));
    if (name !== undefined) return name;
  }
  return 'gwctl';
}

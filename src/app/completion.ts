import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { COMPLETION_SHELLS, completionScript } from '../print/completion-script.ts';

/**
 * `gwctl completion SHELL`: prints the shell's completion script.
 * @throws UsageError for no shell or an unknown one.
 */
export async function completion(words: readonly string[], io: Pick<Io, 'writeOut'>): Promise<ExitCode> {
  const [word, ...rest] = words;
  const shells = COMPLETION_SHELLS.join(', ');
  if (word === undefined) throw new UsageError(`shell not specified; choose one of ${shells}`);
  if (rest.length > 0) throw new UsageError('too many arguments: expected only the shell type');
  const shell = COMPLETION_SHELLS.find((name) => name === word);
  if (shell === undefined) throw new UsageError(`unsupported shell type "${word}"; choose one of ${shells}`);
  await io.writeOut(completionScript(shell));
  return 0;
}

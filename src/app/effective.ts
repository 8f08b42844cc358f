import type { EffectiveFlags } from '../../commands/effective.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { refOf } from '../model/ref.ts';
import { escapeControl } from '../text/escape.ts';
import { nodeText } from '../view/say/paths.ts';
import { readEffective } from './effective/read-effective.ts';
import type { ReadEffective } from './effective/read-effective.ts';
import { learnFrom } from './policy-catalogue.ts';
import { askedNamespace, openSource, pageStyle } from './scope.ts';
import { Problems } from './write/problems.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';
import { readAsked } from './select/read-asked.ts';

/**
 * `gwctl effective`: the effective policies of the selected objects, path by path, with the source of every field.
 * @param words `TYPE [NAME[#SECTION]…]` or `TYPE/NAME[#SECTION]…`; of a policy, its targets are meant.
 * @returns 0 answered (also when no policy acts), 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function effective(
  words: readonly string[],
  flags: EffectiveFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const { requested, selectors } = readAsked(words, flags, { program: io.program, verb: 'effective' });
  const learn = learnFrom(flags, io);
  await learn();
  const source = await open(flags, io);
  const problems = new Problems();
  try {
    const selection = {
      requested,
      namespace: askedNamespace(flags, source),
      selectors,
      kinds: flags.kind ?? [],
      paths: flags.path ?? [],
      literal: flags.gep713Literal === true,
    };
    const answer = await readEffective(selection, { source, problems, learn });
    const { objects, malformed, gaps, isPart } = answer;
    if (format !== undefined) {
      const { effectiveDocument } = await import('../view/effective.ts');
      await writeDocument(effectiveDocument(answer, gaps), format, io);
    } else {
      await writeText(answer, flags, io, problems);
    }
    for (const line of malformed) io.writeError(`Warning: ${escapeControl(line)}\n`);
    const code = problems.report(io, objects.length > 0, (flags.v ?? 0) > 0);
    // Policies are what was asked for: a kind of them that could not be read is a part of the answer that is missing.
    return code === 0 && isPart ? 1 : code;
  } finally {
    source.close();
  }
}

async function writeText(
  { policies, settings, objects, isPart, knowsKinds }: ReadEffective,
  flags: EffectiveFlags,
  io: Io,
  problems: Problems,
): Promise<void> {
  const [{ effectiveBlocks, settingBlocks }, { formatEffective }, { paint }] = await Promise.all([
    import('../view/effective-page.ts'),
    import('../print/effective.ts'),
    import('../print/paint.ts'),
  ]);
  const blocks = [...effectiveBlocks(policies, flags.explain === true), ...settingBlocks(settings)];
  if (blocks.length > 0) {
    const { color, columns } = pageStyle(flags, io);
    await io.writeOut(formatEffective(blocks, paint(color), columns));
    return;
  }
  const [only] = objects;
  const which = flags.kind === undefined ? 'No policies' : `No policies of kind ${flags.kind.join(', ')}`;
  const kinds = isPart || !knowsKinds ? `${which} that could be read` : which;
  if (objects.length === 1 && only !== undefined)
    io.writeError(`${kinds} apply to ${escapeControl(nodeText(refOf(only)))}\n`);
  else if (objects.length > 1) io.writeError(`${kinds} apply to these objects\n`);
  else if (problems.none) io.writeError('No resources found\n');
}

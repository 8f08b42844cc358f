import type { GraphFlags } from '../../commands/graph.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { answerPages } from './follow/answer-pages.ts';
import { GRAPH_FORMATS } from './graph/graph-format.ts';
import type { GraphFormat } from './graph/graph-format.ts';
import { readGraph } from './graph/read-graph.ts';
import type { AskedGraph } from './graph/read-graph.ts';
import { writeGraph } from './graph/write-graph.ts';
import { learnFrom } from './policy-catalogue.ts';
import { isSelecting, readSelectors } from './select/read-selectors.ts';
import { readAsked } from './select/read-asked.ts';
import type { Asked } from './select/read-asked.ts';
import { askedNamespace, openSource } from './scope.ts';
import { Problems } from './write/problems.ts';
import { checkOutput } from './write/structured-output.ts';

/**
 * `gwctl graph`: how objects connect and why something does not attach, as a tree, a picture or data.
 * @param words `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`; nothing means all Gateways and routes of the namespace.
 * @param open opens the cluster or the files that the flags name.
 * @returns 0 answered, 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function graph(
  words: readonly string[],
  flags: GraphFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, GRAPH_FORMATS) ?? 'tree';
  if (flags.depth !== undefined && flags.depth < 0) throw new UsageError('--depth must be 0 or more');
  const asked = readWords(words, flags, io);
  if (flags.watch === true && format !== 'tree' && format !== 'json') {
    throw new UsageError(`--watch cannot be used with -o ${format}`);
  }
  return answerPages(flags, io, open, async (source, page) => {
    const problems = new Problems();
    const selection = { ...flags, asked, namespace: askedNamespace(flags, source) };
    const answer = await readGraph(selection, { source, problems, learn: learnFrom(flags, page) });
    if (answer !== undefined) await write(answer, { format, flags, io: page, words, problems });
    const code = problems.report(page, answer !== undefined, (flags.v ?? 0) > 0);
    return code === 0 && answer?.isPart() === true ? 1 : code;
  });
}

function readWords(words: readonly string[], flags: GraphFlags, io: Io): Asked | undefined {
  if (words.length > 0) return readAsked(words, flags, { program: io.program, verb: 'graph' });
  if (isSelecting(readSelectors(flags))) throw new UsageError('a selector requires a type: graph TYPE -l SELECTOR');
  return undefined;
}

interface Writing {
  readonly format: GraphFormat;
  readonly flags: GraphFlags;
  readonly io: Io;
  readonly words: readonly string[];
  readonly problems: Problems;
}

async function write(asked: AskedGraph, { format, flags, io, words, problems }: Writing): Promise<void> {
  const { namespace, onlyBroken } = asked.question;
  const place = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  const title = `${words.length === 0 ? 'gwctl graph' : words.join(' ')} (${place})`;
  const isShown = await writeGraph(format, { ...asked, title }, flags, io);
  const gaps = asked.gaps();
  if (!isShown) {
    const where = namespace === undefined ? '' : ` in ${namespace} namespace`;
    // What could not be read may well be there, and be broken.
    const isWhole = gaps.every(({ reason }) => reason === 'absent') && !asked.isPart();
    if (onlyBroken) io.writeError(`Nothing is broken${isWhole ? '' : ' in what could be read'}${where}.\n`);
    else if (!asked.isPart()) io.writeError(`No resources found${where}.\n`);
  }
  for (const gap of gaps) problems.addGap(gap);
}

import type { DiffFlags } from '../../commands/diff.ts';
import { withAccepted } from '../answers/diff.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { TrafficDiff } from '../documents/traffic-diff.ts';
import { matchLabelSelector, parseLabelSelector } from '../model/label-selector.ts';
import { UsageError } from '../model/errors.ts';
import { labelsOf, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Source } from '../model/source.ts';
import { isStandardInput } from '../source/files/standard-input.ts';
import { escapeLines } from '../text/escape.ts';
import { acceptedDifference } from '../view/traffic-diff.ts';
import { readAccepted } from './diff/accept-file.ts';
import { checkSide, openSide } from './diff/open-side.ts';
import { readDiff } from './diff/read-diff.ts';
import type { DiffSources } from './diff/read-diff.ts';
import { learnFrom } from './policy-catalogue.ts';
import { openSource, pageStyle } from './scope.ts';
import { hasBrokenFiles } from './select/has-broken-files.ts';
import { readSelectors } from './select/read-selectors.ts';
import { Problems } from './write/problems.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

const FORMATS = ['json', 'yaml', 'markdown', 'accept'] as const;

/**
 * `gwctl diff A B`: what two states answer differently.
 * @returns 0 nothing changes for any request, but for what is accepted; 1 something does, or may; 3 a side could not be read.
 * @throws UsageError, CannotRunError, ServerError when nothing can be compared.
 */
export async function diff(
  words: readonly string[],
  flags: DiffFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, FORMATS);
  checkWords(words, flags);
  const wants = wantedBy(flags);
  const learn = learnFrom(flags, io);
  const accepted = flags.accept === undefined ? undefined : await readAccepted(flags.accept, io);
  const opened: Source[] = [];
  const own: typeof openSource = async (given, at) => {
    const source = await open(given, at);
    opened.push(source);
    return source;
  };
  try {
    const [before = '', after = ''] = words;
    const sources = await openSides([before, after], flags, io, own);
    const { namespace } = flags;
    const { document, pair } = await readDiff(sources, { sides: { before, after }, wants, namespace }, learn);
    const known = accepted === undefined ? document : withAccepted(document, accepted);
    await write(known, format, flags, io);
    const problems = new Problems();
    for (const reader of [pair.before, pair.after]) for (const gap of reader.world().gaps) problems.addGap(gap);
    const code = problems.report(io, true, (flags.v ?? 0) > 0);
    // What of a side could not be read was not compared either.
    const isPart = known.summary.notCompared > 0 || [sources.before, sources.after].some(hasBrokenFiles);
    return known.summary.total > 0 || isPart ? 1 : code;
  } finally {
    for (const source of opened) source.close();
  }
}

function checkWords(words: readonly string[], { from = [], demo, accept }: DiffFlags): void {
  if (words.length !== 2)
    throw new UsageError('diff needs two states, each a file, a directory, -, context:NAME or git:REF:DIR');
  if (from.length > 0 || demo === true) throw new UsageError('--from and --demo are one state: name two as words');
  for (const word of words) checkSide(word);
  const inputs = accept === undefined ? words : [...words, accept];
  if (inputs.filter(isStandardInput).length > 1) throw new UsageError('standard input can be read only once');
}

/** What `-n` and `-l` narrow the answer to. @throws UsageError for a selector that is none. */
function wantedBy(flags: DiffFlags): ((object: KubernetesObject) => boolean) | undefined {
  const { namespace, selector } = flags;
  const { labelSelector = '' } = readSelectors({ selector, fieldSelector: undefined });
  const labels = parseLabelSelector(labelSelector);
  if (namespace === undefined && labels.requirements.length === 0) return undefined;
  return (object) =>
    (namespace === undefined || namespaceOf(object) === namespace) && matchLabelSelector(labels, labelsOf(object));
}

async function openSides(
  [one, other]: readonly [string, string],
  flags: DiffFlags,
  io: Io,
  open: typeof openSource,
): Promise<DiffSources> {
  const before = await openSide(one, flags, io, open);
  return { before, after: await openSide(other, flags, io, open) };
}

async function write(
  document: TrafficDiff,
  format: (typeof FORMATS)[number] | undefined,
  flags: DiffFlags,
  io: Io,
): Promise<void> {
  if (format === 'json' || format === 'yaml') return writeDocument(document, format, io);
  if (format === 'accept') {
    const { formatYaml } = await import('../print/yaml.ts');
    const text = document.traffic.length === 0 ? '[]\n' : formatYaml(document.traffic.map(acceptedDifference));
    return io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  }
  const { formatTrafficDiff, formatTrafficDiffMarkdown } = await import('../print/traffic-diff.ts');
  return io.writeOut(
    format === 'markdown' ? formatTrafficDiffMarkdown(document) : formatTrafficDiff(document, pageStyle(flags, io)),
  );
}

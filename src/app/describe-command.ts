import type { DescribeFlags } from '../../commands/describe.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { ResourceDescription } from '../documents/resource-description-list.ts';
import { UsageError } from '../model/errors.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Source } from '../model/source.ts';
import { NotedProblems, gapsOf, readDescribed } from './describe/read-described.ts';
import type { DescribedSelection, DescribedWorld } from './describe/read-described.ts';
import { answerPages } from './follow/answer-pages.ts';
import { learnFrom } from './policy-catalogue.ts';
import { askedNamespace, openSource, pageStyle } from './scope.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import { readAsked } from './select/read-asked.ts';
import { scopeWords } from './write/scope-words.ts';
import { checkOutput } from './write/structured-output.ts';
import { writeDescriptions, writePages } from './write/write-descriptions.ts';

/** Pages that are made at a time. */
const AT_A_TIME = 100;

/**
 * `gwctl describe`: a page an object, as kubectl selects them, from a cluster or from files.
 * @param words `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`.
 * @param open opens the cluster or the files that the flags name.
 * @returns 0 answered, 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function describeCommand(
  words: readonly string[],
  flags: DescribeFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  if (flags.chunkSize !== undefined && flags.chunkSize < 0) throw new UsageError('--chunk-size must be 0 or more');
  if (words.length === 0) {
    const hint = `Use "${io.program} api-resources" for a complete list of supported resources.`;
    throw new UsageError(`You must specify the type of resource to describe. ${hint}`);
  }
  const { requested, selectors } = readAsked(words, flags, { program: io.program, verb: 'describe' });
  const isTuples = words.some((word) => word.includes('/'));
  if (!isTuples && requested.length > 1 && words.length > 1) {
    throw new UsageError('you may only specify a single resource type');
  }
  return answerPages(flags, io, open, (source, page) => {
    const selection = {
      requested,
      namespace: askedNamespace(flags, source),
      selectors,
      chunkSize: flags.chunkSize,
      takesPrefix: words.length === 2,
      events: flags.showEvents !== false,
    };
    return answer(selection, { flags, io: page, source, format });
  });
}

interface Run {
  readonly flags: DescribeFlags;
  readonly io: Io;
  readonly source: Source;
  readonly format: 'json' | 'yaml' | undefined;
}

async function answer(selection: DescribedSelection, run: Run): Promise<ExitCode> {
  const { flags, io, source, format } = run;
  const { namespace } = selection;
  const problems = new NotedProblems();
  const described = await readDescribed(selection, { source, problems, learn: learnFrom(flags, io) });
  const { objects, listings } = described;
  if (objects.length > 0 || format !== undefined) {
    const world = await described.open();
    await write(objects, world, run);
    for (const gap of gapsOf(world)) problems.addGap(gap);
  }
  for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
  if (objects.length === 0 && problems.none && format === undefined) {
    const inNamespace = namespace !== undefined && listings.every(({ namespaced }) => namespaced);
    io.writeError(inNamespace ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n');
  }
  return problems.report(io, objects.length > 0, (flags.v ?? 0) > 0);
}

/** Writes pages or documents, some at a time: of ten thousand only these are in memory. */
async function write(
  objects: readonly KubernetesObject[],
  world: DescribedWorld,
  { flags, io, format }: Run,
): Promise<void> {
  const { describeDocuments, describePages } = await import('../answers/describe.ts');
  const { reader, events } = world;
  const scope = scopeWords(flags);
  const question = {
    now: io.now(),
    command: (words: string) => `${io.program} ${words}${scope}`,
    eventsOf: events.of,
  };
  if (format === undefined) {
    const pages = inTurn(objects, (some) => reader.answer((read) => describePages(read, some, question)));
    await writePages(pages, pageStyle(flags, io), io);
    return;
  }
  const describe = (some: readonly KubernetesObject[]): Promise<readonly ResourceDescription[]> =>
    reader.answer((read) => describeDocuments(read, some, question));
  // A document begins with what could not be read, which is known once all was asked.
  for (const some of inGroups(objects)) await describe(some);
  await writeDescriptions(inTurn(objects, describe), { format, gaps: gapsOf(world) }, io);
}

/** Answers for some objects after the other. */
async function* inTurn<Item>(
  objects: readonly KubernetesObject[],
  answerOn: (some: readonly KubernetesObject[]) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  for (const some of inGroups(objects)) yield* await answerOn(some);
}

function* inGroups(objects: readonly KubernetesObject[]): Iterable<readonly KubernetesObject[]> {
  for (let start = 0; start < objects.length; start += AT_A_TIME) yield objects.slice(start, start + AT_A_TIME);
}

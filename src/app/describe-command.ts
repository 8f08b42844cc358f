import type { DescribeFlags } from '../../commands/describe.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { ENDPOINT_SLICE } from '../gateway-api/kinds.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import type { Listing } from './select/listing.ts';
import { Relatives } from './get/relatives.ts';
import type { ReadOptions } from './select/read-listing.ts';
import { NO_EVENTS, loadEvents } from './describe/load-events.ts';
import type { Events } from './describe/load-events.ts';
import { HeldErrors, readByPrefix, readRoots, typesOf } from './select/read-roots.ts';
import type { Roots } from './select/read-roots.ts';
import { scopeWords } from './write/scope-words.ts';
import { writeDescriptions, writePages } from './write/write-descriptions.ts';
import type { ResourceDescription } from '../view/resource-description.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import type { ResourceArgument } from './select/parse-resource-arguments.ts';
import { planListings } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import { isSelecting, readSelectors } from './read-selectors.ts';
import type { Selectors } from './read-selectors.ts';
import { askedNamespace, openSource, wantsColor, wantsUnicode } from './scope.ts';
import { WorldReader } from '../world/world-reader.ts';
import { checkOutput } from './write/structured-output.ts';

/** Up to this many objects are read on their own; more, with all of the Gateway API. */
const MOST_ALONE = 12;
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
  const selectors = readSelectors(flags);
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'describe',
    hasSelector: isSelecting(selectors),
    allNamespaces: flags.allNamespaces === true,
  });
  const isTuples = words.some((word) => word.includes('/'));
  if (!isTuples && requested.length > 1 && words.length > 1) {
    throw new UsageError('you may only specify a single resource type');
  }
  const source = await open(flags, io);
  try {
    return await answer(requested, { words, flags, io, source, format, selectors });
  } finally {
    source.close();
  }
}

/** Remembers the gaps that are reported, so that documents carry them too. */
class NotedProblems extends Problems {
  readonly gaps: Gap[] = [];

  override addGap(gap: Gap, isAsked = false): void {
    this.gaps.push(gap);
    super.addGap(gap, isAsked);
  }
}

interface Run {
  readonly words: readonly string[];
  readonly flags: DescribeFlags;
  readonly io: Io;
  readonly source: Source;
  readonly format: 'json' | 'yaml' | undefined;
  readonly selectors: Selectors;
}

async function answer(requested: readonly ResourceArgument[], run: Run): Promise<ExitCode> {
  const { flags, io, source, format, selectors } = run;
  const problems = new NotedProblems();
  const namespace = askedNamespace(flags, source);
  const { listings, relatives, catalog } = await planListings(
    requested,
    { source, problems, namespace },
    (types) => new Relatives(source, types, problems, namespace, learnFrom(flags, io)),
  );
  // The kinds of policies are known by the time the objects are.
  const policies = relatives.policies();
  const events = startEvents(listings, namespace, catalog, run);
  const roots = await selectRoots(run.words, listings, {
    source,
    ignoreNotFound: false,
    problems,
    selection: { namespace, ...selectors, chunkSize: flags.chunkSize },
  });
  const { objects } = roots;
  const { kinds: policyKinds, catalog: known } = await policies;
  if (objects.length > 0 || format !== undefined) {
    const reader = new WorldReader({ source, catalog: known, policyKinds, namespaces: namespacesOf(objects) });
    for (const gap of problems.gaps) reader.addGap(gap);
    const [found] = await Promise.all([events ?? loadEventsOf(objects, namespace, catalog, run), seed(roots, reader)]);
    await write(objects, { reader, events: found }, run);
    for (const gap of gapsOf(reader, found)) problems.addGap(gap);
  }
  for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
  if (objects.length === 0 && problems.none && format === undefined) {
    const inNamespace = namespace !== undefined && listings.every(({ namespaced }) => namespaced);
    io.writeError(inNamespace ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n');
  }
  return problems.report(io, objects.length > 0, (flags.v ?? 0) > 0);
}

/** The objects to describe; the name of `TYPE NAME` that does not exist is tried as a prefix, as kubectl does. */
async function selectRoots(
  words: readonly string[],
  listings: readonly Listing[],
  options: ReadOptions,
): Promise<Roots> {
  const [listing] = listings;
  const mayBePrefix = words.length === 2 && listings.length === 1 && listing?.names.length === 1;
  if (!mayBePrefix) return readRoots(listings, options);
  const held = new HeldErrors();
  const roots = await readRoots(listings, { ...options, problems: held });
  if (roots.objects.length > 0 || !held.onlyNotFound) {
    for (const error of held.errors) options.problems.addError(error);
    return roots;
  }
  const objects = await readByPrefix(listing, { ...options, problems: new HeldErrors() });
  if (objects.length === 0) for (const error of held.errors) options.problems.addError(error);
  return { objects, whole: [] };
}

/** One named object: its events are asked for at once, not after it. */
function startEvents(
  listings: readonly Listing[],
  namespace: string | undefined,
  catalog: ResourceCatalog,
  { flags, source }: Run,
): Promise<Events> | undefined {
  if (flags.showEvents === false) return Promise.resolve(NO_EVENTS);
  const [listing] = listings;
  const [type] = listing?.types ?? [];
  const [name] = listing?.names ?? [];
  if (source.kind !== 'live' || listings.length !== 1 || listing?.types.length !== 1) return undefined;
  if (type === undefined || name === undefined || listing.names.length !== 1) return undefined;
  const query = { namespace: type.namespaced ? namespace : undefined, kinds: new Set([type.kind]), name };
  return loadEvents(source, catalog, query).then((events) =>
    // Of a prefix the name was not the object's.
    ({ ...events, of: (object) => (object.metadata.name === name ? events.of(object) : undefined) }),
  );
}

/** Events of many objects: one list for all. */
function loadEventsOf(
  objects: readonly KubernetesObject[],
  namespace: string | undefined,
  catalog: ResourceCatalog,
  { source }: Run,
): Promise<Events> {
  const types = typesOf(objects);
  const clusterScoped = objects.some((object) => namespaceOf(object) === undefined);
  return loadEvents(source, catalog, {
    namespace: clusterScoped || source.kind === 'files' ? undefined : namespace,
    kinds: new Set(types.map(({ kind }) => kind)),
  });
}

/** What was selected is known; a question about many objects is one about the whole cluster. */
async function seed({ objects, whole }: Roots, reader: WorldReader): Promise<void> {
  reader.seedSelected(objects, whole);
  if (objects.length <= MOST_ALONE) return;
  const endpoints = objects.some(({ kind }) => kind.endsWith('Route') || kind === 'Service');
  await reader.readCluster(endpoints ? [ENDPOINT_SLICE] : []);
}

function namespacesOf(objects: readonly KubernetesObject[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
}

interface Answer {
  readonly reader: WorldReader;
  readonly events: Events;
}

/** Writes pages or documents, some at a time: of ten thousand only these are in memory. */
async function write(
  objects: readonly KubernetesObject[],
  { reader, events }: Answer,
  { flags, io, format }: Run,
): Promise<void> {
  const { describeDocuments, describePages } = await import('../answers/describe.ts');
  const scope = scopeWords(flags);
  const question = {
    now: io.now(),
    command: (words: string) => `${io.program} ${words}${scope}`,
    eventsOf: events.of,
  };
  if (format === undefined) {
    const pages = inTurn(objects, (some) => reader.answer((world) => describePages(world, some, question)));
    await writePages(pages, { color: wantsColor(flags, io), unicode: wantsUnicode(io) }, io);
    return;
  }
  const describe = (some: readonly KubernetesObject[]): Promise<readonly ResourceDescription[]> =>
    reader.answer((world) => describeDocuments(world, some, question));
  // A document begins with what could not be read, which is known once all was asked.
  for (const some of inGroups(objects)) await describe(some);
  await writeDescriptions(inTurn(objects, describe), { format, gaps: gapsOf(reader, events) }, io);
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

function gapsOf(reader: WorldReader, { gap }: Events): readonly Gap[] {
  return gap === undefined ? reader.world().gaps : [...reader.world().gaps, gap];
}

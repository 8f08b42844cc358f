import type { DescribeFlags } from '../../commands/describe.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { SnapshotBuilder } from '../world/memory-snapshot.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Source } from '../model/source.ts';
import { isInheritable } from '../policy/effective.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { describeContext } from '../view/describe/context.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import type { Listing } from './select/listing.ts';
import { Relatives } from './get/relatives.ts';
import type { ReadOptions } from './select/read-listing.ts';
import { NO_EVENTS, loadEvents } from './describe/load-events.ts';
import type { Events } from './describe/load-events.ts';
import { HeldErrors, readByPrefix, readRoots, typesOf } from './select/read-roots.ts';
import type { Roots } from './select/read-roots.ts';
import { scopeWords } from './write/scope-words.ts';
import { writeDocuments, writePages } from './describe/write-pages.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import type { ResourceArgument } from './select/parse-resource-arguments.ts';
import { planListings } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import { isSelecting, readSelectors } from './read-selectors.ts';
import type { Selectors } from './read-selectors.ts';
import { askedNamespace, openSource, wantsColor, wantsUnicode } from './scope.ts';
import { loadFiles } from '../world/load-files.ts';
import { loadReach } from '../world/load-reach.ts';
import { loadWhole } from '../world/load-whole.ts';
import { SnapshotReader } from '../world/snapshot-reader.ts';
import { checkOutput } from './write/structured-output.ts';

/** Up to this many objects are read with what they involve; more with the whole of the Gateway API. */
const MOST_BY_REACH = 12;

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

/** Remembers the gaps that are told, so that documents carry them too. */
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
  if (objects.length > 0 || format !== undefined) {
    const { kinds: policyKinds, catalog: known } = await policies;
    const [snapshot, found] = await Promise.all([
      load(roots, policyKinds, known, source, problems.gaps),
      events ?? loadEventsOf(objects, namespace, catalog, run),
    ]);
    const gaps = found.gap === undefined ? snapshot.gaps : [...snapshot.gaps, found.gap];
    await write(objects, { snapshot, events: found, policyKinds, gaps }, run);
    for (const gap of gaps) problems.addGap(gap);
  } else {
    await policies;
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

/** What the pages need: all of the files, what a few objects involve, or the whole of the Gateway API. */
async function load(
  { objects, whole }: Roots,
  policyKinds: readonly PolicyKind[],
  catalog: ResourceCatalog,
  source: Source,
  known: readonly Gap[],
): Promise<Snapshot> {
  const builder = new SnapshotBuilder();
  for (const gap of [...catalog.gaps, ...known]) builder.addGap(gap);
  if (source.kind === 'files') {
    await loadFiles(source, catalog, builder);
    return builder.build('files');
  }
  const reader = new SnapshotReader(source, catalog, builder, objects.length !== 1);
  if (objects.length <= MOST_BY_REACH && !objects.some((object) => reachesBeyondTarget(object, policyKinds))) {
    await Promise.all(objects.map((object) => loadReach(object, reader, policyKinds)));
  } else {
    for (const type of whole) {
      reader.seedWhole(
        type,
        objects.filter((object) => sameGroupKind(groupKindOf(object), type)),
      );
    }
    reader.seed(objects);
    const instead = [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
    const endpoints = objects.some(({ kind }) => kind.endsWith('Route') || kind === 'Service');
    await loadWhole(reader, { policyKinds, instead, endpoints });
  }
  return builder.build('live');
}

/** Whether an object is a policy that its targets pass on: its page tells all that it reaches. */
function reachesBeyondTarget(object: KubernetesObject, policyKinds: readonly PolicyKind[]): boolean {
  const type = groupKindOf(object);
  return policyKinds.some((kind) => sameGroupKind(kind, type) && isInheritable(kind));
}

interface Answer {
  readonly snapshot: Snapshot;
  readonly events: Events;
  readonly policyKinds: readonly PolicyKind[];
  readonly gaps: readonly Gap[];
}

async function write(
  objects: readonly KubernetesObject[],
  { snapshot, events, policyKinds, gaps }: Answer,
  { flags, io, format }: Run,
): Promise<void> {
  const { buildGraph } = await import('../graph/query/build-graph.ts');
  const scope = scopeWords(flags);
  const context = describeContext({
    graph: buildGraph(snapshot, { policyKinds }),
    snapshot,
    now: io.now(),
    command: (words) => `${io.program} ${words}${scope}`,
    eventsOf: events.of,
    policyKinds,
  });
  if (format !== undefined) await writeDocuments(objects, context, { format, gaps }, io);
  else await writePages(objects, context, { color: wantsColor(flags, io), unicode: wantsUnicode(io) }, io);
}

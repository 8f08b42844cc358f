import type { GraphFlags } from '../../commands/graph.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import type { Graph } from '../graph/graph.ts';
import { NAMESPACE } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Source } from '../model/source.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { selectGraph } from '../view/graph/select.ts';
import type { Selection } from '../view/graph/select.ts';
import { readRoots } from './select/read-roots.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import type { Listing } from './select/listing.ts';
import { Relatives } from './get/relatives.ts';
import { chooseRoots } from './graph/choose-roots.ts';
import { loadGraphSnapshot } from './graph/load-graph-snapshot.ts';
import { isEndpointType } from '../world/load-endpoints.ts';
import { readKinds } from './graph/read-kinds.ts';
import type { KindFilter } from './graph/read-kinds.ts';
import { writeGraph } from './graph/write-graph.ts';
import { GRAPH_FORMATS } from './graph/graph-format.ts';
import type { GraphFormat } from './graph/graph-format.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import type { ResourceArgument } from './select/parse-resource-arguments.ts';
import { planListings } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { Problems } from './write/problems.ts';
import { isSelecting, readSelectors } from './read-selectors.ts';
import type { Selectors } from './read-selectors.ts';
import { askedNamespace, openSource } from './scope.ts';
import { checkOutput } from './write/structured-output.ts';

/**
 * `gwctl graph`: how objects hang together and why something does not attach, as a tree, a picture or data.
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
  const selectors = readSelectors(flags);
  const requested = readWords(words, { flags, io, hasSelector: isSelecting(selectors) });
  const source = await open(flags, io);
  try {
    const problems = new Problems();
    const answer = await load(requested, { flags, io, source, problems, selectors });
    if (answer !== undefined) await write(answer, { format, flags, io, words });
    return problems.report(io, answer !== undefined, (flags.v ?? 0) > 0);
  } finally {
    source.close();
  }
}

function readWords(
  words: readonly string[],
  { flags, io, hasSelector }: { flags: GraphFlags; io: Io; hasSelector: boolean },
): readonly ResourceArgument[] | undefined {
  if (words.length === 0) {
    if (hasSelector) throw new UsageError('a selector needs a type: graph TYPE -l SELECTOR');
    return undefined;
  }
  return parseResourceArguments(words, {
    program: io.program,
    verb: 'graph',
    hasSelector,
    allNamespaces: flags.allNamespaces === true,
  });
}

/** What was read and picked. */
interface Answer {
  readonly snapshot: Snapshot;
  readonly policyKinds: readonly PolicyKind[];
  readonly graph: Graph;
  readonly selection: Selection;
  readonly kinds: KindFilter;
  readonly namespace: string | undefined;
}

interface Run {
  readonly flags: GraphFlags;
  readonly io: Io;
  readonly source: Source;
  readonly problems: Problems;
  readonly selectors: Selectors;
}

/** Reads and picks; undefined where nothing that was named could be read. */
async function load(requested: readonly ResourceArgument[] | undefined, run: Run): Promise<Answer | undefined> {
  const { flags, source, problems } = run;
  const namespace = askedNamespace(flags, source);
  const { catalog, objects, policyKinds, listings } = await readObjects(requested, run, namespace);
  for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
  if (objects?.length === 0 && !problems.none) return undefined;
  const kinds = await readKinds(flags.kinds ?? [], source, policyKinds);
  // Of a Namespace everything in it is meant.
  const isPlace = objects?.some(isNamespace) === true;
  // Who names EndpointSlices or Pods wants to see them.
  const named = objects?.some((object) => isEndpointType(groupKindOf(object))) === true || kinds.names(isEndpointType);
  const endpoints = flags.endpoints ?? named;
  const snapshot = await loadGraphSnapshot({
    source,
    catalog,
    policyKinds,
    roots: isPlace ? undefined : objects,
    instead: namespace === undefined ? [] : [namespace],
    endpoints,
    listeners: true,
  });
  for (const gap of snapshot.gaps) problems.addGap(gap);
  const { buildGraph } = await import('../graph/query/build-graph.ts');
  const built = buildGraph(snapshot, { policyKinds, endpoints });
  const rootsOf = (object: KubernetesObject): readonly ObjectRef[] =>
    isNamespace(object) ? chooseRoots(snapshot, built, policyKinds, object.metadata.name) : [refOf(object)];
  const both = flags.up !== true && flags.down !== true;
  const selection = selectGraph(built, {
    roots: objects?.flatMap(rootsOf) ?? chooseRoots(snapshot, built, policyKinds, namespace),
    named: objects !== undefined && !isPlace,
    up: both || flags.up === true,
    down: both || flags.down === true,
    depth: flags.depth,
    onlyBroken: flags.onlyBroken === true,
    policyKinds,
    policies: flags.policies !== false,
  });
  return { snapshot, policyKinds, graph: built, selection, kinds: kinds.shows, namespace };
}

function isNamespace(object: KubernetesObject): boolean {
  return sameGroupKind(groupKindOf(object), NAMESPACE);
}

interface ReadObjects {
  readonly catalog: ResourceCatalog;
  /** Undefined: nothing was named. */
  readonly objects: readonly KubernetesObject[] | undefined;
  readonly policyKinds: readonly PolicyKind[];
  /** What was named. */
  readonly listings: readonly Listing[];
}

async function readObjects(
  requested: readonly ResourceArgument[] | undefined,
  { flags, io, source, problems, selectors }: Run,
  namespace: string | undefined,
): Promise<ReadObjects> {
  const { listings, relatives } = await planListings(
    requested ?? [],
    { source, problems, namespace },
    (types) => new Relatives(source, types, problems, namespace, learnFrom(flags, io)),
  );
  const policies = relatives.policies();
  if (requested === undefined) {
    const { kinds, catalog: known } = await policies;
    return { catalog: known, objects: undefined, policyKinds: kinds, listings: [] };
  }
  const { objects } = await readRoots(listings, {
    source,
    ignoreNotFound: false,
    problems,
    selection: { namespace, ...selectors },
  });
  const { kinds, catalog: known } = await policies;
  return { catalog: known, objects, policyKinds: kinds, listings };
}

interface Writing {
  readonly format: GraphFormat;
  readonly flags: GraphFlags;
  readonly io: Io;
  readonly words: readonly string[];
}

async function write(
  { snapshot, policyKinds, graph: built, selection, kinds, namespace }: Answer,
  { format, flags, io, words }: Writing,
): Promise<void> {
  if (selection.nodes.size === 0 && format === 'tree') {
    const where = namespace === undefined ? '' : ` in ${namespace} namespace`;
    io.writeError(flags.onlyBroken === true ? `Nothing is broken${where}.\n` : `No resources found${where}.\n`);
    return;
  }
  const place = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  const answer = {
    graph: built,
    selection,
    kinds,
    namespace,
    gaps: snapshot.gaps,
    isPolicy: (type: GroupKind) => policyKinds.some((kind) => sameGroupKind(kind, type)),
    title: `${words.length === 0 ? 'gwctl graph' : words.join(' ')} (${place})`,
  };
  await writeGraph(format, answer, flags, io);
}

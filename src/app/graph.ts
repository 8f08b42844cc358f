import type { GraphFlags } from '../../commands/graph.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { ENDPOINT_SLICE, GATEWAY_CLASS, POD } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { readRoots } from './select/read-roots.ts';
import type { Roots } from './select/read-roots.ts';
import { isAskedGap } from './select/is-asked-gap.ts';
import type { Listing } from './select/listing.ts';
import { Relatives } from './get/relatives.ts';
import { WorldReader } from '../world/world-reader.ts';
import type { GraphQuestion } from '../answers/graph.ts';
import { isEndpointType } from './graph/endpoint-types.ts';
import { readKinds } from './graph/read-kinds.ts';
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

/** Up to this many objects are read on their own; more, with all of the Gateway API. */
const MOST_ALONE = 12;

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
  const selectors = readSelectors(flags);
  const requested = readWords(words, { flags, io, hasSelector: isSelecting(selectors) });
  const source = await open(flags, io);
  try {
    const problems = new Problems();
    const answer = await load(requested, { flags, io, source, problems, selectors });
    if (answer !== undefined) await write(answer, { format, flags, io, words, problems });
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
    if (hasSelector) throw new UsageError('a selector requires a type: graph TYPE -l SELECTOR');
    return undefined;
  }
  return parseResourceArguments(words, {
    program: io.program,
    verb: 'graph',
    hasSelector,
    allNamespaces: flags.allNamespaces === true,
  });
}

interface Run {
  readonly flags: GraphFlags;
  readonly io: Io;
  readonly source: Source;
  readonly problems: Problems;
  readonly selectors: Selectors;
}

/** What to show, and who reads it. */
interface Answer {
  readonly reader: WorldReader;
  readonly question: GraphQuestion;
}

/** Reads what was named; undefined where nothing of it could be read. */
async function load(requested: readonly ResourceArgument[] | undefined, run: Run): Promise<Answer | undefined> {
  const { flags, source, problems } = run;
  const namespace = askedNamespace(flags, source);
  const { catalog, objects, whole, policyKinds, listings } = await readObjects(requested, run, namespace);
  for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
  if (objects?.length === 0 && !problems.none) return undefined;
  const kinds = await readKinds(flags.kinds ?? [], source, policyKinds);
  // Who names EndpointSlices or Pods wants to see them.
  const named = objects?.some((object) => isEndpointType(groupKindOf(object))) === true || kinds.names(isEndpointType);
  const endpoints = flags.endpoints ?? named;
  const namespaces = namespace === undefined ? [] : [namespace];
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces });
  if (objects !== undefined) reader.seedSelected(objects, whole);
  if (asksForCluster(objects, namespace)) await reader.readCluster(endpoints ? [ENDPOINT_SLICE, POD] : []);
  const both = flags.up !== true && flags.down !== true;
  const question = {
    roots: objects,
    named: objects !== undefined,
    namespace,
    up: both || flags.up === true,
    down: both || flags.down === true,
    depth: flags.depth,
    onlyBroken: flags.onlyBroken === true,
    policies: flags.policies !== false,
    endpoints,
    shows: kinds.shows,
  };
  return { reader, question };
}

/** Whether a question is one about most of the cluster: the routes of all Gateways of a class are nearly all that there are. */
function asksForCluster(objects: readonly KubernetesObject[] | undefined, namespace: string | undefined): boolean {
  if (objects === undefined) return namespace === undefined;
  return objects.length > MOST_ALONE || objects.some((object) => sameGroupKind(groupKindOf(object), GATEWAY_CLASS));
}

interface ReadObjects {
  readonly catalog: ResourceCatalog;
  /** Undefined: nothing was named. */
  readonly objects: readonly KubernetesObject[] | undefined;
  readonly whole: Roots['whole'];
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
    return { catalog: known, objects: undefined, whole: [], policyKinds: kinds, listings: [] };
  }
  const { objects, whole } = await readRoots(listings, {
    source,
    ignoreNotFound: false,
    problems,
    selection: { namespace, ...selectors },
  });
  const { kinds, catalog: known } = await policies;
  return { catalog: known, objects, whole, policyKinds: kinds, listings };
}

interface Writing {
  readonly format: GraphFormat;
  readonly flags: GraphFlags;
  readonly io: Io;
  readonly words: readonly string[];
  readonly problems: Problems;
}

async function write({ reader, question }: Answer, { format, flags, io, words, problems }: Writing): Promise<void> {
  const { namespace, onlyBroken } = question;
  const place = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  const title = `${words.length === 0 ? 'gwctl graph' : words.join(' ')} (${place})`;
  const isShown = await writeGraph(format, { reader, question, title }, flags, io);
  if (!isShown) {
    const where = namespace === undefined ? '' : ` in ${namespace} namespace`;
    io.writeError(onlyBroken ? `Nothing is broken${where}.\n` : `No resources found${where}.\n`);
  }
  for (const gap of reader.world().gaps) problems.addGap(gap);
}

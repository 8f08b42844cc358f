import type { GraphFlags } from '../../../commands/graph.ts';
import type { GraphQuestion } from '../../answers/graph.ts';
import {
  ENDPOINT_SLICE,
  GATEWAY_CLASS,
  LISTENER_HOLDERS,
  NAMESPACE,
  POD,
  ROUTE_KINDS,
} from '../../gateway-api/kinds.ts';
import type { Gap } from '../../model/gap.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { WorldReader } from '../../world/world-reader.ts';
import { isAskedGap } from '../select/is-asked-gap.ts';
import type { Listing } from '../select/listing.ts';
import { MOST_ALONE, readRoots } from '../select/read-roots.ts';
import type { Roots } from '../select/read-roots.ts';
import type { Asked } from '../select/read-asked.ts';
import { planReading } from '../select/plan-listings.ts';
import type { ReadingPlace } from '../select/plan-listings.ts';
import { isEndpointType } from './endpoint-types.ts';
import { readKinds } from './read-kinds.ts';

/** What the graph is asked for. */
export interface GraphSelection extends Pick<
  GraphFlags,
  'kinds' | 'endpoints' | 'up' | 'down' | 'depth' | 'onlyBroken' | 'policies'
> {
  /** Undefined: all Gateways and routes. */
  readonly asked: Asked | undefined;
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
}

/** What to show, and who reads it. */
export interface AskedGraph {
  readonly question: GraphQuestion;
  /** Puts a question about it. @throws ServerError where nothing that it could be about can be read. */
  readonly ask: WorldReader['answer'];
  /** What could not be read, once the question was put. */
  readonly gaps: () => readonly Gap[];
  /** Whether Gateways, ListenerSets or routes of the places that are asked about are among that: the graph is not whole then. */
  readonly isPart: () => boolean;
}

/** What a graph begins with when nothing is named, or a Namespace: without any of these there is nothing to say. */
const SUBJECTS: readonly GroupKind[] = [...LISTENER_HOLDERS, ...ROUTE_KINDS];

/** Reads what was named; undefined where nothing of it could be read. */
export async function readGraph(selection: GraphSelection, place: ReadingPlace): Promise<AskedGraph | undefined> {
  const { namespace, up, down } = selection;
  const { source, problems } = place;
  const { catalog, objects, whole, policyKinds, listings } = await readObjects(selection, place);
  for (const gap of source.gaps()) problems.addGap(gap, isAskedGap(gap, listings, namespace));
  if (objects?.length === 0 && !problems.none) return undefined;
  const kinds = await readKinds(selection.kinds ?? [], source, policyKinds);
  // Who names EndpointSlices or Pods wants to see them.
  const named = objects?.some((object) => isEndpointType(groupKindOf(object))) === true || kinds.names(isEndpointType);
  const endpoints = selection.endpoints ?? named;
  const namespaces = namespace === undefined ? [] : [namespace];
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces });
  if (objects !== undefined) reader.seedSelected(objects, whole);
  if (asksForCluster(objects, namespace)) await reader.readCluster(endpoints ? [ENDPOINT_SLICE, POD] : []);
  const both = up !== true && down !== true;
  const question = {
    roots: objects,
    named: objects !== undefined,
    namespace,
    up: both || up === true,
    down: both || down === true,
    depth: selection.depth,
    onlyBroken: selection.onlyBroken === true,
    policies: selection.policies !== false,
    endpoints,
    shows: kinds.shows,
  };
  const isOfPlaces = objects?.every((object) => sameGroupKind(groupKindOf(object), NAMESPACE)) ?? true;
  const places = objects === undefined ? [namespace] : placesOf(objects);
  return {
    question,
    gaps: () => reader.world().gaps,
    isPart() {
      const { snapshot } = reader.world();
      return places.some((ns) => unreadKinds(snapshot, SUBJECTS, ns).length > 0);
    },
    async ask(put) {
      const answer = await reader.answer(put);
      const failure = isOfPlaces ? reader.failureOf(SUBJECTS) : undefined;
      if (failure !== undefined) throw failure;
      return answer;
    },
  };
}

/** Where what hangs on some objects is looked for. */
function placesOf(objects: readonly KubernetesObject[]): readonly (string | undefined)[] {
  return [
    ...new Set(
      objects.map((object) =>
        sameGroupKind(groupKindOf(object), NAMESPACE) ? object.metadata.name : namespaceOf(object),
      ),
    ),
  ];
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

async function readObjects({ asked, namespace }: GraphSelection, place: ReadingPlace): Promise<ReadObjects> {
  const { listings, relatives } = await planReading(asked?.requested ?? [], place, namespace);
  const policies = relatives.policies();
  if (asked === undefined) {
    const { kinds, catalog: known } = await policies;
    return { catalog: known, objects: undefined, whole: [], policyKinds: kinds, listings: [] };
  }
  const { objects, whole } = await readRoots(listings, {
    source: place.source,
    ignoreNotFound: false,
    problems: place.problems,
    selection: { namespace, ...asked.selectors },
  });
  const { kinds, catalog: known } = await policies;
  return { catalog: known, objects, whole, policyKinds: kinds, listings };
}

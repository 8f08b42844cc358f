import { ENDPOINT_SLICE } from '../../gateway-api/kinds.ts';
import type { Gap } from '../../model/gap.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { WorldReader } from '../../world/world-reader.ts';
import type { Listing } from '../select/listing.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import { HeldErrors, MOST_ALONE, namespacesOf, readByPrefix, readRoots } from '../select/read-roots.ts';
import type { Roots } from '../select/read-roots.ts';
import type { Asked } from '../select/read-asked.ts';
import { planReading } from '../select/plan-listings.ts';
import type { ReadingPlace } from '../select/plan-listings.ts';
import { Problems } from '../write/problems.ts';
import { NO_EVENTS, loadEvents } from './load-events.ts';
import type { Events } from './load-events.ts';

/** Remembers the gaps that are reported, so that documents carry them too. */
export class NotedProblems extends Problems {
  readonly gaps: Gap[] = [];

  override addGap(gap: Gap, isAsked = false): void {
    this.gaps.push(gap);
    super.addGap(gap, isAsked);
  }
}

/** Which objects are to be described. */
export interface DescribedSelection extends Asked {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly chunkSize: number | undefined;
  /** Whether a single name that does not exist is tried as a prefix, as kubectl does. */
  readonly takesPrefix: boolean;
  readonly events: boolean;
}

/** The objects to describe, and who knows what hangs together with them. */
export interface Described {
  readonly objects: readonly KubernetesObject[];
  readonly listings: readonly Listing[];
  /** Reads around the objects. */
  readonly open: () => Promise<DescribedWorld>;
}

/** What their pages are made from. */
export interface DescribedWorld {
  readonly reader: WorldReader;
  readonly events: Events;
}

/** Reads the objects to describe, and at the same time what is needed whichever they are. */
export async function readDescribed(
  selection: DescribedSelection,
  place: ReadingPlace<NotedProblems>,
): Promise<Described> {
  const { requested, namespace, selectors, chunkSize, takesPrefix } = selection;
  const { source, problems } = place;
  const { listings, relatives, catalog } = await planReading(requested, place, namespace);
  // The kinds of policies are known by the time the objects are.
  const policies = relatives.policies();
  const events = startEvents(listings, catalog, selection, source);
  const options = { source, ignoreNotFound: false, problems, selection: { namespace, ...selectors, chunkSize } };
  const roots = await (takesPrefix ? selectRoots(listings, options) : readRoots(listings, options));
  const { kinds: policyKinds, catalog: known } = await policies;
  const { objects } = roots;
  return {
    objects,
    listings,
    open: async () => {
      const reader = new WorldReader({ source, catalog: known, policyKinds, namespaces: namespacesOf(objects) });
      for (const gap of problems.gaps) reader.addGap(gap);
      const [found] = await Promise.all([
        events ?? loadEventsOf(objects, namespace, catalog, source),
        seed(roots, reader),
      ]);
      return { reader, events: found };
    },
  };
}

/** All that could not be read. */
export function gapsOf({ reader, events }: DescribedWorld): readonly Gap[] {
  return events.gap === undefined ? reader.world().gaps : [...reader.world().gaps, events.gap];
}

/** The objects to describe; one name of one type that does not exist is tried as a prefix. */
async function selectRoots(listings: readonly Listing[], options: ReadOptions): Promise<Roots> {
  const [listing] = listings;
  if (listings.length !== 1 || listing?.names.length !== 1) return readRoots(listings, options);
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
  catalog: ResourceCatalog,
  { namespace, events: wantsEvents }: DescribedSelection,
  source: Source,
): Promise<Events> | undefined {
  if (!wantsEvents) return Promise.resolve(NO_EVENTS);
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
  source: Source,
): Promise<Events> {
  const clusterScoped = objects.some((object) => namespaceOf(object) === undefined);
  return loadEvents(source, catalog, {
    namespace: clusterScoped || source.kind === 'files' ? undefined : namespace,
    kinds: new Set(objects.map(({ kind }) => kind)),
  });
}

/** What was selected is known; a question about many objects is one about the whole cluster. */
async function seed({ objects, whole }: Roots, reader: WorldReader): Promise<void> {
  reader.seedSelected(objects, whole);
  if (objects.length <= MOST_ALONE) return;
  const endpoints = objects.some(({ kind }) => kind.endsWith('Route') || kind === 'Service');
  await reader.readCluster(endpoints ? [ENDPOINT_SLICE] : []);
}

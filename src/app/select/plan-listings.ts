import type { ResourceCatalog } from '../../model/resource-type.ts';
import { planListing } from './listing.ts';
import type { Listing, PlanContext } from './listing.ts';
import { Relatives } from '../get/relatives.ts';
import type { Source } from '../../model/source.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import type { Problems } from '../write/problems.ts';
import type { ResourceArgument } from './parse-resource-arguments.ts';
import { readCatalog } from '../../world/read-catalog.ts';
import { understandType } from './requested-type.ts';

/** What the words of the user mean: what to read, and what knows the other kinds that this may need. */
export interface Plan<Reader extends Relatives> {
  readonly listings: readonly Listing[];
  readonly relatives: Reader;
  /** What the source serves, as fresh as the words needed. */
  readonly catalog: ResourceCatalog;
}

/**
 * Understands every type word of a verb and plans its reading; a type that is named twice is listed once. Without any word
 * only the catalog counts.
 * @param openRelatives makes what reads the other kinds, once the source's types are known.
 * @throws AnswerError for a word that means no type.
 */
export async function planListings<Reader extends Relatives>(
  requested: readonly ResourceArgument[],
  scope: Pick<PlanContext, 'source' | 'problems' | 'namespace'>,
  openRelatives: (catalog: ResourceCatalog) => Reader,
): Promise<Plan<Reader>> {
  let catalog = requested.length === 0 ? await readCatalog(scope.source) : await scope.source.catalog();
  const understood = [];
  for (const { type, names } of requested) {
    const answer = await understandType(type, scope.source);
    ({ catalog } = answer);
    for (const one of answer.requested) understood.push({ requested: one, names });
  }
  const relatives = openRelatives(catalog);
  const context: PlanContext = { ...scope, catalog, relatives };
  const listings: Listing[] = [];
  for (const { requested: type, names } of understood) addListing(listings, await planListing(type, names, context));
  for (const listing of listings) scope.problems.expect(partsOfListing(listing));
  return { listings, relatives, catalog };
}

/** How much of a listing can fail on its own: each name, or else each type. */
function partsOfListing({ names, types, partsOf, readFrom = types }: Listing): number {
  return names.length > 0 && partsOf === undefined ? names.length : readFrom.length;
}

/** Where a verb reads what it answers from. */
export interface ReadingPlace<Sink extends Problems = Problems> {
  readonly source: Source;
  readonly problems: Sink;
  /** Gives the user's own catalogue of policies. */
  readonly learn: LearnEntries;
}

/** The same for what is read once. @param namespace undefined: all. */
export function planReading(
  requested: readonly ResourceArgument[],
  { source, problems, learn }: ReadingPlace,
  namespace: string | undefined,
): Promise<Plan<Relatives>> {
  const open = (catalog: ResourceCatalog): Relatives => new Relatives(source, catalog, problems, namespace, learn);
  return planListings(requested, { source, problems, namespace }, open);
}

/** As kubectl: a type is listed once, and the names of neighbours of one type are one listing, however they are spelled. */
function addListing(listings: Listing[], listing: Listing): void {
  const { label, names } = listing;
  const last = listings.at(-1);
  if (names.length > 0 && last?.label === label && last.names.length > 0) {
    listings.splice(-1, 1, { ...last, names: [...last.names, ...names] });
  } else if (names.length > 0 || !listings.some((other) => other.label === label && other.names.length === 0)) {
    listings.push(listing);
  }
}

import { AnswerError } from '../../model/errors.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ReadOptions } from './read-listing.ts';
import { readListing } from './read-listing.ts';
import type { Listing } from './listing.ts';
import { isNotFound } from './select-objects.ts';

/** Up to this many objects are read on their own; more, with all of the Gateway API. */
export const MOST_ALONE = 12;

/** The objects to describe, in the order of the question: one that several types list once, one that is named twice twice. */
export interface Roots {
  readonly objects: readonly KubernetesObject[];
  /** The types that were listed whole, without names and selectors. */
  readonly whole: readonly WholeType[];
}

/** A type that was read whole: in one namespace, or (undefined) in all. */
export interface WholeType {
  readonly type: GroupKind;
  readonly namespace: string | undefined;
}

/** Reads what is to be described. What cannot be read goes to the problems of `options`. */
export async function readRoots(listings: readonly Listing[], options: ReadOptions): Promise<Roots> {
  const objects: KubernetesObject[] = [];
  const listed = new Set<string>();
  const whole: WholeType[] = [];
  const { namespace, labelSelector = '', fieldSelector = '' } = options.selection;
  const everything = labelSelector === '' && fieldSelector === '';
  for (const listing of listings) {
    if (listing.partsOf !== undefined) throw new AnswerError(noObjects(listing));
    let failed = false;
    const problems = {
      addError(error: unknown): void {
        failed = true;
        options.problems.addError(error);
      },
    };
    for await (const { objects: page } of readListing(listing, { ...options, problems })) {
      for (const object of page) {
        const key = refKey(refOf(object));
        if (listing.names.length > 0 || !listed.has(key)) objects.push(object);
        listed.add(key);
      }
    }
    if (!everything || failed || listing.names.length > 0 || listing.isPart === true) continue;
    for (const type of listing.types) whole.push({ type, namespace: type.namespaced ? namespace : undefined });
  }
  return { objects, whole };
}

function noObjects({ label, types }: Listing): string {
  const words = types.map(({ plural }) => plural).join(',');
  return `${label} are no objects of their own: use "get ${label}", or name what holds them (${words})`;
}

/**
 * The objects whose names begin with a word: kubectl's describe takes a name that does not exist for a prefix, where one
 * type and one name were given.
 * @returns an empty list where no name begins so; then the first error stands.
 */
export async function readByPrefix(listing: Listing, options: ReadOptions): Promise<readonly KubernetesObject[]> {
  const [prefix = ''] = listing.names;
  const found: KubernetesObject[] = [];
  for await (const { objects } of readListing({ ...listing, names: [] }, options)) {
    for (const object of objects) if (object.metadata.name.startsWith(prefix)) found.push(object);
  }
  return found;
}

/** Keeps errors until it is known whether they count. */
export class HeldErrors {
  readonly errors: unknown[] = [];

  addError(error: unknown): void {
    this.errors.push(error);
  }

  /** Whether the only error is that the name does not exist. */
  get onlyNotFound(): boolean {
    return this.errors.length === 1 && this.errors.every(isNotFound);
  }
}

/** The namespaces of objects, each once. */
export function namespacesOf(objects: readonly KubernetesObject[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
}

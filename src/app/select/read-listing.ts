import { FilesError, ServerError } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import type { Problems } from '../write/problems.ts';
import { isNotFound, selectObjects } from './select-objects.ts';
import type { ObjectPage, Selection } from './select-objects.ts';
import type { Listing } from './listing.ts';
import { splitName } from './split-name.ts';

/** Which objects are wanted, and whether a missing name is worth a word. */
export interface ReadOptions {
  readonly source: Source;
  readonly selection: Omit<Selection, 'names' | 'metadataOnly'>;
  readonly ignoreNotFound: boolean;
  readonly problems: ErrorSink;
}

/** Where errors about what was asked go. */
type ErrorSink = Pick<Problems, 'addError'>;

/**
 * The objects of a listing, page by page. What cannot be read goes to `problems`; a name is missing only when no kind of
 * a virtual type holds it.
 * @param metadataOnly whether listed objects may come without spec and status.
 */
export async function* readListing(
  listing: Listing,
  options: ReadOptions,
  metadataOnly = false,
): AsyncGenerator<ObjectPage> {
  const { source, selection } = options;
  const problems: ErrorSink = {
    addError(error) {
      if (!options.ignoreNotFound || !isNotFound(error)) options.problems.addError(error);
    },
  };
  if (listing.partsOf !== undefined) {
    yield* readParts(listing.partsOf, listing, options);
    return;
  }
  if (listing.names.length > 0 && listing.mixed) {
    yield* readNamesOfSeveralKinds(listing, options, problems);
    return;
  }
  const wanted = { ...selection, names: listing.names, metadataOnly };
  for await (const page of selectObjects(source, listing.types, wanted, problems)) {
    const objects = page.objects.filter(listing.accept);
    if (listing.names.length > 0) {
      for (const object of page.objects)
        if (!listing.accept(object)) problems.addError(notFound(source, listing, object.metadata.name));
    }
    if (objects.length > 0) yield { type: page.type, objects };
  }
}

/** The parts of all objects, or those with the names: `https` of any object, `web#https` of one. */
async function* readParts(
  partsOf: (object: KubernetesObject) => readonly KubernetesObject[],
  listing: Listing,
  { source, selection, problems, ignoreNotFound }: ReadOptions,
): AsyncGenerator<ObjectPage> {
  const { names, types } = listing;
  const missing = new Set(names);
  let failed = false;
  const sink: ErrorSink = {
    addError(error) {
      failed = true;
      problems.addError(error);
    },
  };
  for await (const page of selectObjects(source, types, { ...selection, names: [], metadataOnly: false }, sink)) {
    const objects = page.objects.flatMap(partsOf).filter(({ metadata }) => {
      const fitting = names.filter((name) => name === metadata.name || name === splitName(metadata.name).section);
      for (const name of fitting) missing.delete(name);
      return names.length === 0 || fitting.length > 0;
    });
    if (objects.length > 0) yield { type: page.type, objects };
  }
  // Whether what could not be read holds it is unknown.
  if (failed || ignoreNotFound) return;
  for (const name of missing) problems.addError(notFound(source, listing, name));
}

async function* readNamesOfSeveralKinds(
  listing: Listing,
  { source, selection }: ReadOptions,
  problems: ErrorSink,
): AsyncGenerator<ObjectPage> {
  for (const name of listing.names) {
    const answers = await Promise.all(listing.types.map((type) => getOne(source, type, name, selection)));
    let found = 0;
    let failed = 0;
    for (const { type, object, error } of answers) {
      if (object !== undefined && listing.accept(object)) {
        found++;
        yield { type, objects: [object] };
      } else if (error !== undefined && !isNotFound(error)) {
        failed++;
        problems.addError(error);
      }
    }
    if (found + failed > 0) continue;
    const elsewhere = answers.flatMap(({ error }) => (error instanceof FilesError ? (error.elsewhere ?? []) : []));
    problems.addError(notFound(source, listing, name, elsewhere[0]));
  }
}

interface OneAnswer {
  readonly type: ResourceType;
  readonly object?: KubernetesObject;
  readonly error?: unknown;
}

async function getOne(
  source: Source,
  type: ResourceType,
  name: string,
  selection: ReadOptions['selection'],
): Promise<OneAnswer> {
  const namespace = type.namespaced ? selection.namespace : undefined;
  try {
    return {
      type,
      object: await source.get({ type, namespace, name, subresource: selection.subresource, withImplied: true }),
    };
  } catch (error) {
    return { type, error };
  }
}

/**
 * The source's answer for a name that no object of the listing has.
 * @param elsewhere where files have one of the name.
 */
export function notFound(
  { kind }: Pick<Source, 'kind'>,
  { label }: Pick<Listing, 'label'>,
  name: string,
  elsewhere?: string,
): ServerError {
  const message = `${label} "${name}" not found`;
  return kind === 'files'
    ? new FilesError(404, 'NotFound', message, elsewhere)
    : new ServerError(404, 'NotFound', message);
}

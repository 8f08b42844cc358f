import { NAMESPACE } from '../../gateway-api/kinds.ts';
import { CannotRunError, FilesError, ServerError } from '../../model/errors.ts';
import { fieldMatcher, parseFieldSelector } from '../../model/field-selector.ts';
import type { Gap } from '../../model/gap.ts';
import { matchLabelSelector, parseLabelSelector } from '../../model/label-selector.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type {
  GetQuery,
  ListQuery,
  Origin,
  ServerTable,
  Source,
  TableWatchEvent,
  WatchEvent,
} from '../../model/source.ts';
import type { ObjectEdits, Revision } from '../../model/revision.ts';
import { someOf } from '../../model/some.ts';
import { nearestName } from '../../model/near-name.ts';
import type { Skipped } from '../../model/skipped.ts';
import { catalogOfFiles, isCrd, typeOfCrd } from './files-catalog.ts';
import { findInputs } from './find-inputs.ts';
import type { FoundInputs } from './find-inputs.ts';
import { findWrongShapes } from './find-wrong-shapes.ts';
import { FieldFinder } from './locate-field.ts';
import { compareStored, storeObjects } from './object-store.ts';
import type { NamedObject, ObjectStore } from './object-store.ts';
import { printerColumns } from './printer-columns.ts';
import { readInputs } from './read-inputs.ts';
import type { FoundObject } from './read-objects.ts';
import { everyPlace, wholePlaces } from './whole-places.ts';
import type { WholePlaces } from './whole-places.ts';

/** What a source of files needs to know of the program's surroundings. */
export interface FilesOptions {
  /** Where namespaced objects belong that say no namespace. */
  readonly namespace: string;
  /** Whether the files hold everything; else what they lack may stand elsewhere (see `wholePlaces`). */
  readonly complete?: boolean | undefined;
  readonly readInput: () => AsyncIterable<Uint8Array>;
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  readonly now: () => number;
}

/** Objects a page where the caller does not say. */
const CHUNK_SIZE = 500;
/** How many reasons are given when nothing could be read. */
const MAX_REASONS = 10;

/**
 * Reads files, folders and standard input (`-`) as if they were a cluster. Objects are given out as written, but for
 * three things: a namespaced object without a namespace stands in the default one, as `kubectl apply` would store it; a
 * Secret has no values; a ConformanceReport has a name.
 * @throws CannotRunError when a path is not there, or nothing at all could be read.
 */
export async function openFilesSource(paths: readonly string[], options: FilesOptions): Promise<Source> {
  return openInputs(await findInputs(paths, options.cwd), paths, options);
}

/**
 * Reads inputs that were found, as `openFilesSource` does.
 * @param names how the user named them.
 * @throws CannotRunError when nothing at all could be read.
 */
export async function openInputs(
  { inputs, gaps: missing, skipped: links }: FoundInputs,
  names: readonly string[],
  options: FilesOptions,
): Promise<Source> {
  const { objects: found, gaps, skipped: parts, reasons } = await readInputs(inputs, options.readInput);
  if (found.length === 0) throw nothingRead(names, [...missing, ...reasons]);
  const types = catalogOfFiles(found);
  const store = storeObjects(found, types, options.namespace);
  const shapes = await findWrongShapes(found, types, options.namespace);
  const named = [...missing, ...gaps].map((gap) => inDefaultNamespace(gap, types, options.namespace));
  return new FilesSource(
    types,
    store,
    found,
    { gaps: [...named, ...store.gaps, ...shapes], skipped: [...links, ...parts] },
    options,
  );
}

/** A gap of one object, which stands in the default namespace where it names none. */
function inDefaultNamespace(gap: Gap, types: ReadonlyMap<string, ResourceType>, namespace: string): Gap {
  const { group, kind, name } = gap;
  if (group === undefined || kind === undefined || name === undefined) return gap;
  const isNamespaced = types.get(groupKindKey({ group, kind }))?.namespaced ?? true;
  return { ...gap, namespace: isNamespaced ? (gap.namespace ?? namespace) : undefined };
}

function nothingRead(paths: readonly string[], gaps: readonly Gap[]): CannotRunError {
  if (gaps.length === 0) return new CannotRunError(`error: no objects found in ${paths.map(nameOf).join(', ')}`);
  const reasons = gaps.slice(0, MAX_REASONS).map(({ what, message }) => `error: ${what}: ${message}`);
  if (gaps.length > MAX_REASONS) reasons.push(`… and ${gaps.length - MAX_REASONS} more like these`);
  return new CannotRunError(reasons.join('\n'));
}

function nameOf(path: string): string {
  return path === '-' ? 'stdin' : path;
}

/** What could not be read, and what is no object. */
interface Unread {
  readonly gaps: readonly Gap[];
  readonly skipped: readonly Skipped[];
}

class FilesSource implements Source {
  readonly kind = 'files';
  readonly defaultNamespace: string;
  readonly #catalog: ResourceCatalog;
  readonly #store: ObjectStore;
  readonly #unread: Unread;
  readonly #now: () => number;
  /** CRDs of the files by the `group/Kind` that they define. */
  readonly #crds = new Map<string, JsonRecord>();
  readonly #fields = new FieldFinder();
  readonly holdsAll: WholePlaces;

  constructor(
    types: ReadonlyMap<string, ResourceType>,
    store: ObjectStore,
    found: readonly FoundObject[],
    unread: Unread,
    { namespace, now, complete = false }: FilesOptions,
  ) {
    this.defaultNamespace = namespace;
    this.#catalog = { types: [...types.values()], gaps: [] };
    this.#store = store;
    this.#unread = unread;
    this.#now = now;
    const list = (type: GroupKind): readonly KubernetesObject[] => store.list(type).map(({ object }) => object);
    this.holdsAll = complete ? everyPlace(list) : wholePlaces(types, list);
    for (const object of found.filter(isCrd)) {
      const type = typeOfCrd(object.value);
      if (type !== undefined) this.#crds.set(groupKindKey(type), object.value);
    }
  }

  catalog(): Promise<ResourceCatalog> {
    return Promise.resolve(this.#catalog);
  }

  async *list(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    yield* pages(this.#select(query), query.chunkSize);
  }

  get(query: GetQuery): Promise<KubernetesObject> {
    return new Promise((resolve) => {
      resolve(this.#find(query));
    });
  }

  async *listTable(query: ListQuery): AsyncGenerator<ServerTable> {
    const { columns, rowOf } = this.#columns(query.type);
    for await (const page of this.list(query)) yield { columns, rows: page.map(rowOf) };
  }

  async getTable(query: GetQuery): Promise<ServerTable> {
    const object = await this.get(query);
    const { columns, rowOf } = this.#columns(query.type);
    return { columns, rows: [rowOf(object)] };
  }

  async *watch(query: ListQuery): AsyncGenerator<WatchEvent> {
    for (const object of this.#select(query)) yield { type: 'ADDED', object };
    yield { type: 'SYNCED' };
  }

  async *watchTable(query: ListQuery): AsyncGenerator<TableWatchEvent> {
    const { columns, rowOf } = this.#columns(query.type);
    for await (const event of this.watch(query)) {
      yield event.type === 'SYNCED' ? event : { type: event.type, columns, row: rowOf(event.object) };
    }
  }

  version(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  gaps(): readonly Gap[] {
    return this.#unread.gaps;
  }

  skipped(): readonly Skipped[] {
    return this.#unread.skipped;
  }

  origin(object: KubernetesObject): Origin | undefined {
    const place = this.#store.findObject(object)?.place;
    return place === undefined ? undefined : { file: place.input.name, line: place.line, column: place.column };
  }

  async locate(object: KubernetesObject, path: readonly (string | number)[]): Promise<Origin | undefined> {
    const place = this.#store.findObject(object)?.place;
    return place === undefined ? undefined : this.#fields.find(place, path);
  }

  async revise<Edits extends ObjectEdits>(edits: readonly Edits[]): Promise<Revision<Edits>> {
    const { reviseFiles } = await import('./revise-files.ts');
    return reviseFiles(edits, (object) => this.#store.findObject(object)?.place);
  }

  close(): void {
    // Nothing is held open.
  }

  /** The objects that a query names, in the server's order. */
  #select(query: ListQuery): readonly KubernetesObject[] {
    const { type, namespace, labelSelector = '', fieldSelector = '', withImplied = false } = query;
    const labels = parseLabelSelector(labelSelector);
    const matchesFields = this.#fieldMatcher(type, fieldSelector);
    return this.#listed(type, withImplied)
      .filter((stored) => namespace === undefined || stored.namespace === namespace)
      .map(({ object }) => object)
      .filter((object) => labels.requirements.length === 0 || matchLabelSelector(labels, labelsOf(object)))
      .filter(matchesFields);
  }

  #listed(type: ResourceType, withImplied: boolean): readonly NamedObject[] {
    const implied = withImplied ? this.#implied(type) : [];
    const stored = this.#store.list(type);
    return implied.length === 0 ? stored : [...stored, ...implied].sort(compareStored);
  }

  #implied(type: ResourceType): readonly NamedObject[] {
    return sameGroupKind(type, NAMESPACE) ? this.#store.impliedNamespaces : [];
  }

  #fieldMatcher(type: ResourceType, selector: string): (object: KubernetesObject) => boolean {
    const crd = this.#crds.get(groupKindKey(type));
    const version = readRecords(readPath(crd, 'spec', 'versions')).find((entry) => entry['name'] === type.version);
    const selectable = readRecords(version?.['selectableFields']).map((field) => readString(field['jsonPath']) ?? '');
    try {
      return fieldMatcher(parseFieldSelector(selector), type, selectable);
    } catch (error) {
      throw error instanceof ServerError ? new FilesError(error.code, error.reason, error.message) : error;
    }
  }

  #find({ type, namespace, name, subresource, withImplied = false }: GetQuery): KubernetesObject {
    const place = type.namespaced ? (namespace ?? this.defaultNamespace) : undefined;
    const implied = withImplied && subresource === undefined ? this.#implied(type) : [];
    const stored = this.#store.find(type, place, name) ?? implied.find(({ object }) => object.metadata.name === name);
    // Of the subresources only `status` can be answered from an object: it is the object.
    if (stored !== undefined && (subresource ?? 'status') === 'status') return stored.object;
    if (stored !== undefined) {
      throw new FilesError(404, 'NotFound', `the files hold no subresource ${JSON.stringify(subresource)}`);
    }
    const message = `${qualifiedName(type)} ${JSON.stringify(name)} not found`;
    throw new FilesError(404, 'NotFound', message, this.#whereElse(type, name) ?? this.#nearName(type, place, name));
  }

  /** `gateway web is in infra`: the namespaces that have one of the name. */
  #whereElse(type: ResourceType, name: string): string | undefined {
    const namespaces = this.#store
      .list(type)
      .filter(({ object }) => object.metadata.name === name)
      .flatMap(({ namespace }) => namespace ?? []);
    if (namespaces.length === 0) return undefined;
    const { first, more } = someOf(namespaces);
    const rest = more === 0 ? '' : ` and ${more} more`;
    return `${type.kind.toLowerCase()} ${name} is in ${first.join(', ')}${rest}`;
  }

  #nearName(type: ResourceType, place: string | undefined, name: string): string | undefined {
    const names = this.#store.list(type).filter(({ namespace }) => namespace === place);
    const near = nearestName(
      name,
      names.map(({ object }) => object.metadata.name),
    );
    return near === undefined ? undefined : `did you mean ${near}?`;
  }

  #columns(type: ResourceType): ReturnType<typeof printerColumns> {
    return printerColumns(this.#crds.get(groupKindKey(type)), type.version, this.#now());
  }
}

function* pages(
  objects: readonly KubernetesObject[],
  chunkSize: number | undefined,
): Generator<readonly KubernetesObject[]> {
  const size = (chunkSize ?? CHUNK_SIZE) || Math.max(1, objects.length);
  for (let start = 0; start < objects.length; start += size) yield objects.slice(start, start + size);
}

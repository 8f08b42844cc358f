import type { KubernetesObject } from '../../model/object.ts';
import { readString } from '../../model/read.ts';
import { groupKindKey, refKey, refOf } from '../../model/ref.ts';
import type { GetQuery, ListQuery, Source } from '../../model/source.ts';

/** Where something was read: the objects of a type that a list selects, or one of them. */
export interface SeenPlace extends Pick<ListQuery, 'type' | 'namespace' | 'labelSelector' | 'fieldSelector'> {
  /** Undefined: all. */
  readonly name?: string | undefined;
}

/** What was read of a source, and in which version. */
export class SeenPlaces {
  /** By what they select. */
  readonly #places = new Map<string, SeenPlace>();
  readonly #versions = new Map<string, string>();

  /** The source, whose readings are written down from now on. */
  watchOver(source: Source): Source {
    const known = source.gaps().length;
    return {
      kind: source.kind,
      defaultNamespace: source.defaultNamespace,
      catalog: (options) => source.catalog(options),
      list: (query) => this.#list(source, query),
      listTable: (query) => this.#listTable(source, query),
      get: async (query) => {
        this.#addOne(query);
        const object = await source.get(query);
        this.#see(object);
        return object;
      },
      getTable: async (query) => {
        this.#addOne(query);
        const table = await source.getTable(query);
        for (const { object } of table.rows) this.#see(object);
        return table;
      },
      watch: (query) => source.watch(query),
      watchTable: (query) => source.watchTable(query),
      version: () => source.version(),
      // Those of an earlier answer are told with it.
      gaps: () => source.gaps().slice(known),
      close: () => source.close(),
    };
  }

  /** Forgets the places and versions: they are read anew. */
  clear(): void {
    this.#places.clear();
    this.#versions.clear();
  }

  /** The places, without those that another one holds. @param isFollowed whether a place is followed already, by its key. */
  places(isFollowed: (key: string) => boolean): readonly SeenPlace[] {
    return [...this.#places.values()].filter((place) => {
      const key = placeKey(place);
      const holders = holdersOf(place).map(placeKey);
      return !isFollowed(key) && !holders.some((holder) => isFollowed(holder) || this.#places.has(holder));
    });
  }

  /** Whether an object is as it was read. */
  isKnown(object: KubernetesObject): boolean {
    return this.#versions.get(refKey(refOf(object))) === versionOf(object);
  }

  async *#list(source: Source, query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    this.#add(query);
    for await (const page of source.list(query)) {
      for (const object of page) this.#see(object);
      yield page;
    }
  }

  async *#listTable(source: Source, query: ListQuery): ReturnType<Source['listTable']> & AsyncGenerator {
    this.#add(query);
    for await (const table of source.listTable(query)) {
      for (const { object } of table.rows) this.#see(object);
      yield table;
    }
  }

  #see(object: KubernetesObject): void {
    this.#versions.set(refKey(refOf(object)), versionOf(object));
  }

  #addOne({ type, namespace, name }: GetQuery): void {
    this.#add({ type, namespace, name });
  }

  #add({ type, namespace, labelSelector, fieldSelector, name }: SeenPlace): void {
    const place = { type, namespace, labelSelector, fieldSelector, name };
    this.#places.set(placeKey(place), place);
  }
}

/** Tells places apart. */
export function placeKey({
  type,
  namespace = '',
  labelSelector = '',
  fieldSelector = '',
  name = '',
}: SeenPlace): string {
  return [groupKindKey(type), namespace, labelSelector, fieldSelector, name].join('\n');
}

/** The places that hold another one whole. */
function holdersOf({ type, namespace, labelSelector = '', fieldSelector = '', name }: SeenPlace): readonly SeenPlace[] {
  const isLimited = labelSelector !== '' || fieldSelector !== '' || name !== undefined;
  return [
    ...(namespace === undefined && !isLimited ? [] : [{ type }]),
    ...(namespace !== undefined && isLimited ? [{ type, namespace }] : []),
  ];
}

function versionOf({ metadata }: KubernetesObject): string {
  return readString(metadata['resourceVersion']) ?? '';
}

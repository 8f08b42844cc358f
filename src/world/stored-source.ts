import type { KubernetesObject } from '../model/object.ts';
import type { Source } from '../model/source.ts';

/** A source whose objects are as a server would store them. @param store gives an object with its defaults. */
export function storedSource(source: Source, store: (object: KubernetesObject) => KubernetesObject): Source {
  return {
    kind: source.kind,
    defaultNamespace: source.defaultNamespace,
    catalog: (options) => source.catalog(options),
    async *list(query) {
      for await (const page of source.list(query)) yield query.metadataOnly === true ? page : page.map(store);
    },
    get: async (query) => store(await source.get(query)),
    listTable: (query) => source.listTable(query),
    getTable: (query) => source.getTable(query),
    watch: (query) => source.watch(query),
    watchTable: (query) => source.watchTable(query),
    version: () => source.version(),
    gaps: () => source.gaps(),
    skipped: () => source.skipped?.() ?? [],
    holdsAll: (type, namespace) => source.holdsAll?.(type, namespace) ?? true,
    origin: (object) => source.origin?.(object),
    locate: async (object, path) => source.locate?.(object, path),
    close: () => {
      source.close();
    },
  };
}

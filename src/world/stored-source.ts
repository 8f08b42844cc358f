import type { KubernetesObject } from '../model/object.ts';
import type { Source } from '../model/source.ts';
import { openStoredForm } from '../validation/stored-form.ts';

/**
 * Makes sources whose objects are as a server would store them.
 * @param crds by which objects have their defaults; for others of the Gateway API those of the newest release count.
 */
export function openStoring(crds: readonly KubernetesObject[]): (source: Source) => Source {
  const store = openStoredForm(crds);
  return (source) => storedSource(source, store);
}

function storedSource(source: Source, store: (object: KubernetesObject) => KubernetesObject): Source {
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

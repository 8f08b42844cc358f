import type { KubernetesObject } from '../model/object.ts';
import type { GetQuery, ListQuery, ServerTable, Source, Thinning } from '../model/source.ts';

/**
 * A source that is asked each question once: two worlds over it, one with a change and one without, then see the same state, and
 * cost no more requests than one.
 */
export function remembering(source: Source): Source {
  const asked = new Map<string, Promise<unknown>>();
  function once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>;
  function once(key: string, ask: () => Promise<unknown>): Promise<unknown> {
    const known = asked.get(key) ?? ask();
    asked.set(key, known);
    return known;
  }
  return {
    kind: source.kind,
    defaultNamespace: source.defaultNamespace,
    catalog: (options) => once(`catalog ${options?.refresh === true}`, () => source.catalog(options)),
    async *list({ thinning, ...query }: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
      const { pages, isThinned } = await once(`list ${keyOf({ ...query, thinning })}`, () =>
        listOnce(source, query, thinning),
      );
      if (isThinned) thinning?.leftOut();
      yield* pages;
    },
    get: (query) => once(`get ${keyOf(query)}`, () => source.get(query)),
    async *listTable(query: ListQuery): AsyncGenerator<ServerTable> {
      yield* await once(`listTable ${keyOf(query)}`, () => collect(source.listTable(query)));
    },
    getTable: (query) => once(`getTable ${keyOf(query)}`, () => source.getTable(query)),
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

/** A list with what was left out of it: whoever asks again is told so, too. */
async function listOnce(source: Source, query: ListQuery, thinning: Thinning | undefined) {
  let isThinned = false;
  const leftOut = (): void => {
    isThinned = true;
  };
  const pages = await collect(
    source.list(thinning === undefined ? query : { ...query, thinning: { ...thinning, leftOut } }),
  );
  return { pages, isThinned };
}

async function collect<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

function keyOf({ type: { group, kind, version }, ...query }: ListQuery | GetQuery): string {
  return JSON.stringify([group, kind, version, query]);
}

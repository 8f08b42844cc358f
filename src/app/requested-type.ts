import { AnswerError } from '../model/errors.ts';
import { GATEWAY_API } from '../model/kinds.ts';
import { expandCategory, resolveType } from '../model/resolve-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';

/** The types that gwctl makes up of several resources. */
export type VirtualType = 'routes' | 'backends' | 'policies' | 'policycrds' | 'conformancereports';

/** A type word as it was understood: one of our own, or one resource of the source. */
export type RequestedType =
  | { readonly kind: 'virtual'; readonly virtual: VirtualType }
  | { readonly kind: 'resource'; readonly type: ResourceType };

const VIRTUAL_WORDS: Readonly<Record<string, VirtualType>> = {
  routes: 'routes',
  route: 'routes',
  backends: 'backends',
  backend: 'backends',
  policies: 'policies',
  policy: 'policies',
  policycrds: 'policycrds',
  policycrd: 'policycrds',
  conformancereports: 'conformancereports',
  conformancereport: 'conformancereports',
};

/**
 * Understands a type word: our virtual types first (an OpenShift `routes` stays reachable by its group), then resources,
 * then categories. A word that the cached catalog does not know is looked up once more in a fresh one, as kubectl does.
 * @throws AnswerError `the server doesn't have a resource type "x"`.
 */
export async function understandType(
  word: string,
  source: Source,
): Promise<{ readonly requested: readonly RequestedType[]; readonly catalog: ResourceCatalog }> {
  const lower = word.toLowerCase();
  let catalog = await source.catalog();
  if (Object.hasOwn(VIRTUAL_WORDS, lower)) {
    const virtual = VIRTUAL_WORDS[lower];
    if (virtual !== undefined) return { requested: [{ kind: 'virtual', virtual }], catalog };
  }
  for (const refresh of [false, true]) {
    if (refresh) catalog = await source.catalog({ refresh });
    const type = resolveType(word, catalog);
    if (type !== undefined) return { requested: [{ kind: 'resource', type }], catalog };
    const category = expandCategory(word, catalog);
    if (category.length > 0) return { requested: category.map((entry) => ({ kind: 'resource', type: entry })), catalog };
    if (source.kind === 'files') break;
  }
  throw new AnswerError(unknownTypeMessage(word, source, catalog));
}

function unknownTypeMessage(word: string, source: Source, catalog: ResourceCatalog): string {
  const holder = source.kind === 'live' ? 'the server' : 'the input';
  const verb = source.kind === 'live' ? "doesn't have" : 'has no';
  const hint = catalog.types.some(({ group }) => group === GATEWAY_API)
    ? ''
    : `\nThe Gateway API is not installed there: ${holder} has no resource of group ${GATEWAY_API}.`;
  if (source.kind === 'live') return `the server doesn't have a resource type "${word}"${hint}`;
  return `${holder} ${verb} resource type "${word}"${hint}`;
}

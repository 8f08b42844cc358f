import { AnswerError } from '../../model/errors.ts';
import { nearestName } from '../../model/near-name.ts';
import { holdsListeners, isRouteKind } from '../../gateway-api/kinds.ts';
import { expandCategory, resolveType } from '../../gateway-api/resolve-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { readCatalog, whyNothing } from '../../world/read-catalog.ts';

/** The types that gwctl makes up of several resources. */
export type VirtualType = 'routes' | 'listeners' | 'backends' | 'policies' | 'policycrds' | 'conformancereports';

/** A type word as it was understood: one of our own, or one resource of the source. */
export type RequestedType =
  | { readonly kind: 'virtual'; readonly virtual: VirtualType }
  | { readonly kind: 'resource'; readonly type: ResourceType };

const VIRTUAL_WORDS: Readonly<Record<string, VirtualType>> = {
  routes: 'routes',
  route: 'routes',
  listeners: 'listeners',
  listener: 'listeners',
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
  if (Object.hasOwn(VIRTUAL_WORDS, lower)) {
    const virtual = VIRTUAL_WORDS[lower];
    const catalog = await readCatalog(source);
    if (virtual === 'routes' && !catalog.types.some(isRouteKind)) throw unknownType(word, source, catalog);
    if (virtual === 'listeners' && !catalog.types.some(holdsListeners)) throw unknownType(word, source, catalog);
    if (virtual !== undefined) return { requested: [{ kind: 'virtual', virtual }], catalog };
  }
  let catalog = await source.catalog();
  for (const refresh of [false, true]) {
    if (refresh) catalog = await source.catalog({ refresh });
    const type = resolveType(word, catalog);
    if (type !== undefined) return { requested: [{ kind: 'resource', type }], catalog };
    const category = expandCategory(word, catalog);
    if (category.length > 0) {
      return { requested: category.map((entry) => ({ kind: 'resource', type: entry })), catalog };
    }
    if (source.kind === 'files') break;
  }
  throw unknownType(word, source, catalog);
}

/** The type that was probably meant, by its plural; a group behind a dot is not looked at. */
function nearestType(word: string, { types }: ResourceCatalog): string | undefined {
  const [name = ''] = word.split('.', 1);
  const names = types.flatMap(({ plural, singular }) => [plural, singular]);
  return nearestName(name, [...names, ...Object.keys(VIRTUAL_WORDS)]);
}

/** kubectl's words first; then what may be the reason: no Gateway API at all, or API groups that did not answer. */
function unknownType(word: string, source: Source, catalog: ResourceCatalog): AnswerError {
  const live = source.kind === 'live';
  const lines = [
    live ? `the server doesn't have a resource type "${word}"` : `the input has no resource type "${word}"`,
  ];
  const nothing = whyNothing(catalog, source.kind);
  const near = nearestType(word.toLowerCase(), catalog);
  if (nothing !== undefined) lines.push(nothing);
  else if (near !== undefined && catalog.gaps.length === 0) lines.push(`Did you mean ${near}?`);
  const silent = Map.groupBy(catalog.gaps, ({ message }) => message);
  for (const [message, gaps] of silent) {
    lines.push(`It may be of ${gaps.map(({ what }) => what).join(', ')}, which did not respond: ${message}`);
  }
  return new AnswerError(lines.join('\n'));
}

import { GATEWAY_API, GATEWAY_API_TYPES, GATEWAY_API_X, isGatewayApiGroup } from './kinds.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';

/**
 * The resource type that a word means, as kubectl's REST mapper reads it: plural, singular, short name or kind in any
 * letter case, each also as `word.group`, `word.version.group` or with the beginning of a group (`ingress.networking`).
 * A full name beats a short name, which beats a kind. Where types of several groups share the word, the Gateway API
 * wins, then its X group, then the order of discovery (semantics.md 1.2: `lset`, Istio's `gateways`).
 * Where the group of the Gateway API did not answer, no other takes its place.
 * @returns the type, in the version that was named; undefined where nothing matches.
 */
export function resolveType(word: string, catalog: ResourceCatalog): ResourceType | undefined {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  if (name === '') return undefined;
  for (const namesOf of [fullNames, shortNames, kindNames]) {
    const named = catalog.types.filter((type) => namesOf(type).includes(name));
    if (named.length === 0) continue;
    const type = rest.length === 0 ? preferred(named) : qualified(named, rest);
    if (type !== undefined) return rest.length === 0 && standsIn(name, type, catalog) ? undefined : type;
  }
  return undefined;
}

/** Whether a type is found only because the group of the Gateway API that has its name did not answer (Istio's `gateways`). */
function standsIn(name: string, { group }: ResourceType, { gaps }: ResourceCatalog): boolean {
  if (gaps.length === 0 || isGatewayApiGroup(group)) return false;
  const meant = resolveType(name, { types: GATEWAY_API_TYPES, gaps: [] });
  return meant !== undefined && gaps.some((gap) => gap.group === meant.group && gap.kind === undefined);
}

/** The listable types of a category (`all`, `gateway-api`) in any letter case, in the order of discovery; often none. */
export function expandCategory(word: string, catalog: ResourceCatalog): readonly ResourceType[] {
  const category = word.toLowerCase();
  return catalog.types.filter(
    (type) => type.verbs.includes('list') && type.categories.some((entry) => entry.toLowerCase() === category),
  );
}

function fullNames(type: ResourceType): readonly string[] {
  return [type.plural.toLowerCase(), type.singular.toLowerCase()];
}

function shortNames(type: ResourceType): readonly string[] {
  return type.shortNames.map((name) => name.toLowerCase());
}

function kindNames(type: ResourceType): readonly string[] {
  return [type.kind.toLowerCase()];
}

/** `resource.version.group` first, then `resource.group`, then the beginning of a group. */
function qualified(types: readonly ResourceType[], rest: readonly string[]): ResourceType | undefined {
  const [version = '', ...tail] = rest;
  if (tail.length > 0) {
    // kubectl reads `services.v1.` as a version without a group.
    const group = tail.join('.');
    const served = types.filter((type) => (group === '' || type.group === group) && type.versions.includes(version));
    const type = preferred(served);
    if (type !== undefined) return { ...type, version };
  }
  const group = rest.join('.');
  const exact = types.filter((type) => type.group === group);
  return preferred(exact.length > 0 ? exact : types.filter((type) => type.group.startsWith(group)));
}

/** Of files that hold XListenerSets alone, `lset` means these. */
function preferred(types: readonly ResourceType[]): ResourceType | undefined {
  const standard = types.find(({ group }) => group === GATEWAY_API);
  const experimental = types.find(({ group }) => group === GATEWAY_API_X);
  const onlyExperimental = standard?.held === false && experimental !== undefined && experimental.held !== false;
  return (onlyExperimental ? experimental : standard) ?? experimental ?? types[0];
}

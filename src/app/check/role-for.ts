import { GATEWAY_API, GATEWAY_API_TYPES } from '../../gateway-api/kinds.ts';
import { COMMON_TYPES } from '../../gateway-api/well-known-types.ts';
import { compareText } from '../../model/compare-text.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { Need } from './verb-needs.ts';

/** A rule of a role. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A role, and the types that it cannot permit because they belong to no namespace. */
export interface RoleForNeeds {
  readonly rules: readonly RoleRule[];
  readonly clusterScoped: readonly string[];
}

/** The types that a role is written for. */
export interface RoleTypes {
  readonly types: readonly ResourceType[];
  /** The kinds of policies among them. */
  readonly policies: readonly GroupKind[];
  /** Whether these are all that there are; other kinds of the API are named all the same where not. */
  readonly isWhole: boolean;
}

/**
 * The least role for some needs.
 * @param isNamespaced whether it is for one namespace.
 */
export function roleFor(
  needs: readonly Need[],
  { types, policies, isWhole }: RoleTypes,
  isNamespaced: boolean,
): RoleForNeeds {
  // Where the API is not installed yet, the role is for what is to come.
  const isInstalled = isWhole && types.some(({ group }) => group === GATEWAY_API);
  const known = isInstalled ? types : [...types, ...GATEWAY_API_TYPES, ...COMMON_TYPES];
  const verbsOf = new Map<string, { readonly type: ResourceType; readonly verbs: Set<string> }>();
  for (const { kinds, verbs } of needs) {
    for (const kind of kinds === 'policies' ? policies : kinds) {
      const type = known.find((one) => sameGroupKind(one, kind));
      if (type === undefined) continue;
      const entry = verbsOf.get(qualifiedName(type)) ?? { type, verbs: new Set() };
      for (const verb of verbs) entry.verbs.add(verb);
      verbsOf.set(qualifiedName(type), entry);
    }
  }
  const clusterScoped: string[] = [];
  /** By group and verbs: the plurals. */
  const rules = new Map<
    string,
    { readonly group: string; readonly verbs: readonly string[]; readonly plurals: string[] }
  >();
  for (const { type, verbs } of verbsOf.values()) {
    if (isNamespaced && !type.namespaced) {
      clusterScoped.push(qualifiedName(type));
      continue;
    }
    const sorted = [...verbs].toSorted(compareText);
    const key = `${type.group} ${sorted.join(',')}`;
    const rule = rules.get(key) ?? { group: type.group, verbs: sorted, plurals: [] };
    rule.plurals.push(type.plural);
    rules.set(key, rule);
  }
  return {
    rules: [...rules.entries()]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([, { group, verbs, plurals }]) => ({
        apiGroups: [group],
        resources: plurals.toSorted(compareText),
        verbs,
      })),
    clusterScoped: clusterScoped.toSorted(compareText),
  };
}

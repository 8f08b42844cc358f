import type { ResourceTypeEntry, ResourceTypeList } from '../documents/resource-type-list.ts';
import { BUNDLE_VERSION_ANNOTATION, CHANNEL_ANNOTATION, isGatewayApiGroup } from '../gateway-api/kinds.ts';
import { compareText } from '../model/compare-text.ts';
import type { Gap } from '../model/gap.ts';
import { annotationsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { documentGap } from '../view/document-gaps.ts';

/** What is known of the types of a source. */
export interface KnownTypes {
  readonly catalog: ResourceCatalog;
  readonly policyKinds: readonly PolicyKind[];
  /** Undefined where they could not be read. */
  readonly crds: readonly KubernetesObject[] | undefined;
  /** By the name of the CRD: the version that is stored. */
  readonly storage: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
}

/** The types of the Gateway API, and those of policies, that a source holds. */
export function relevantTypes({ catalog, policyKinds }: Pick<KnownTypes, 'catalog' | 'policyKinds'>): ResourceType[] {
  const policies = new Set(policyKinds.map(groupKindKey));
  return catalog.types.filter(
    (type) => type.held !== false && (isGatewayApiGroup(type.group) || policies.has(groupKindKey(type))),
  );
}

/** The same with what is known of each, as data for scripts. */
export function resourceTypeList(known: KnownTypes): ResourceTypeList {
  const policies = new Map(known.policyKinds.map((kind) => [groupKindKey(kind), kind]));
  const byName = new Map(known.crds?.map((crd) => [crd.metadata.name, crd]));
  const items = relevantTypes(known).map((type): ResourceTypeEntry => {
    const name = qualifiedName(type);
    const crd = byName.get(name);
    const annotations = crd === undefined ? undefined : annotationsOf(crd);
    return {
      name: type.plural,
      shortNames: type.shortNames,
      group: type.group,
      kind: type.kind,
      namespaced: type.namespaced,
      versions: type.versions,
      storageVersion: known.storage.get(name),
      channel: annotations?.get(CHANNEL_ANNOTATION),
      bundleVersion: annotations?.get(BUNDLE_VERSION_ANNOTATION),
      policyClass: policies.get(groupKindKey(type))?.class,
    };
  });
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'ResourceTypeList',
    items: items.toSorted(compareEntries),
    gaps: known.gaps.map((gap) => documentGap(gap, ['storageVersion', 'channel', 'bundleVersion', 'policyClass'])),
  };
}

/** The Gateway API's own kinds first, then by group and name, as kubectl sorts. */
function compareEntries(a: ResourceTypeEntry, b: ResourceTypeEntry): number {
  const own = Number(isGatewayApiGroup(b.group)) - Number(isGatewayApiGroup(a.group));
  return own !== 0 ? own : compareText(a.group, b.group) || compareText(a.name, b.name);
}

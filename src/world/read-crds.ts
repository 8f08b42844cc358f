import { CUSTOM_RESOURCE_DEFINITION, POLICY_LABEL } from '../gateway-api/kinds.ts';
import { append } from '../model/append.ts';
import { gapOf } from '../model/gap-of.ts';
import type { Gap } from '../model/gap.ts';
import { labelsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { Source } from '../model/source.ts';

/** The CRDs that could be read, or why they could not; and a catalog that knows the kinds of policies among them. */
export type CrdReading = { readonly catalog: ResourceCatalog } & (
  | { readonly state: 'read'; readonly crds: readonly KubernetesObject[] }
  | { readonly state: 'gap'; readonly gap: Gap }
);

/**
 * Reads the CRDs of a source: by default only their metadata (labels and annotations say what is a policy, which release
 * and which channel), since their schemas weigh megabytes. A policy's CRD that is younger than the cached catalog makes
 * the server be asked for a new one.
 */
export function readCrds(source: Source, catalog: ResourceCatalog, metadataOnly = true): Promise<CrdReading> {
  const known = readings.get(source)?.get(metadataOnly);
  if (known !== undefined) return known;
  const reading = listCrds(source, catalog, metadataOnly);
  const ofSource = readings.get(source) ?? new Map<boolean, Promise<CrdReading>>();
  readings.set(source, ofSource.set(metadataOnly, reading));
  return reading;
}

/** They are listed once, however many of a verb's steps ask. */
const readings = new WeakMap<Source, Map<boolean, Promise<CrdReading>>>();

async function listCrds(source: Source, catalog: ResourceCatalog, metadataOnly: boolean): Promise<CrdReading> {
  const type = crdType(catalog);
  // Files without a CRD hold none: that is an answer, not a gap.
  if (type === undefined) return { state: 'read', crds: [], catalog };
  try {
    const crds: KubernetesObject[] = [];
    for await (const page of source.list({ type, metadataOnly })) append(crds, page);
    const isNew = crds.some((crd) => labelsOf(crd).has(POLICY_LABEL) && !knows(catalog, crd));
    return { state: 'read', crds, catalog: isNew ? await source.catalog({ refresh: true }) : catalog };
  } catch (error) {
    return { state: 'gap', catalog, gap: gapOf(error, qualifiedName(type), CUSTOM_RESOURCE_DEFINITION) };
  }
}

function knows(catalog: ResourceCatalog, crd: KubernetesObject): boolean {
  return catalog.types.some((type) => qualifiedName(type) === crd.metadata.name);
}

/** The type CustomResourceDefinition as the source serves it. */
export function crdType(catalog: ResourceCatalog): ResourceType | undefined {
  return catalog.types.find((type) => sameGroupKind(type, CUSTOM_RESOURCE_DEFINITION));
}

import { append } from '../model/append.ts';
import { gapOf } from '../model/gap-of.ts';
import type { Gap } from '../model/gap.ts';
import { CUSTOM_RESOURCE_DEFINITION, POLICY_LABEL } from '../gateway-api/kinds.ts';
import { labelsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import { CATALOGUE } from '../policy/catalogue/index.ts';
import type { CatalogueEntry } from '../policy/catalogue-entry.ts';
import { discoverPolicyKinds } from '../policy/discover.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { crdType, readCrds } from './read-crds.ts';

/** The kinds of policies, and what could not be read to know them. */
export interface PolicyKindReading {
  readonly kinds: readonly PolicyKind[];
  /** A catalog that knows these kinds. */
  readonly catalog: ResourceCatalog;
  /** The CRDs, live their metadata alone for the most part; undefined where they could not be read. */
  readonly crds: readonly KubernetesObject[] | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Finds the kinds of policies of a source. CRDs are listed without their schemas, which weigh megabytes; only of kinds that
 * nobody vouches for and that are called a policy is the schema read, to see whether they have its shape.
 * @param entries the user's own catalogue.
 */
export async function readPolicyKinds(
  source: Source,
  given: ResourceCatalog,
  entries: readonly CatalogueEntry[],
): Promise<PolicyKindReading> {
  const reading = await readCrds(source, given, source.kind === 'live');
  const { catalog } = reading;
  if (reading.state === 'gap')
    return {
      kinds: discoverPolicyKinds({ crds: undefined, catalog, entries }),
      catalog,
      crds: undefined,
      gaps: [reading.gap],
    };
  if (source.kind !== 'live') {
    const samples = await listSamples(source, catalog, reading.crds);
    return {
      kinds: discoverPolicyKinds({ crds: reading.crds, catalog, entries, samples }),
      catalog,
      crds: reading.crds,
      gaps: [],
    };
  }
  const vouched = new Set([...CATALOGUE.keys(), ...entries.map(groupKindKey)]);
  const unknown = new Set(
    catalog.types
      .filter(
        (type) => type.group.includes('.') && /polic(y|ies)$/i.test(type.kind) && !vouched.has(groupKindKey(type)),
      )
      .map(qualifiedName),
  );
  const gaps: Gap[] = [];
  const served = new Set(catalog.types.map(qualifiedName));
  // Of a kind that is not served (yet) only the spec of its CRD says what it is called.
  const isCandidate = (crd: KubernetesObject): boolean =>
    labelsOf(crd).has(POLICY_LABEL) ? !served.has(crd.metadata.name) : unknown.has(crd.metadata.name);
  const candidates = await Promise.all(
    reading.crds.filter(isCandidate).map((crd) => readWhole(source, catalog, crd, gaps)),
  );
  const crds = [...reading.crds.filter((crd) => !isCandidate(crd)), ...candidates];
  return { kinds: discoverPolicyKinds({ crds, catalog, entries }), catalog, crds, gaps };
}

/** The objects of foreign kinds that come without their CRD, as files often hold them. */
async function listSamples(
  source: Source,
  catalog: ResourceCatalog,
  crds: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const described = new Set(crds.map((crd) => crd.metadata.name));
  const samples: KubernetesObject[] = [];
  for (const type of catalog.types) {
    if (!type.group.includes('.') || type.group.endsWith('.k8s.io') || described.has(qualifiedName(type))) continue;
    for await (const page of source.list({ type })) append(samples, page);
  }
  return samples;
}

async function readWhole(
  source: Source,
  catalog: ResourceCatalog,
  crd: KubernetesObject,
  gaps: Gap[],
): Promise<KubernetesObject> {
  const type = crdType(catalog);
  if (type === undefined) return crd;
  try {
    return await source.get({ type, name: crd.metadata.name });
  } catch (error) {
    gaps.push(gapOf(error, `${qualifiedName(type)} "${crd.metadata.name}"`, CUSTOM_RESOURCE_DEFINITION));
    return crd;
  }
}

import { POLICY_LABEL, SPECIFICATION_POLICY_KINDS } from '../gateway-api/kinds.ts';
import { labelsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readString } from '../model/read.ts';
import { groupKindKey, groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import { CATALOGUE } from './catalogue/index.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { hasPolicyShape, schemaShape } from './crd-schema.ts';
import type { SchemaShape } from './crd-schema.ts';
import type { PolicyClass, PolicyEvidence, PolicyKind } from './policy-kind.ts';

/** What discovery of policy kinds looks at. */
export interface PolicyKindQuestion {
  /** The CRDs that could be read, metadata alone or whole; undefined where they could not be read. */
  readonly crds: readonly KubernetesObject[] | undefined;
  /** The types that are served (or, for files, known). */
  readonly catalog: ResourceCatalog;
  /** Objects of kinds that no CRD describes (files): one with targets of a policy's shape makes its kind one. */
  readonly samples?: Iterable<KubernetesObject> | undefined;
  /** The user's own entries, which add to the built-in catalogue and win over everything else. */
  readonly entries?: readonly CatalogueEntry[] | undefined;
}

/** A type with all that speaks for or against it being a policy. */
interface Candidate {
  readonly group: string;
  readonly kind: string;
  readonly crdName: string;
  readonly namespaced: boolean;
  readonly crd: KubernetesObject | undefined;
}

/**
 * The kinds of policies that a cluster or a set of files can hold (semantics.md 5.1): those whose CRD carries the label in
 * any spelling, those of the specification, of the catalogue, of the user, and those whose schema has the shape of one. A
 * labelled or catalogued kind whose schema provably takes no target is no policy. Order: as served, core first.
 */
export function discoverPolicyKinds(question: PolicyKindQuestion): readonly PolicyKind[] {
  const shaped = new Set<string>();
  for (const sample of question.samples ?? [])
    if (hasPolicyShape(sample)) shaped.add(groupKindKey(groupKindOf(sample)));
  const users = new Map(question.entries?.map((entry) => [groupKindKey(entry), entry]));
  const kinds: PolicyKind[] = [];
  for (const candidate of listCandidates(question)) {
    const kind = judge(candidate, users.get(groupKindKey(candidate)), shaped.has(groupKindKey(candidate)));
    if (kind !== undefined) kinds.push(kind);
  }
  return kinds;
}

const SPECIFICATION = new Set(SPECIFICATION_POLICY_KINDS.map(groupKindKey));

function judge(candidate: Candidate, user: CatalogueEntry | undefined, isShaped: boolean): PolicyKind | undefined {
  const { group, kind, crdName, namespaced, crd } = candidate;
  const key = groupKindKey(candidate);
  const label = crd === undefined ? undefined : labelsOf(crd).get(POLICY_LABEL);
  const entry = user ?? CATALOGUE.get(key);
  const shape = crd === undefined ? undefined : schemaShape(crd);
  const evidence = ((): PolicyEvidence | undefined => {
    if (user !== undefined) return 'user';
    if (SPECIFICATION.has(key)) return label === undefined ? 'specification' : 'label';
    if (shape?.targets === 'none' && entry?.annotation === undefined) return undefined;
    if (label !== undefined) return 'label';
    if (entry !== undefined) return 'catalogue';
    return shape?.targets === 'policy' || (shape === undefined && isShaped) ? 'heuristic' : undefined;
  })();
  if (evidence === undefined) return undefined;
  return {
    group,
    kind,
    class: user === undefined && label !== undefined ? classOfLabel(label) : (entry?.class ?? 'Unknown'),
    evidence,
    crdName,
    namespaced,
    label,
    targets: targetsOf(entry, shape),
    entry,
  };
}

/** The kinds of the catalogue, and those that a newer CRD lists beside them. */
function targetsOf(entry: CatalogueEntry | undefined, shape: SchemaShape | undefined): readonly GroupKind[] {
  const known = entry?.targets ?? [];
  const listed = shape?.targetKinds ?? [];
  return [...known, ...listed.filter((type) => !known.some((one) => sameGroupKind(one, type)))];
}

/** `direct` and `inherited` in any letter case; the legacy `true` and all else leave the class open (semantics.md 5.1). */
function classOfLabel(label: string): PolicyClass {
  switch (label.trim().toLowerCase()) {
    case 'direct':
      return 'Direct';
    case 'inherited':
      return 'Inherited';
    default:
      return 'Unknown';
  }
}

/** Every served type once, then the types of CRDs that are not served (files that hold a CRD and no object of it). */
function listCandidates({ crds, catalog }: PolicyKindQuestion): Iterable<Candidate> {
  const byName = new Map(crds?.map((crd) => [crd.metadata.name, crd]));
  const candidates = new Map<string, Candidate>();
  for (const type of catalog.types) {
    const crdName = qualifiedName(type);
    const { group, kind, namespaced } = type;
    const key = groupKindKey(type);
    if (!candidates.has(key)) candidates.set(key, { group, kind, crdName, namespaced, crd: byName.get(crdName) });
  }
  for (const { crdName } of candidates.values()) byName.delete(crdName);
  for (const crd of byName.values()) {
    const group = readString(readPath(crd, 'spec', 'group'));
    const kind = readString(readPath(crd, 'spec', 'names', 'kind'));
    if (group === undefined || kind === undefined || candidates.has(groupKindKey({ group, kind }))) continue;
    const namespaced = readPath(crd, 'spec', 'scope') !== 'Cluster';
    candidates.set(groupKindKey({ group, kind }), { group, kind, crdName: crd.metadata.name, namespaced, crd });
  }
  return candidates.values();
}

import {
  CONFORMANCE_REPORT,
  CUSTOM_RESOURCE_DEFINITION,
  LISTENER_HOLDERS,
  POLICY_LABEL,
  ROUTE_KINDS,
} from '../../gateway-api/kinds.ts';
import { kindsNaming } from '../../gateway-api/policy-claims.ts';
import { BACKEND_RELATIONS } from '../../gateway-api/relation.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { AnswerError, ServerError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { PolicyClass } from '../../policy/policy-kind.ts';
import type { TableDefinition } from '../../view/table.ts';
import { backendTable } from '../../view/tables/backend.ts';
import { listenerDocuments } from '../../gateway-api/listener-entry.ts';
import { conformanceReportTable } from '../../view/tables/conformance-report.ts';
import { listenerTable } from '../../view/tables/listener.ts';
import { policyTable } from '../../view/tables/policy.ts';
import { policyCrdTable } from '../../view/tables/policy-crd.ts';
import { anyRouteTable } from '../../view/tables/route.ts';
import { groupOfCrd } from '../../gateway-api/release.ts';
import type { VirtualType } from './requested-type.ts';
import type { Listing, PlanContext } from './listing.ts';

/** What makes an object a backend. */
const TO_BACKEND: ReadonlySet<Relation> = new Set(BACKEND_RELATIONS);

/**
 * Plans one of the types that gwctl makes up of several resources.
 * @throws AnswerError for conformance reports on a cluster: they are files. ServerError for backends when no route can be
 * read.
 */
export async function planVirtual(
  virtual: VirtualType,
  names: readonly string[],
  context: PlanContext,
): Promise<Listing> {
  const listing = (types: readonly ResourceType[], table: TableDefinition, rest: Partial<Listing> = {}): Listing => ({
    label: virtual,
    types,
    names,
    table,
    mixed: true,
    namespaced: true,
    metadataOnly: false,
    accept: () => true,
    ...rest,
  });
  switch (virtual) {
    case 'routes':
      for (const gap of silentGroups(context.catalog, ROUTE_KINDS)) context.problems.addGap(gap);
      return listing(findTypes(ROUTE_KINDS, context.catalog), anyRouteTable);
    case 'listeners':
      for (const gap of silentGroups(context.catalog, LISTENER_HOLDERS)) context.problems.addGap(gap);
      return listing(findTypes(LISTENER_HOLDERS, context.catalog), listenerTable, {
        mixed: false,
        isPart: true,
        partsOf: listenerDocuments,
      });
    case 'policies': {
      const { kinds, catalog } = await context.relatives.policies();
      const classes = new Map(kinds.map((kind) => [groupKindKey(kind), kind.class]));
      const classOf = (type: GroupKind): PolicyClass => classes.get(groupKindKey(type)) ?? 'Unknown';
      const types = findTypes(kinds, catalog);
      const namespaced = types.length === 0 || types.some((type) => type.namespaced);
      const naming = new Map(kinds.flatMap(kindsNaming).map((type) => [groupKindKey(type), type]));
      return listing(types, policyTable(classOf, [...naming.values()]), { namespaced });
    }
    case 'policycrds':
      return planPolicyCrds(listing, context);
    case 'backends':
      return planBackends(listing, context);
    case 'conformancereports': {
      if (context.source.kind === 'live') {
        throw new AnswerError('conformance reports are files, not cluster resources: pass them with --from');
      }
      const types = findTypes([CONFORMANCE_REPORT], context.catalog);
      return listing(types, conformanceReportTable, { mixed: false, namespaced: false });
    }
  }
}

type MakeListing = (types: readonly ResourceType[], table: TableDefinition, rest?: Partial<Listing>) => Listing;

/** The CRDs of the kinds that are policies; one that could not be read is an error, since it is what was asked for. */
async function planPolicyCrds(listing: MakeListing, { relatives }: PlanContext): Promise<Listing> {
  const { kinds, catalog, silent } = await relatives.policies();
  // What a group that does not answer serves is known by its CRD's label alone.
  const isSilent = (crd: KubernetesObject): boolean =>
    labelsOf(crd).has(POLICY_LABEL) && silent.some(({ group }) => group === groupOfCrd(crd.metadata.name));
  const byCrd = new Map(
    kinds.map((kind) => [kind.crdName, { kind, type: catalog.types.find((type) => sameGroupKind(type, kind)) }]),
  );
  return listing(findTypes([CUSTOM_RESOURCE_DEFINITION], catalog), policyCrdTable(byCrd), {
    mixed: false,
    namespaced: false,
    metadataOnly: true,
    isPart: true,
    accept: (crd) => byCrd.has(crd.metadata.name) || isSilent(crd),
  });
}

/** The objects that routes of any namespace refer to; the routes are read first, to know which. */
async function planBackends(listing: MakeListing, { catalog, relatives, problems }: PlanContext): Promise<Listing> {
  const [silent] = silentGroups(catalog, ROUTE_KINDS);
  if (silent !== undefined && findTypes(ROUTE_KINDS, catalog).length === 0) {
    throw new ServerError(503, 'ServiceUnavailable', `${silent.message} (${silent.what})`);
  }
  if (silent !== undefined) problems.addGap(silent);
  await relatives.read(['routes'], { asked: true });
  const typesNow = (): readonly ResourceType[] => {
    const kinds = new Map(relatives.names.named(TO_BACKEND).map((ref) => [groupKindKey(ref), ref]));
    return findTypes([...kinds.values()], catalog);
  };
  return listing(typesNow(), backendTable, {
    typesNow,
    readFrom: findTypes(ROUTE_KINDS, catalog),
    isPart: true,
    accept: (object) => relatives.names.naming(refOf(object), TO_BACKEND).length > 0,
  });
}

/** The groups of some kinds that did not answer: what they hold is missing from the answer. */
function silentGroups({ gaps }: ResourceCatalog, kinds: readonly GroupKind[]): readonly Gap[] {
  return gaps.filter((gap) => kinds.some(({ group }) => group === gap.group));
}

/** The served types of some kinds, in the order of the kinds. */
function findTypes(kinds: readonly GroupKind[], catalog: ResourceCatalog): readonly ResourceType[] {
  return kinds.flatMap((kind) => {
    const type = catalog.types.find((candidate) => sameGroupKind(candidate, kind) && candidate.verbs.includes('list'));
    return type === undefined ? [] : [type];
  });
}

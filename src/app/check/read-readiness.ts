import type { Permission, ReadinessInput } from '../../answers/check.ts';
import { CUSTOM_RESOURCE_DEFINITION, GATEWAY_CLASS, isGatewayApiGroup } from '../../gateway-api/kinds.ts';
import { groupOfCrd } from '../../gateway-api/release.ts';
import { gapOf } from '../../model/gap-of.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ReleaseChoice } from '../../model/release-choice.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { CLUSTER_KINDS } from '../../world/cluster-kinds.ts';
import { crdType } from '../../world/read-crds.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import { readUpgrade } from './read-upgrade.ts';
import { READING } from './verb-needs.ts';

/**
 * Reads what tells whether a cluster is ready. What cannot be read is a part of the answer.
 * @param namespace where one wants to read; undefined: everywhere.
 * @param upgradeTo the release that is to come, where that is asked about.
 */
export async function readReadiness(
  source: Source,
  namespace: string | undefined,
  learn: LearnEntries,
  upgradeTo?: ReleaseChoice,
): Promise<ReadinessInput> {
  const given = await source.catalog({ refresh: true });
  const reading = await readPolicyKinds(source, given, await learn());
  const { catalog } = reading;
  const [{ crds, partly }, classes, permissions] = await Promise.all([
    reading.crds === undefined
      ? { crds: reading.gaps[0] ?? unread(), partly: new Map<string, Gap>() }
      : readWholeCrds(source, catalog, reading.crds),
    readClasses(source, catalog),
    readPermissions(source, catalog, { namespace, policies: reading.kinds }),
  ]);
  const gaps = [...catalog.gaps, ...reading.gaps, ...partly.values(), ...('what' in classes ? [classes] : [])];
  const scope = { catalog, crds: 'what' in crds ? [] : crds, namespace };
  const upgrade = upgradeTo === undefined ? undefined : await readUpgrade(source, upgradeTo, scope);
  return { kind: source.kind, catalog, crds, partly, classes, permissions, upgrade, gaps };
}

function unread(): Gap {
  const { group, kind } = CUSTOM_RESOURCE_DEFINITION;
  return { what: kind, group, kind, reason: 'failed', message: 'no answer' };
}

/** The versions of a CRD stand in the whole of it: those of the Gateway API are read by name. */
async function readWholeCrds(
  source: Source,
  catalog: ResourceCatalog,
  listed: readonly KubernetesObject[],
): Promise<{ readonly crds: readonly KubernetesObject[]; readonly partly: ReadonlyMap<string, Gap> }> {
  const type = crdType(catalog);
  const own = listed.filter(({ metadata }) => isGatewayApiGroup(groupOfCrd(metadata.name)));
  const partly = new Map<string, Gap>();
  if (type === undefined || source.kind === 'files') return { crds: own, partly };
  const crds = await Promise.all(
    own.map(async (crd) => {
      const { name } = crd.metadata;
      try {
        return await source.get({ type, name });
      } catch (error) {
        partly.set(name, gapOf(error, `${qualifiedName(type)} "${name}"`, CUSTOM_RESOURCE_DEFINITION));
        return crd;
      }
    }),
  );
  return { crds, partly };
}

async function readClasses(source: Source, catalog: ResourceCatalog): Promise<readonly KubernetesObject[] | Gap> {
  const type = catalog.types.find((one) => sameGroupKind(one, GATEWAY_CLASS));
  if (type === undefined) return [];
  const classes: KubernetesObject[] = [];
  try {
    for await (const page of source.list({ type })) classes.push(...page);
    return classes;
  } catch (error) {
    return gapOf(error, qualifiedName(type), GATEWAY_CLASS);
  }
}

interface PermissionScope {
  readonly namespace: string | undefined;
  readonly policies: readonly GroupKind[];
}

/** Asks for every right that reading verbs need, of the kinds that are served. */
async function readPermissions(
  source: Source,
  catalog: ResourceCatalog,
  scope: PermissionScope,
): Promise<readonly Permission[]> {
  if (source.permits === undefined) return [];
  const asked = new Map<string, { readonly verb: string; readonly type: ResourceType; readonly isNeeded: boolean }>();
  for (const { kinds, verbs } of READING) {
    for (const kind of kinds === 'policies' ? scope.policies : kinds) {
      const type = catalog.types.find((one) => sameGroupKind(one, kind));
      // Who may list may get, as roles are written.
      const verb = verbs.includes('list') ? 'list' : verbs[0];
      if (type === undefined || verb === undefined) continue;
      // In one namespace the verbs answer without what belongs to none, which no Role can permit.
      const isReachable = type.namespaced || scope.namespace === undefined;
      const isNeeded = kinds !== 'policies' && isReachable && CLUSTER_KINDS.some((one) => sameGroupKind(one, kind));
      asked.set(`${verb} ${qualifiedName(type)}`, { verb, type, isNeeded });
    }
  }
  return Promise.all([...asked.values()].map((one) => permissionOf(source, one, scope.namespace)));
}

async function permissionOf(
  source: Source,
  asked: Pick<Permission, 'verb' | 'type' | 'isNeeded'>,
  wanted: string | undefined,
): Promise<Permission> {
  const { verb, type } = asked;
  const namespace = wanted ?? source.defaultNamespace;
  try {
    const place = type.namespaced ? wanted : undefined;
    if (await source.permits?.({ verb, type, namespace: place })) return { ...asked, answer: 'all', namespace };
    const isPart = type.namespaced && wanted === undefined && (await source.permits?.({ verb, type, namespace }));
    return { ...asked, answer: isPart === true ? 'part' : 'none', namespace };
  } catch (error) {
    return { ...asked, answer: 'unknown', namespace, because: gapOf(error, qualifiedName(type), type).message };
  }
}

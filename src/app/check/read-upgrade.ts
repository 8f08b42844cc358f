import type { UpgradeInput } from '../../answers/upgrade-checks.ts';
import { isGatewayApiGroup } from '../../gateway-api/kinds.ts';
import { findBundles } from '../../gateway-api/release.ts';
import { append } from '../../model/append.ts';
import { gapOf } from '../../model/gap-of.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Channel, ReleaseChoice } from '../../model/release-choice.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';

/** What is there to be upgraded. */
export interface UpgradeScope {
  readonly catalog: ResourceCatalog;
  /** The CRDs of the Gateway API; empty where they could not be read. */
  readonly crds: readonly KubernetesObject[];
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
}

/**
 * Reads every object of the Gateway API and works out what the CRDs of a release would do to them.
 * @param choice without a channel the one that is installed.
 */
export async function readUpgrade(
  source: Source,
  choice: ReleaseChoice,
  { catalog, crds, namespace }: UpgradeScope,
): Promise<UpgradeInput> {
  const { release, channel = channelOf(crds) } = choice;
  const types = catalog.types.filter((type) => isGatewayApiGroup(type.group) && type.held !== false);
  const gaps: Gap[] = [];
  const objects: KubernetesObject[] = [];
  const lists = await Promise.all(types.map((type) => listAll(source, type, namespace)));
  for (const one of lists) {
    if ('what' in one) gaps.push(one);
    else append(objects, one);
  }
  const { upgradeEffects } = await import('../../validation/upgrade-effects.ts');
  const installed = findBundles(crds).map(({ version }) => version);
  const effects = upgradeEffects(objects, crds, { release, channel });
  return { release, channel, installed, count: objects.length, effects, gaps };
}

/** Where any CRD is of the experimental channel, its fields are there to be lost. */
function channelOf(crds: readonly KubernetesObject[]): Channel {
  return findBundles(crds).some(({ channel }) => channel === 'experimental') ? 'experimental' : 'standard';
}

async function listAll(
  source: Source,
  type: ResourceType,
  namespace: string | undefined,
): Promise<readonly KubernetesObject[] | Gap> {
  const objects: KubernetesObject[] = [];
  try {
    const place = type.namespaced ? namespace : undefined;
    for await (const page of source.list({ type, namespace: place })) append(objects, page);
    return objects;
  } catch (error) {
    return gapOf(error, qualifiedName(type), type);
  }
}

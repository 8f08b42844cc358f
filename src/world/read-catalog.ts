import { GATEWAY_API } from '../gateway-api/kinds.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';

/** Whether a source has any type of the Gateway API. */
export function hasGatewayApi({ types }: ResourceCatalog): boolean {
  return types.some(({ group }) => group === GATEWAY_API);
}

/** The types of a source for a question about the Gateway API: a cache from before its installation must not hide it. */
export async function readCatalog(source: Source): Promise<ResourceCatalog> {
  const catalog = await source.catalog();
  return hasGatewayApi(catalog) || source.kind === 'files' ? catalog : source.catalog({ refresh: true });
}

/** What to say where the Gateway API is not installed; undefined where it is, or where its group only did not answer. */
export function whyNothing(catalog: ResourceCatalog, kind: Source['kind']): string | undefined {
  if (hasGatewayApi(catalog) || catalog.gaps.some(({ group }) => group === GATEWAY_API)) return undefined;
  const holder = kind === 'live' ? 'the server' : 'the input';
  return `The Gateway API is not installed: ${holder} has no resources of group ${GATEWAY_API}.`;
}

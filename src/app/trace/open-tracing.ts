import type { Explain } from '../../routing/near-rows.ts';
import type { Source } from '../../model/source.ts';
import { readCatalog } from '../../world/read-catalog.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import { WorldReader } from '../../world/world-reader.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import { Tracing } from './tracing.ts';

/** Where requests are followed. */
export interface OpenTracing {
  readonly reader: WorldReader;
  readonly tracing: Tracing;
}

/** Makes ready to follow requests in a source; the objects are read when a request asks for them. */
export async function openTracing(
  source: Source,
  namespace: string,
  learn: LearnEntries,
  explain: Explain,
  prefersController = false,
): Promise<OpenTracing> {
  const { kinds: policyKinds, catalog, gaps } = await readPolicyKinds(source, await readCatalog(source), await learn());
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces: [namespace] });
  for (const gap of gaps) reader.addGap(gap);
  return { reader, tracing: new Tracing(reader, explain, prefersController) };
}

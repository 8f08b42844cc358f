import { groupKindKey } from '../../model/ref.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { ENVOY_GATEWAY } from './envoy-gateway.ts';
import { SPECIFICATION } from './specification.ts';

/** The built-in catalogue by `group/Kind`. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  [...SPECIFICATION, ...ENVOY_GATEWAY].map((entry) => [groupKindKey(entry), entry]),
);

import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Policies of Envoy Gateway. */
export const ENVOY_GATEWAY: readonly CatalogueEntry[] = [];

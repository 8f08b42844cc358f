import { groupKindKey } from '../../model/ref.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { CLOUDS } from './clouds.ts';
import { ENVOY_GATEWAY } from './envoy-gateway.ts';
import { ISTIO } from './istio.ts';
import { KGATEWAY_AND_GLOO } from './kgateway.ts';
import { KUADRANT } from './kuadrant.ts';
import { NGINX_GATEWAY_FABRIC } from './nginx-gateway-fabric.ts';
import { OTHERS } from './others.ts';
import { SPECIFICATION } from './specification.ts';

/** The built-in catalogue by `group/Kind`. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  [
    ...SPECIFICATION,
    ...ENVOY_GATEWAY,
    ...ISTIO,
    ...KUADRANT,
    ...NGINX_GATEWAY_FABRIC,
    ...KGATEWAY_AND_GLOO,
    ...CLOUDS,
    ...OTHERS,
  ].map((entry) => [groupKindKey(entry), entry]),
);

import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberOnce } from '../remember.ts';

/** The field by which a route attaches to default Gateways (GEP-3793, experimental). */
export const DEFAULT_GATEWAYS_PATH = 'spec.useDefaultGateways';

/** Whether a route attaches to every default Gateway, beside its parentRefs (semantics.md 2.8). */
export function usesDefaultGateways(route: KubernetesObject): boolean {
  return readPath(route, 'spec', 'useDefaultGateways') === 'All';
}

/** Whether a Gateway is a default one. */
export function isDefaultGateway(gateway: KubernetesObject): boolean {
  return readPath(gateway, 'spec', 'defaultScope') === 'All';
}

/** All default Gateways. */
export const defaultGateways = rememberOnce((snapshot: Snapshot): readonly KubernetesObject[] =>
  snapshot.list(GATEWAY).filter(isDefaultGateway),
);

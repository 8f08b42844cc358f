import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SERVICE,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
} from '../gateway-api/kinds.ts';
import type { GroupKind } from '../model/ref.ts';

/** The kinds that a question about all of a cluster names, so that it takes one round; policies stand beside them. */
export const CLUSTER_KINDS: readonly GroupKind[] = [
  GATEWAY_CLASS,
  GATEWAY,
  LISTENER_SET,
  X_LISTENER_SET,
  ...ROUTE_KINDS,
  REFERENCE_GRANT,
  X_BACKEND,
  X_MESH,
  NAMESPACE,
  SERVICE,
];

import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  ROUTE_KINDS,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
} from '../gateway-api/kinds.ts';
import type { GroupKind } from '../model/ref.ts';

/** The kinds whose objects `status` examines, beside policies. */
export const STATUS_KINDS: readonly GroupKind[] = [
  GATEWAY_CLASS,
  X_MESH,
  GATEWAY,
  LISTENER_SET,
  X_LISTENER_SET,
  ...ROUTE_KINDS,
  X_BACKEND,
];

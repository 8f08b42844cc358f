import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_HOLDERS,
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

/** What a report on a namespace, or on all, is about: without any of these there is nothing to say. Of a namespace, classes are beside it. */
export function statusSubjects(namespace: string | undefined): readonly GroupKind[] {
  return [...LISTENER_HOLDERS, ...ROUTE_KINDS, ...(namespace === undefined ? [GATEWAY_CLASS] : [])];
}

import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, LISTENER_SET, ROUTE_KINDS, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import type { TargetKind } from '../catalogue-entry.ts';

/** A Gateway or one of its listeners. */
export const GATEWAY_OR_LISTENER: TargetKind = { ...GATEWAY, section: 'listener' };
/** A ListenerSet or one of its listeners. */
export const LISTENER_SET_OR_LISTENER: TargetKind = { ...LISTENER_SET, section: 'listener' };
/** A ListenerSet of either group, or one of its listeners. */
export const ANY_LISTENER_SET: readonly TargetKind[] = [
  LISTENER_SET_OR_LISTENER,
  { ...X_LISTENER_SET, section: 'listener' },
];
/** An HTTPRoute or one of its rules. */
export const HTTP_ROUTE_OR_RULE: TargetKind = { ...HTTP_ROUTE, section: 'rule' };
/** A GRPCRoute or one of its rules. */
export const GRPC_ROUTE_OR_RULE: TargetKind = { ...GRPC_ROUTE, section: 'rule' };
/** A route of any kind or one of its rules. */
export const ANY_ROUTE_OR_RULE: readonly TargetKind[] = ROUTE_KINDS.map(({ group, kind }) => ({
  group,
  kind,
  section: 'rule',
}));

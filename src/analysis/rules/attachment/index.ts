import type { Rule } from '../rule.ts';
import { notAllowedByListeners } from './not-allowed-by-listeners.ts';
import { noMatchingListenerHostname } from './no-matching-listener-hostname.ts';
import { unsupportedValue } from './unsupported-value.ts';
import { incompatibleFilters } from './incompatible-filters.ts';
import { meshRouteConflict } from './mesh-route-conflict.ts';
import { listenerSetNotAllowed } from './listener-set-not-allowed.ts';
import { parentNotAccepted } from './parent-not-accepted.ts';
import { listenersNotValid } from './listeners-not-valid.ts';
import { unsupportedProtocol } from './unsupported-protocol.ts';
import { invalidRouteKinds } from './invalid-route-kinds.ts';
import { hostnameConflict } from './hostname-conflict.ts';
import { protocolConflict } from './protocol-conflict.ts';
import { listenerFilterInvalid } from './listener-filter-invalid.ts';
import { listenerConflict } from './listener-conflict.ts';
import { portUnavailable } from './port-unavailable.ts';
import { hostnamesTaken } from './hostnames-taken.ts';
import { hostnamesIgnored } from './hostnames-ignored.ts';
import { listenerTaken } from './listener-taken.ts';
import { listenerWithoutRoutes } from './listener-without-routes.ts';
import { httpAndGrpc } from './http-and-grpc.ts';
import { overlappingTls } from './overlapping-tls.ts';
import { noParents } from './no-parents.ts';
import { noDefaultGateway } from './no-default-gateway.ts';

/** Attachment and listeners: GW3. */
export const ATTACHMENT: readonly Rule[] = [
  notAllowedByListeners,
  noMatchingListenerHostname,
  unsupportedValue,
  incompatibleFilters,
  meshRouteConflict,
  listenerSetNotAllowed,
  parentNotAccepted,
  listenersNotValid,
  unsupportedProtocol,
  invalidRouteKinds,
  hostnameConflict,
  protocolConflict,
  listenerFilterInvalid,
  listenerConflict,
  portUnavailable,
  hostnamesTaken,
  hostnamesIgnored,
  listenerTaken,
  listenerWithoutRoutes,
  httpAndGrpc,
  overlappingTls,
  noParents,
  noDefaultGateway,
];

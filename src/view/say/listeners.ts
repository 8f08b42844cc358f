import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { ListenerFacts } from '../../model/fact.ts';
import { sameGroupKind } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import { enumerate, listenerName, nameOf, typeName } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Gateways, ListenerSets and their listeners. */
export const LISTENERS = {
  classMissing: ({ because }, say) => `${say(because)}, so no controller handles this Gateway`,
  noValidListener: ({ holder, listeners }) => {
    const of = sameGroupKind(holder, GATEWAY) ? `Gateway ${holder.name}` : 'the ListenerSet';
    return `no listener of ${of} is valid (${enumerate(listeners)}): see its listeners`;
  },
  invalidListeners: ({ listeners }) => `some listeners are not valid: ${enumerate(listeners)}`,
  unresolvedListeners: ({ listeners }) => `references of listeners do not resolve: ${enumerate(listeners)}`,
  parentNotAccepted: ({ gateway, because }, say) => `${nameOf(gateway)} is not accepted: ${say(because)}`,
  hostnameConflict: ({ other, holder, port, hostname }) => {
    const same = hostname === undefined ? 'no hostname' : `hostname ${hostname}`;
    return `${listenerName(other, holder)} also has port ${port ?? ''} and ${same}: change the port or hostname of one`;
  },
  protocolConflict: ({ other, holder, port, otherProtocol, protocol }) =>
    `${listenerName(other, holder)} uses ${otherProtocol} on port ${port ?? ''}, which cannot be shared with ${protocol}: change the port of one`,
  hostnamesOverlap: ({ other, holder }) =>
    `${listenerName(other, holder)} also serves hostnames of this one: a client that reuses a connection may reach the wrong listener and get status 421`,
  openListeners: ({ listeners }) => `only the controller knows whether a listener is valid: ${enumerate(listeners)}`,
  kindsShareHostname: ({ rival, listener, dropped }) =>
    `${nameOf(rival)} shares a hostname at listener ${listener}: a controller may serve both kinds, a stricter one refuses ${nameOf(dropped)}, as it had to up to v1.6`,
  featureNotListed: ({ gatewayClass, feature, path }) =>
    `this class does not support it: ${path} needs the feature ${feature}, which GatewayClass ${gatewayClass} does not list`,
  allHostnamesTaken: ({ listener, taker }) =>
    `listener ${taker.section ?? ''} is more specific and takes every hostname of the route from listener ${listener}: a controller may not attach the route to listener ${listener}`,
  httpBesideTls: ({ listener }) =>
    `HTTP and TLS on the same port do not conflict in the API, but can rarely be distinguished on the wire: a controller may serve both, a stricter one refuses listener ${listener}`,
  httpsBesideTls: ({ listener }) =>
    `HTTPS and TLS on one port with one hostname do not conflict in the API, but both choose by SNI: a controller may serve both, a stricter one refuses listener ${listener}`,
  unsupportedProtocol: ({ protocol }) =>
    protocol === ''
      ? 'no protocol is set: use HTTP, HTTPS, TLS, TCP or UDP'
      : `protocol ${protocol} is not one of HTTP, HTTPS, TLS, TCP and UDP: change it`,
  foreignProtocol: ({ protocol }) => `only its controller knows protocol ${protocol}`,
  hboneIsOfMeshes: () =>
    "HBONE is the protocol of Istio's waypoints: a controller that does not serve them refuses the listener (UnsupportedProtocol)",
  terminationIsExtended: () =>
    'a controller without the feature TLSRouteModeTerminate refuses the listener (UnsupportedValue)',
  mixedModesAreExtended: ({ port }) =>
    `a controller without the feature TLSRouteModeMixed refuses every TLS listener of port ${port}, where some terminate TLS and some pass it through (ProtocolConflict)`,
  kindsNotServed: ({ listener, protocol, kinds }) =>
    `listener ${listener} (${protocol}) cannot serve ${kinds.join(', ')}: change allowedRoutes.kinds`,
  foreignRouteKind: ({ type }) => `only their controller knows whether routes of kind ${typeName(type)} attach`,
  addressOfService: ({ service, type, addresses }) =>
    `${nameOf(service)} (${type}), made for the Gateway, has ${addresses.length === 0 ? 'no address' : enumerate(someOf(addresses))}`,
} satisfies Sentences<keyof ListenerFacts>;

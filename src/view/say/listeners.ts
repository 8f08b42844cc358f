import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { ListenerFacts } from '../../model/fact.ts';
import { sameGroupKind } from '../../model/ref.ts';
import { enumerate, listenerName, nameOf, typeName } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Gateways, ListenerSets and their listeners. */
export const LISTENERS = {
  classMissing: ({ because }, say) => `${say(because)}, so no controller looks at this Gateway`,
  noValidListener: ({ holder, listeners }) => {
    const of = sameGroupKind(holder, GATEWAY) ? `the Gateway ${holder.name}` : 'the ListenerSet';
    return `no listener of ${of} is valid (${enumerate(listeners)}): see its listeners`;
  },
  invalidListeners: ({ listeners }) => `not every listener is valid: ${enumerate(listeners)}`,
  unresolvedListeners: ({ listeners }) => `references of listeners do not resolve: ${enumerate(listeners)}`,
  parentNotAccepted: ({ gateway, because }, say) => `${nameOf(gateway)} is not accepted: ${say(because)}`,
  hostnameConflict: ({ other, holder, port, hostname }) => {
    const same = hostname === undefined ? 'no hostname either' : `hostname ${hostname}`;
    return `${listenerName(other, holder)} has port ${port ?? ''} and ${same}: change port or hostname of one`;
  },
  protocolConflict: ({ other, holder, port, otherProtocol, protocol }) =>
    `${listenerName(other, holder)} speaks ${otherProtocol} on port ${port ?? ''}, which cannot be shared with ${protocol}: change the port of one`,
  hostnamesOverlap: ({ other, holder }) =>
    `${listenerName(other, holder)} serves hostnames of this one too: a client that reuses its connection may reach the wrong one and is answered 421`,
  httpBesideTls: () =>
    'HTTP and TLS on one port are distinct for the API, but can seldom be told apart on the wire: a controller may serve both',
  unsupportedProtocol: ({ protocol }) =>
    `${protocol === '' ? 'no protocol' : `protocol ${protocol}`} is none of HTTP, HTTPS, TLS, TCP and UDP: change it`,
  foreignProtocol: ({ protocol }) => `protocol ${protocol} is known to its controller only`,
  terminationIsExtended: () =>
    'a controller without the feature TLSRouteModeTerminate refuses the listener (UnsupportedValue)',
  mixedModesAreExtended: ({ port }) =>
    `a controller without the feature TLSRouteModeMixed refuses every TLS listener of port ${port}, where some end TLS and some pass it through (ProtocolConflict)`,
  kindsNotServed: ({ listener, protocol, kinds }) =>
    `listener ${listener} (${protocol}) cannot serve ${kinds.join(', ')}: change allowedRoutes.kinds`,
  foreignRouteKind: ({ type }) => `whether routes of kind ${typeName(type)} attach is known to their controller only`,
} satisfies Sentences<keyof ListenerFacts>;

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY, LISTENER_SET, SERVICE } from '../../../src/gateway-api/kinds.ts';
import type { Fact, FactCode, FactOf } from '../../../src/model/fact.ts';
import { someOf } from '../../../src/model/some.ts';
import { say, sayShortly } from '../../../src/view/say/say.ts';
import { IMPLEMENTATION_FACTS } from './implementation-facts.ts';
import { ROUTING_FACTS } from './routing-facts.ts';

const web = { ...GATEWAY, namespace: 'shop', name: 'web' };
const set = { ...LISTENER_SET, namespace: 'shop', name: 'set' };
const cart = { ...SERVICE, namespace: 'shop', name: 'cart' };
const acme = { group: 'acme.example', kind: 'Acme' };
const gap = { what: 'secrets', reason: 'forbidden', message: 'secrets is forbidden' } as const;
const gone: Fact = { code: 'objectMissing', ref: cart, near: undefined, elsewhere: undefined };
const kinds = { code: 'kindNotTaken', listener: 'a', protocol: 'TCP', kinds: [], kind: 'HTTPRoute' } as const;
const fromElsewhere = {
  code: 'namespaceNotTaken',
  listener: 'b',
  refusal: {
    by: 'Selector',
    selector: { matchLabels: { team: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['x'] }] },
    namespace: 'cart',
    labels: [
      ['team', 'cart'],
      ['tier', undefined],
    ],
  },
} as const;
const ports = someOf([80, 443]);

/** A fact of each code, and what is said of it. */
const FACTS: { readonly [Code in FactCode]: readonly [FactOf<Code>, string] } = {
  ...ROUTING_FACTS,
  ...IMPLEMENTATION_FACTS,
  gap: [{ code: 'gap', gap }, 'secrets is forbidden'],
  kindNotRead: [{ code: 'kindNotRead', kind: 'Secret' }, 'Secret was not read'],
  mayBeUnread: [{ code: 'mayBeUnread', kind: 'Service' }, 'this Service may be in a file that could not be read'],
  notAmongFiles: [
    { code: 'notAmongFiles', ref: cart, elsewhere: undefined, maker: undefined },
    'Service shop/cart is not among the files',
  ],
  grantNotAmongFiles: [
    { code: 'grantNotAmongFiles', from: { kind: 'HTTPRoute', namespace: 'pay' }, to: cart },
    'no ReferenceGrant among the files permits the reference to Service shop/cart from HTTPRoute in namespace pay',
  ],
  noneAmongFiles: [
    { code: 'noneAmongFiles', because: { code: 'nothingMatches', kind: 'Gateway' } },
    'no Gateway matches among the files',
  ],
  grantsNotRead: [
    { code: 'grantsNotRead', namespace: 'pay' },
    'the ReferenceGrants of namespace pay could not be read',
  ],
  listenerSetsNotRead: [
    { code: 'listenerSetsNotRead' },
    'not all ListenerSets could be read, and an older one may conflict',
  ],
  labelsNotKnown: [
    { code: 'labelsNotKnown', namespace: 'cart', because: undefined },
    'the labels of namespace cart are unknown: it does not exist',
  ],
  namespacesNotRead: [{ code: 'namespacesNotRead' }, 'the labels of the namespaces are unknown'],
  namespaceNotInFiles: [
    { code: 'namespaceNotInFiles', namespace: 'shp', near: 'shop', known: { first: ['shop', 'infra'], more: 0 } },
    'no object in the files is in namespace shp; did you mean shop?',
  ],
  objectsNotRead: [{ code: 'objectsNotRead', kind: 'Gateway' }, 'Gateway objects could not be read'],
  objectMissing: [
    { code: 'objectMissing', ref: cart, near: 'card', elsewhere: undefined },
    'Service shop/cart does not exist; did you mean card?',
  ],
  coreIsWritten: [
    { code: 'coreIsWritten' },
    'group core is read as the core group, but a controller may refuse it: write group ""',
  ],
  wrongGroup: [
    {
      code: 'wrongGroup',
      type: { group: 'networking.gateway.k8s.io', kind: 'Gateway' },
      right: 'gateway.networking.k8s.io',
      object: undefined,
    },
    'Gateway.networking.gateway.k8s.io is not a kind: write group gateway.networking.k8s.io',
  ],
  grantsNothing: [
    { code: 'grantsNothing', path: 'spec.to[0]', because: gone },
    'spec.to[0] grants nothing: Service shop/cart does not exist',
  ],
  refNotPermitted: [
    { code: 'refNotPermitted', from: { kind: 'HTTPRoute', namespace: 'pay' }, to: cart },
    'Service shop/cart is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace shop from HTTPRoute in namespace pay to Service cart',
  ],
  portNotNamed: [
    { code: 'portNotNamed', ref: cart, ports: someOf([]) },
    'a reference to Service shop/cart needs a port: it has no ports',
  ],
  portMissing: [
    { code: 'portMissing', ref: cart, port: 8080, ports },
    'Service shop/cart has no port 8080: it has 80, 443',
  ],
  portOfOtherProtocol: [
    { code: 'portOfOtherProtocol', ref: cart, port: 53, protocol: 'UDP', wanted: 'TCP', from: 'HTTPRoute' },
    'port 53 of Service shop/cart is UDP, but HTTPRoute needs a TCP port: name one',
  ],
  noReasonForPort: [
    { code: 'noReasonForPort' },
    'the specification defines no reason for a port that the Service does not have',
  ],
  backendTlsUnmet: [
    { code: 'backendTlsUnmet', policy: { ...acme, namespace: 'shop', name: 'tls' }, because: gone },
    'connections fail: acme/tls: Service shop/cart does not exist',
  ],
  backendTlsUnknown: [
    { code: 'backendTlsUnknown', policy: { ...acme, namespace: 'shop', name: 'tls' }, because: gone },
    'it is not known whether Acme shop/tls can be met: Service shop/cart does not exist',
  ],
  backendTlsNeeded: [
    { code: 'backendTlsNeeded', ref: cart, port: 443, appProtocol: 'kubernetes.io/wss' },
    'port 443 of Service shop/cart uses kubernetes.io/wss, which an HTTPRoute can reach only with a BackendTLSPolicy: add one',
  ],
  externalNameBackend: [
    { code: 'externalNameBackend' },
    'the Service is of type ExternalName, which controllers should not support',
  ],
  xBackendElsewhere: [
    { code: 'xBackendElsewhere', ref: { ...cart, kind: 'XBackend' } },
    'XBackend shop/cart is in another namespace, but an XBackend can only be used in its own: move one of them',
  ],
  notABackendKind: [
    { code: 'notABackendKind', type: acme },
    'Acme.acme.example is not a known kind: change group and kind of the backendRef',
  ],
  foreignBackend: [
    { code: 'foreignBackend', type: acme },
    'only its controller knows whether Acme.acme.example can be a backend',
  ],
  filterFails: [
    { code: 'filterFails', index: 1, because: gone },
    'filters.requests[1]: Service shop/cart does not exist',
  ],
  misplacedFilters: [
    { code: 'misplacedFilters', listener: 'tcp', protocol: 'TCP' },
    'filters.requests require protocol HTTP or HTTPS, but listener tcp uses TCP: remove the filters',
  ],
  noReasonForFilters: [{ code: 'noReasonForFilters' }, 'the API defines no reason for filters on other protocols'],
  andMore: [{ code: 'andMore', first: gone, more: 2 }, 'Service shop/cart does not exist (and 2 more)'],
  noTrustBundles: [{ code: 'noTrustBundles' }, 'the cluster does not serve ClusterTrustBundle: refer to a ConfigMap'],
  notAnAuthorityKind: [
    { code: 'notAnAuthorityKind', type: SERVICE },
    'Service is not a supported kind of certificate authority: refer to a ConfigMap',
  ],
  otherAuthorityKey: [
    { code: 'otherAuthorityKey', key: 'tls.crt' },
    'a controller may take the certificates of key tls.crt, a stricter one only ca.crt',
  ],
  foreignAuthority: [
    { code: 'foreignAuthority', type: acme },
    'left to the implementation: a controller may take certificate authorities from Acme.acme.example, a stricter one only from ConfigMap',
  ],
  noPem: [{ code: 'noPem', ref: cart, field: 'ca.crt' }, 'Service shop/cart has no PEM certificate in ca.crt'],
  authorityKeyMissing: [
    { code: 'authorityKeyMissing', ref: cart, key: 'ca.crt' },
    'Service shop/cart has no key ca.crt',
  ],
  notACertificateKind: [
    { code: 'notACertificateKind', type: SERVICE },
    'Service is not a supported kind of certificate: refer to a Secret',
  ],
  foreignCertificate: [
    { code: 'foreignCertificate', type: acme },
    'only its controller knows whether Acme.acme.example can be a certificate',
  ],
  certificateKeyMissing: [
    { code: 'certificateKeyMissing', ref: cart, key: 'tls.key' },
    'Service shop/cart has no key tls.key: a certificate needs tls.crt and tls.key',
  ],
  malformedCertificate: [
    { code: 'malformedCertificate', ref: cart },
    'Service shop/cart has no PEM certificate in tls.crt: store one there',
  ],
  clientsNotVerified: [
    { code: 'clientsNotVerified', because: gone },
    'clients cannot be verified: Service shop/cart does not exist',
  ],
  foreignParent: [
    { code: 'foreignParent', type: acme },
    'only its controller knows whether routes attach to Acme.acme.example',
  ],
  notAParentKind: [
    { code: 'notAParentKind', type: { group: 'gateway.networking.k8s.io', kind: 'Gatewy' }, near: 'Gateway' },
    'Gatewy.gateway.networking.k8s.io is not a kind: did you mean Gateway?',
  ],
  idleListenerSet: [
    { code: 'idleListenerSet', because: gone },
    'the ListenerSet carries no traffic (Service shop/cart does not exist), and a controller may refuse the route for that reason',
  ],
  listenerMissing: [
    { code: 'listenerMissing', parent: web, listener: 'htp', near: 'http', known: someOf(['http']) },
    'Gateway shop/web has no listener htp; did you mean http?',
  ],
  listenerOnOtherPort: [
    { code: 'listenerOnOtherPort', parent: web, listener: 'http', port: 80, wanted: 443 },
    'listener http of Gateway shop/web is on port 80, not on port 443',
  ],
  noListenerOnPort: [
    { code: 'noListenerOnPort', parent: web, port: 8080, ports },
    'Gateway shop/web has no listener on port 8080, only on 80, 443',
  ],
  foreignListenerProtocol: [
    { code: 'foreignListenerProtocol', listener: 'x', protocol: 'acme.example/X' },
    'only its controller knows what listener x does with protocol acme.example/X',
  ],
  kindNotTaken: [kinds, 'listener a (TCP) allows no kind of route, not HTTPRoute'],
  namespaceNotTaken: [
    fromElsewhere,
    'listener b allows routes from namespaces with label team=shop,tier in (x); namespace cart has team=cart, no label tier: label the namespace, or change its allowedRoutes.namespaces',
  ],
  noHostnameShared: [
    {
      code: 'noHostnameShared',
      listeners: someOf([{ listener: 'https', hostname: '*.com' }]),
      hostnames: someOf(['a.org']),
    },
    "listener https serves *.com, but no hostname of the route matches (a.org): change spec.hostnames or the listener's hostname",
  ],
  noListenerTakes: [
    { code: 'noListenerTakes', parent: web, refusals: { first: [kinds, fromElsewhere], more: 1 } },
    'no listener of Gateway shop/web accepts the route: listener a (TCP) allows no kind of route, not HTTPRoute, listener b allows routes from namespaces with label team=shop,tier in (x) (namespace cart has team=cart, no label tier), and 1 more',
  ],
  unknownNamespacesFrom: [
    { code: 'unknownNamespacesFrom', from: 'Some' },
    'namespaces.from Some is not a value that the API defines',
  ],
  invalidNamespaceSelector: [{ code: 'invalidNamespaceSelector' }, 'the namespace selector is not valid'],
  servicePortMissing: [
    {
      code: 'servicePortMissing',
      service: cart,
      name: 'wob',
      port: 1,
      near: undefined,
      ports: someOf([{ name: 'web', number: 80 }]),
    },
    'Service shop/cart has no port wob 1; it has web 80',
  ],
  strongerRoute: [
    { code: 'strongerRoute', route: { ...cart, kind: 'GRPCRoute' }, service: cart },
    'GRPCRoute shop/cart is attached to the same port of Service shop/cart, and only the kind of route with the highest precedence applies (GRPCRoute, HTTPRoute, TLSRoute, TCPRoute)',
  ],
  unsuitableService: [
    { code: 'unsuitableService', trait: 'ExternalName' },
    'the Service is of type ExternalName, and the specification leaves it to the mesh whether routes apply to it',
  ],
  parentRefMissing: [{ code: 'parentRefMissing' }, 'the ListenerSet has no spec.parentRef'],
  foreignListenerSetParent: [
    { code: 'foreignListenerSetParent', kind: 'Acme' },
    'only its controller knows whether a ListenerSet can attach to Acme',
  ],
  listenerSetNotTaken: [
    { code: 'listenerSetNotTaken', gateway: web, refusal: { by: 'None' } },
    'Gateway shop/web allows ListenerSets from no namespace: change its spec.allowedListeners',
  ],
  hostnamesTaken: [
    {
      code: 'hostnamesTaken',
      hostnames: { first: ['api.example.com'], more: 0 },
      listener: 'star',
      by: { ...web, section: 'api' },
      isElsewhere: true,
    },
    'requests for api.example.com go to listener api of Gateway shop/web, which is more specific than listener star: attach the route to it',
  ],
  hostnamesIgnored: [
    { code: 'hostnamesIgnored', hostnames: { first: ['a.test', 'b.test'], more: 0 } },
    'a.test, b.test are ignored: no listener that the route attaches to serves them',
  ],
  listenerTaken: [
    {
      code: 'listenerTaken',
      route: { ...web, kind: 'TCPRoute' },
      listener: 'db',
      kind: 'TCPRoute',
      precedence: 'older',
    },
    'TCPRoute shop/web is older and gets all the traffic of listener db: attach only one TCPRoute to it',
  ],
  classMissing: [
    { code: 'classMissing', because: gone },
    'Service shop/cart does not exist, so no controller handles this Gateway',
  ],
  noValidListener: [
    { code: 'noValidListener', holder: web, listeners: someOf(['a', 'b', 'c', 'd']) },
    'no listener of Gateway web is valid (a, b, c and 1 more): see its listeners',
  ],
  invalidListeners: [{ code: 'invalidListeners', listeners: someOf(['a']) }, 'some listeners are not valid: a'],
  unresolvedListeners: [
    { code: 'unresolvedListeners', listeners: someOf(['a']) },
    'references of listeners do not resolve: a',
  ],
  addressOfService: [
    { code: 'addressOfService', service: cart, type: 'LoadBalancer', addresses: ['192.0.2.1'] },
    'Service shop/cart (LoadBalancer), made for the Gateway, has 192.0.2.1',
  ],
  parentNotAccepted: [
    { code: 'parentNotAccepted', gateway: web, because: gone },
    'Gateway shop/web is not accepted: Service shop/cart does not exist',
  ],
  hostnameConflict: [
    { code: 'hostnameConflict', other: 'b', holder: set, port: 443, hostname: undefined },
    'listener b of ListenerSet shop/set also has port 443 and no hostname: change the port or hostname of one',
  ],
  protocolConflict: [
    { code: 'protocolConflict', other: 'b', holder: undefined, port: 80, otherProtocol: 'TCP', protocol: 'HTTP' },
    'listener b uses TCP on port 80, which cannot be shared with HTTP: change the port of one',
  ],
  hostnamesOverlap: [
    { code: 'hostnamesOverlap', other: 'b', holder: undefined },
    'listener b also serves hostnames of this one: a client that reuses a connection may reach the wrong listener and get status 421',
  ],
  openListeners: [
    { code: 'openListeners', listeners: someOf(['a', 'b']) },
    'only the controller knows whether a listener is valid: a, b',
  ],
  kindsShareHostname: [
    { code: 'kindsShareHostname', rival: cart, listener: 'http', dropped: web },
    'Service shop/cart shares a hostname at listener http: a controller may serve both kinds, a stricter one refuses Gateway shop/web, as it had to up to v1.6',
  ],
  featureNotListed: [
    { code: 'featureNotListed', gatewayClass: 'acme', feature: 'HTTPRouteCORS', path: 'spec.rules[0].filters[0].cors' },
    'this class does not support it: spec.rules[0].filters[0].cors needs the feature HTTPRouteCORS, which GatewayClass acme does not list',
  ],
  allHostnamesTaken: [
    { code: 'allHostnamesTaken', listener: 'wild', taker: { ...web, section: 'one' } },
    'listener one is more specific and takes every hostname of the route from listener wild: a controller may not attach the route to listener wild',
  ],
  httpBesideTls: [
    { code: 'httpBesideTls', listener: 'a' },
    'HTTP and TLS on the same port do not conflict in the API, but can rarely be distinguished on the wire: a controller may serve both, a stricter one refuses listener a',
  ],
  httpsBesideTls: [
    { code: 'httpsBesideTls', listener: 'a' },
    'HTTPS and TLS on one port with one hostname do not conflict in the API, but both choose by SNI: a controller may serve both, a stricter one refuses listener a',
  ],
  unsupportedProtocol: [
    { code: 'unsupportedProtocol', protocol: '' },
    'no protocol is set: use HTTP, HTTPS, TLS, TCP or UDP',
  ],
  foreignProtocol: [
    { code: 'foreignProtocol', protocol: 'acme.example/X' },
    'only its controller knows protocol acme.example/X',
  ],
  hboneIsOfMeshes: [
    { code: 'hboneIsOfMeshes' },
    "HBONE is the protocol of Istio's waypoints: a controller that does not serve them refuses the listener (UnsupportedProtocol)",
  ],
  terminationIsExtended: [
    { code: 'terminationIsExtended' },
    'a controller without the feature TLSRouteModeTerminate refuses the listener (UnsupportedValue)',
  ],
  mixedModesAreExtended: [
    { code: 'mixedModesAreExtended', port: 443 },
    'a controller without the feature TLSRouteModeMixed refuses every TLS listener of port 443, where some terminate TLS and some pass it through (ProtocolConflict)',
  ],
  kindsNotServed: [
    { code: 'kindsNotServed', listener: 'tcp', protocol: 'TCP', kinds: ['HTTPRoute'] },
    'listener tcp (TCP) cannot serve HTTPRoute: change allowedRoutes.kinds',
  ],
  foreignRouteKind: [
    { code: 'foreignRouteKind', type: acme },
    'only their controller knows whether routes of kind Acme.acme.example attach',
  ],
  sectionMissing: [
    { code: 'sectionMissing', ref: cart, what: 'port', section: 'wob', near: undefined, known: someOf([]) },
    'Service shop/cart has no port wob: none of its ports has a name',
  ],
  namespaceNotTargeted: [
    { code: 'namespaceNotTargeted', own: 'shop', namespace: 'pay' },
    'a policy in namespace shop cannot target Namespace pay',
  ],
  invalidTargetSelector: [
    { code: 'invalidTargetSelector', path: 'spec.targetSelectors[0]' },
    'spec.targetSelectors[0] is not a valid selector',
  ],
  nothingMatches: [{ code: 'nothingMatches', kind: 'Gateway' }, 'no Gateway matches'],
  nothingAnnotated: [
    { code: 'nothingAnnotated', kinds: ['Service', 'Ingress'], annotation: 'a.example/b', value: 'p' },
    'no Service or Ingress has the annotation a.example/b: p',
  ],
  noTarget: [{ code: 'noTarget' }, 'names no target'],
  noTargetNorFilter: [{ code: 'noTargetNorFilter' }, 'names no target, and no filter of a rule names it'],
  targetWithoutName: [{ code: 'targetWithoutName', path: 'spec.targetRef' }, 'spec.targetRef has no name'],
  notAnObject: [{ code: 'notAnObject', path: 'spec' }, 'spec is not an object'],
  notAList: [{ code: 'notAList', path: 'spec.targetRefs' }, 'spec.targetRefs is not a list'],
  actsBySelector: [{ code: 'actsBySelector' }, 'applies to what spec.selector selects'],
  actsUntargeted: [{ code: 'actsUntargeted', how: 'applies to its whole namespace' }, 'applies to its whole namespace'],
  foreignSections: [{ code: 'foreignSections', kind: 'Acme' }, 'only its controller knows the sections of Acme'],
  foreignObject: [
    { code: 'foreignObject', ref: { ...acme, namespace: 'shop', name: 'x' } },
    'Acme shop/x does not exist as an object; a controller may know it by other means',
  ],
  foreignTarget: [
    { code: 'foreignTarget', policy: 'XTelemetryPolicy', kind: 'Service' },
    'only its controller knows whether an XTelemetryPolicy applies to Service',
  ],
  untargetedKind: [
    { code: 'untargetedKind', policy: 'ClientTrafficPolicy', kind: 'HTTPRoute', kinds: ['Gateway', 'ListenerSet'] },
    'a ClientTrafficPolicy cannot target an HTTPRoute, only Gateway and ListenerSet: it has no effect there',
  ],
  targetsAreLocal: [
    { code: 'targetsAreLocal', policy: 'SecurityPolicy', namespace: 'shop' },
    'the targets of a SecurityPolicy are of its own namespace: move the policy to namespace shop',
  ],
  noPath: [{ code: 'noPath' }, 'no path leads through its targets'],
  noOwnController: [
    { code: 'noOwnController' },
    'the controllers of the Gateways around its targets do not know the kind',
  ],
  onlyByOtherWays: [
    { code: 'onlyByOtherWays' },
    'full, but not through the Gateways that lead to its targets: their controllers do not know the kind',
  ],
  strangeController: [
    { code: 'strangeController', controller: 'acme.io/x', policy: 'SecurityPolicy' },
    'its controller acme.io/x does not know SecurityPolicy',
  ],
  refusedByController: [
    { code: 'refusedByController', ancestor: cart, controllerName: 'acme.io/x', reason: 'Invalid' },
    'acme.io/x refuses it at Service shop/cart (Invalid)',
  ],
  sameTarget: [
    {
      code: 'sameTarget',
      policy: { ...acme, namespace: 'shop', name: 'a' },
      target: { ...web, section: 'http' },
      reason: 'name',
    },
    'Acme shop/a has the same target Gateway shop/web (http) and takes precedence, by its name: remove one',
  ],
  policyBefore: [
    { code: 'policyBefore', policy: { ...cart, kind: 'BackendTLSPolicy' }, target: cart, port: 'web', by: 'older' },
    'BackendTLSPolicy shop/cart is older and has the same target Service shop/cart port web: remove one',
  ],
  targetIsUdp: [
    { code: 'targetIsUdp', target: cart },
    'Service shop/cart serves only UDP there, which has no TLS: target another port',
  ],
  noAuthorityNamed: [
    { code: 'noAuthorityNamed', path: 'spec.validation' },
    'spec.validation names no certificate authority: set caCertificateRefs or wellKnownCACertificates',
  ],
  noAuthorityLeft: [
    { code: 'noAuthorityLeft', because: gone },
    'no valid certificate authority remains: Service shop/cart does not exist',
  ],
  foreignWellKnown: [
    { code: 'foreignWellKnown', wellKnown: 'a/b' },
    'only its controller knows the well-known authorities a/b',
  ],
  unknownWellKnown: [
    { code: 'unknownWellKnown', wellKnown: 'Sytem', path: 'spec.validation' },
    'spec.validation is Sytem, which the API does not define: use System',
  ],
  actsInPart: [
    { code: 'actsInPart', because: gone },
    'it applies to other targets, but not to all: Service shop/cart does not exist',
  ],
  foreignPolicy: [{ code: 'foreignPolicy' }, 'only its controller knows the rules of the policy'],
  ancestorNotReached: [
    { code: 'ancestorNotReached' },
    'nothing that was read leads from this ancestor to a target of the policy',
  ],
  guessedStrategy: [
    { code: 'guessedStrategy', kind: 'P' },
    "it is not known how policies of kind P are merged: GEP-713's default is assumed",
  ],
  oldestWins: [
    { code: 'oldestWins' },
    'at the same level the oldest policy wins; GEP-713 read literally would prefer the newer one',
  ],
  listsMayMerge: [
    { code: 'listsMayMerge' },
    'strategic merge: lists are shown as replaced; the controller may merge some of them by key',
  ],
  fieldsBesideBlock: [
    { code: 'fieldsBesideBlock', policy: { ...cart, kind: 'P' } },
    'P shop/cart: fields outside its defaults or overrides block are treated as defaults',
  ],
  unknownChoice: [
    { code: 'unknownChoice', policy: { ...cart, kind: 'P' }, field: 'mergeType', value: 'Some' },
    'P shop/cart: mergeType Some is unknown and ignored',
  ],
  parentNotKnown: [
    { code: 'parentNotKnown', parent: web },
    'it could not be determined whether Gateway web accepts the route',
  ],
  inheritsNothing: [
    { code: 'inheritsNothing' },
    'no parent accepts the route: it inherits nothing, and its policies have no effect',
  ],
  policyNotAccepted: [
    { code: 'policyNotAccepted', reason: 'Conflicted' },
    'the policy is not accepted (Conflicted): connections to the backend fail',
  ],
  noTlsOnUdp: [{ code: 'noTlsOnUdp' }, 'TLS does not apply to a UDP port'],
  tlsOnTcpOnly: [{ code: 'tlsOnTcpOnly' }, 'TLS applies to the TCP ports only'],
  tracingByController: [{ code: 'tracingByController' }, "tracing is the controller's default"],
  sampled: [{ code: 'sampled', percent: 100 / 3 }, '33.3333 % of requests are sampled'],
  deprecatedField: [
    { code: 'deprecatedField', field: 'spec.rules[0].sessionPersistence' },
    'spec.rules[0].sessionPersistence is deprecated since v1.7: move it to spec.sessionPersistence of an XBackend',
  ],
  besideXBackend: [
    { code: 'besideXBackend' },
    'the XBackend has its own, so the effect of a route rule or policy is up to the implementation',
  ],
  oldFields: [
    { code: 'oldFields', fields: ['sessionName', 'idleTimeout'] },
    'sessionName, idleTimeout: from the API before v1.7',
  ],
  headerNameMissing: [{ code: 'headerNameMissing' }, 'type Header requires header.name'],
  lifetimeMissing: [{ code: 'lifetimeMissing' }, 'a Permanent cookie requires absoluteTimeout'],
  emptySession: [{ code: 'emptySession' }, 'an empty sessionPersistence is invalid since v1.7: set cookie: {}'],
  weightsBeforeSession: [
    { code: 'weightsBeforeSession' },
    'weights select the backend of each request first, then the session selects its endpoint (until v1.6 the other way round)',
  ],
  partlyPersistent: [
    { code: 'partlyPersistent' },
    'only some backends of the split are persistent: set it on all of them',
  ],
  sharedCookieName: [
    { code: 'sharedCookieName' },
    'two XBackends of the split share a cookie name: this is invalid, and the controller may refuse it or pick one',
  ],
  clientIpAffinity: [
    { code: 'clientIpAffinity' },
    'the Service has sessionAffinity ClientIP: where its IP is used (mesh), the route must be refused',
  ],
  staleReport: [{ code: 'staleReport', generation: 3 }, 'reported for generation 3, which is not the current one'],
  choiceOfController: [
    { code: 'choiceOfController', reported: { status: 'False', reason: '' }, choice: { code: 'noReasonForPort' } },
    "reported False, which is the controller's choice: the specification defines no reason for a port that the Service does not have",
  ],
  reasonOfController: [
    { code: 'reasonOfController', reported: { status: 'False', reason: 'Quota' }, message: 'too many' },
    "reported False (Quota), which is the controller's own reason: too many",
  ],
  contradiction: [
    {
      code: 'contradiction',
      reported: { status: 'True', reason: 'Accepted' },
      computed: { status: 'False', reason: 'BackendNotFound' },
      because: gone,
    },
    'reported True (Accepted), but the specification says False (BackendNotFound): Service shop/cart does not exist',
  ],
  notReported: [
    { code: 'notReported', what: 'route', ref: web, controller: 'acme.example/c' },
    'not reported by acme.example/c for Gateway shop/web: it is not running or does not watch the route',
  ],
  heldByParent: [
    { code: 'heldByParent', parent: web, standing: 'refused' },
    'waits for Gateway shop/web, which is refused',
  ],
  listenerNotReported: [
    { code: 'listenerNotReported', listener: 'a' },
    'the controller has accepted the object, but reported nothing for listener a',
  ],
  miscounted: [{ code: 'miscounted', reported: 7, counted: 1 }, 'reported 7, counted 1'],
  countedWithoutTaken: [
    { code: 'countedWithoutTaken', reported: 0, counted: 1, listener: 'wild', taker: 'one' },
    "reported 0, counted 1, which is the controller's choice: listener one is more specific and takes hostnames from routes at listener wild",
  ],
  leftoverParent: [{ code: 'leftoverParent' }, 'leftover status: no parentRef in the spec names this parent'],
  parentNotNamed: [{ code: 'parentNotNamed' }, 'no parentRef in the spec names this parent'],
  leftoverListener: [{ code: 'leftoverListener', listener: 'a' }, 'leftover status: the spec has no listener a'],
  leftoverAncestor: [
    { code: 'leftoverAncestor' },
    'possibly a leftover status: nothing that was read leads from this ancestor to a target of the policy',
  ],
};

describe('the sentence of each fact', () => {
  for (const [fact, sentence] of Object.values(FACTS)) test(fact.code, () => assert.equal(say(fact), sentence));

  test('what may not be read is said in few words, everything else in full', () => {
    assert.equal(sayShortly({ code: 'gap', gap }), 'cannot read secrets: forbidden');
    assert.equal(sayShortly(gone), say(gone));
    assert.equal(say(undefined), '');
  });

  for (const [fact, sentence] of [
    [
      { code: 'objectMissing', ref: cart, near: undefined, elsewhere: 'pay' },
      'Service shop/cart does not exist; there is one in namespace pay',
    ],
    [
      { code: 'listenerMissing', parent: web, listener: 'x', near: undefined, known: someOf(['a', 'b', 'c', 'd']) },
      'Gateway shop/web has no listener x; it has a, b, c and 1 more',
    ],
    [{ code: 'noListenerOnPort', parent: web, port: undefined, ports: someOf([]) }, 'Gateway shop/web has no listener'],
    [
      { code: 'notABackendKind', type: GATEWAY },
      'Gateway.gateway.networking.k8s.io is not a kind of backend: change group and kind of the backendRef',
    ],
    [
      { code: 'noValidListener', holder: set, listeners: someOf(['a']) },
      'no listener of the ListenerSet is valid (a): see its listeners',
    ],
    [
      { code: 'namespaceNotTaken', listener: 'a', refusal: { by: 'Same', own: 'shop', namespace: 'cart' } },
      'listener a allows routes from its own namespace shop, not from namespace cart: change its allowedRoutes.namespaces',
    ],
    [
      { code: 'namespaceNotTaken', listener: 'a', refusal: { by: 'absentSelector' } },
      'listener a allows routes from selected namespaces, but has no selector: change its allowedRoutes.namespaces',
    ],
  ] satisfies readonly (readonly [Fact, string])[]) {
    test(sentence, () => assert.equal(say(fact), sentence));
  }
});

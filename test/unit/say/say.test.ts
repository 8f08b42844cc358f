import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY, LISTENER_SET, SERVICE } from '../../../src/gateway-api/kinds.ts';
import type { Fact, FactCode, FactOf } from '../../../src/model/fact.ts';
import { someOf } from '../../../src/model/some.ts';
import { say, sayShortly } from '../../../src/view/say/say.ts';

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
  gap: [{ code: 'gap', gap }, 'secrets is forbidden'],
  kindNotRead: [{ code: 'kindNotRead', kind: 'Secret' }, 'Secret was not read'],
  notAmongFiles: [
    { code: 'notAmongFiles', kind: 'Namespace' },
    'the files hold no such Namespace, which the cluster may have',
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
    'the labels of namespace cart are not known: it does not exist',
  ],
  namespacesNotRead: [{ code: 'namespacesNotRead' }, 'the labels of the namespaces are not known'],
  objectsNotRead: [{ code: 'objectsNotRead', kind: 'Gateway' }, 'Gateway objects could not be read'],
  objectMissing: [
    { code: 'objectMissing', ref: cart, near: 'card', elsewhere: undefined },
    'Service shop/cart does not exist; did you mean card?',
  ],
  refNotPermitted: [
    { code: 'refNotPermitted', from: { kind: 'HTTPRoute', namespace: 'pay' }, to: cart },
    'Service shop/cart is in another namespace, which does not permit it: add a ReferenceGrant in namespace shop from HTTPRoute of namespace pay to Service cart',
  ],
  portNotNamed: [
    { code: 'portNotNamed', ref: cart, ports: someOf([]) },
    'a reference to Service shop/cart needs a port: it has no ports',
  ],
  portMissing: [
    { code: 'portMissing', ref: cart, port: 8080, ports },
    'Service shop/cart has no port 8080: it has 80, 443',
  ],
  noReasonForPort: [
    { code: 'noReasonForPort' },
    'the specification names no reason for a port that the Service does not have',
  ],
  backendTlsNeeded: [
    { code: 'backendTlsNeeded', ref: cart, port: 443, appProtocol: 'kubernetes.io/wss' },
    'port 443 of Service shop/cart speaks kubernetes.io/wss, which an HTTPRoute can reach only with a BackendTLSPolicy: add one',
  ],
  externalNameBackend: [
    { code: 'externalNameBackend' },
    'the Service is of type ExternalName, which controllers should not support',
  ],
  xBackendElsewhere: [
    { code: 'xBackendElsewhere', ref: { ...cart, kind: 'XBackend' } },
    'XBackend shop/cart is in another namespace, and an XBackend can only be used in its own: move one of the two',
  ],
  notABackendKind: [
    { code: 'notABackendKind', type: acme },
    'Acme.acme.example is not a kind that is there: change group and kind of the backendRef',
  ],
  foreignBackend: [
    { code: 'foreignBackend', type: acme },
    'whether Acme.acme.example can be a backend is known to its controller only',
  ],
  filterFails: [
    { code: 'filterFails', index: 1, because: gone },
    'filters.requests[1]: Service shop/cart does not exist',
  ],
  misplacedFilters: [
    { code: 'misplacedFilters', listener: 'tcp', protocol: 'TCP' },
    'filters.requests need protocol HTTP or HTTPS, and listener tcp speaks TCP: remove the filters',
  ],
  noReasonForFilters: [{ code: 'noReasonForFilters' }, 'the API names no reason for filters on other protocols'],
  andMore: [{ code: 'andMore', first: gone, more: 2 }, 'Service shop/cart does not exist (and 2 more)'],
  noTrustBundles: [{ code: 'noTrustBundles' }, 'the cluster does not serve ClusterTrustBundle: name a ConfigMap'],
  notAnAuthorityKind: [
    { code: 'notAnAuthorityKind', type: SERVICE },
    'Service is no kind of certificate authority: name a ConfigMap',
  ],
  foreignAuthority: [
    { code: 'foreignAuthority', type: acme },
    'controllers may support Acme.acme.example, the specification only demands ConfigMap',
  ],
  noPem: [{ code: 'noPem', ref: cart, field: 'ca.crt' }, 'Service shop/cart holds no PEM certificate in ca.crt'],
  authorityKeyMissing: [
    { code: 'authorityKeyMissing', ref: cart, key: 'ca.crt' },
    'Service shop/cart has no key ca.crt',
  ],
  notACertificateKind: [
    { code: 'notACertificateKind', type: SERVICE },
    'Service is no kind of certificate: name a Secret',
  ],
  foreignCertificate: [
    { code: 'foreignCertificate', type: acme },
    'whether Acme.acme.example can be a certificate is known to its controller only',
  ],
  certificateKeyMissing: [
    { code: 'certificateKeyMissing', ref: cart, key: 'tls.key' },
    'Service shop/cart has no key tls.key: a certificate needs tls.crt and tls.key',
  ],
  malformedCertificate: [
    { code: 'malformedCertificate', ref: cart },
    'Service shop/cart holds no certificate in tls.crt: put PEM there',
  ],
  clientsNotVerified: [
    { code: 'clientsNotVerified', because: gone },
    'clients cannot be verified: Service shop/cart does not exist',
  ],
  foreignParent: [
    { code: 'foreignParent', type: acme },
    'whether routes attach to Acme.acme.example is known to its controller only',
  ],
  idleListenerSet: [
    { code: 'idleListenerSet', because: gone },
    'no traffic comes through the ListenerSet (Service shop/cart does not exist), and a controller may refuse the route for that',
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
    'what listener x does with protocol acme.example/X is known to its controller only',
  ],
  kindNotTaken: [kinds, 'listener a (TCP) takes no kind of route, not HTTPRoute'],
  namespaceNotTaken: [
    fromElsewhere,
    'listener b allows routes from namespaces with label team=shop,tier in (x); namespace cart has team=cart, no label tier',
  ],
  noHostnameShared: [
    {
      code: 'noHostnameShared',
      listeners: someOf([{ listener: 'https', hostname: '*.com' }]),
      hostnames: someOf(['a.org']),
    },
    "listener https serves *.com, which none of the route's hostnames fits (a.org): change spec.hostnames or the listener's hostname",
  ],
  noListenerTakes: [
    { code: 'noListenerTakes', parent: web, refusals: { first: [kinds, fromElsewhere], more: 1 } },
    'no listener of Gateway shop/web takes the route: listener a (TCP) takes no kind of route, not HTTPRoute, listener b allows routes from namespaces with label team=shop,tier in (x) (namespace cart has team=cart, no label tier), and 1 more',
  ],
  unknownNamespacesFrom: [
    { code: 'unknownNamespacesFrom', from: 'Some' },
    'namespaces.from Some is not a value of the API',
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
    'Service shop/cart has no port wob 1, only web 80',
  ],
  strongerRoute: [
    { code: 'strongerRoute', route: { ...cart, kind: 'GRPCRoute' }, service: cart },
    'GRPCRoute shop/cart acts on the same port of Service shop/cart, and only the strongest kind of route applies (GRPCRoute, HTTPRoute, TLSRoute, TCPRoute)',
  ],
  unsuitableService: [
    { code: 'unsuitableService', trait: 'ExternalName' },
    'the Service is of type ExternalName, and the specification leaves it to the mesh whether routes act on it',
  ],
  parentRefMissing: [{ code: 'parentRefMissing' }, 'the ListenerSet has no spec.parentRef'],
  foreignListenerSetParent: [
    { code: 'foreignListenerSetParent', kind: 'Acme' },
    'whether a ListenerSet can be part of Acme is known to its controller only',
  ],
  listenerSetNotTaken: [
    { code: 'listenerSetNotTaken', gateway: web, refusal: { by: 'None' } },
    'Gateway shop/web allows ListenerSets from no namespace: change its spec.allowedListeners',
  ],
  classMissing: [
    { code: 'classMissing', because: gone },
    'Service shop/cart does not exist, so no controller looks at this Gateway',
  ],
  noValidListener: [
    { code: 'noValidListener', holder: web, listeners: someOf(['a', 'b', 'c', 'd']) },
    'no listener of the Gateway web is valid (a, b, c and 1 more): see its listeners',
  ],
  invalidListeners: [{ code: 'invalidListeners', listeners: someOf(['a']) }, 'not every listener is valid: a'],
  unresolvedListeners: [
    { code: 'unresolvedListeners', listeners: someOf(['a']) },
    'references of listeners do not resolve: a',
  ],
  parentNotAccepted: [
    { code: 'parentNotAccepted', gateway: web, because: gone },
    'Gateway shop/web is not accepted: Service shop/cart does not exist',
  ],
  hostnameConflict: [
    { code: 'hostnameConflict', other: 'b', holder: set, port: 443, hostname: undefined },
    'listener b of ListenerSet shop/set has port 443 and no hostname either: change port or hostname of one',
  ],
  protocolConflict: [
    { code: 'protocolConflict', other: 'b', holder: undefined, port: 80, otherProtocol: 'TCP', protocol: 'HTTP' },
    'listener b speaks TCP on port 80, which cannot be shared with HTTP: change the port of one',
  ],
  hostnamesOverlap: [
    { code: 'hostnamesOverlap', other: 'b', holder: undefined },
    'listener b serves hostnames of this one too: a client that reuses its connection may reach the wrong one and is answered 421',
  ],
  httpBesideTls: [
    { code: 'httpBesideTls' },
    'HTTP and TLS on one port are distinct for the API, but can seldom be told apart on the wire: a controller may serve both',
  ],
  unsupportedProtocol: [
    { code: 'unsupportedProtocol', protocol: '' },
    'no protocol is none of HTTP, HTTPS, TLS, TCP and UDP: change it',
  ],
  foreignProtocol: [
    { code: 'foreignProtocol', protocol: 'acme.example/X' },
    'protocol acme.example/X is known to its controller only',
  ],
  terminationIsExtended: [
    { code: 'terminationIsExtended' },
    'a controller without the feature TLSRouteModeTerminate refuses the listener (UnsupportedValue)',
  ],
  mixedModesAreExtended: [
    { code: 'mixedModesAreExtended', port: 443 },
    'a controller without the feature TLSRouteModeMixed refuses every TLS listener of port 443, where some end TLS and some pass it through (ProtocolConflict)',
  ],
  kindsNotServed: [
    { code: 'kindsNotServed', listener: 'tcp', protocol: 'TCP', kinds: ['HTTPRoute'] },
    'listener tcp (TCP) cannot serve HTTPRoute: change allowedRoutes.kinds',
  ],
  foreignRouteKind: [
    { code: 'foreignRouteKind', type: acme },
    'whether routes of kind Acme.acme.example attach is known to their controller only',
  ],
  sectionMissing: [
    { code: 'sectionMissing', ref: cart, what: 'port', section: 'wob', near: undefined, known: someOf([]) },
    'Service shop/cart has no port wob: none of its ports has a name',
  ],
  namespaceNotTargeted: [
    { code: 'namespaceNotTargeted', own: 'shop', namespace: 'pay' },
    'a policy of namespace shop cannot target Namespace pay',
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
  actsBySelector: [{ code: 'actsBySelector' }, 'acts by spec.selector'],
  actsUntargeted: [{ code: 'actsUntargeted', how: 'applies to its whole namespace' }, 'applies to its whole namespace'],
  foreignSections: [{ code: 'foreignSections', kind: 'Acme' }, 'the sections of Acme are known to its controller only'],
  foreignObject: [
    { code: 'foreignObject', ref: { ...acme, namespace: 'shop', name: 'x' } },
    'Acme shop/x does not exist as an object; a controller may know it by other means',
  ],
  foreignTarget: [
    { code: 'foreignTarget', policy: 'XTelemetryPolicy', kind: 'Service' },
    'whether an XTelemetryPolicy acts on Service is known to its controller only',
  ],
  untargetedKind: [
    { code: 'untargetedKind', policy: 'P', kind: 'Service' },
    'whether P acts on Service is known to its controller only',
  ],
  olderPolicy: [
    { code: 'olderPolicy', policy: { ...cart, kind: 'BackendTLSPolicy' }, target: cart, port: 'web' },
    'BackendTLSPolicy shop/cart is older and has the same target Service shop/cart port web: remove one',
  ],
  targetIsUdp: [
    { code: 'targetIsUdp', target: cart },
    'Service shop/cart speaks UDP only there, which has no TLS: target another port',
  ],
  noAuthorityNamed: [
    { code: 'noAuthorityNamed', path: 'spec.validation' },
    'spec.validation names no certificate authority: set caCertificateRefs or wellKnownCACertificates',
  ],
  noAuthorityLeft: [
    { code: 'noAuthorityLeft', because: gone },
    'no certificate authority is left: Service shop/cart does not exist',
  ],
  foreignWellKnown: [
    { code: 'foreignWellKnown', wellKnown: 'a/b' },
    'the well-known authorities a/b are known to their controller only',
  ],
  unknownWellKnown: [
    { code: 'unknownWellKnown', wellKnown: 'Sytem', path: 'spec.validation' },
    'spec.validation names the well-known authorities Sytem, which the API does not know: use System',
  ],
  actsInPart: [
    { code: 'actsInPart', because: gone },
    'it acts on other targets, but not on all: Service shop/cart does not exist',
  ],
  foreignPolicy: [{ code: 'foreignPolicy' }, 'only the controller of the policy knows its rules'],
  ancestorNotReached: [
    { code: 'ancestorNotReached' },
    'nothing that was read leads from this ancestor to a target of the policy',
  ],
  guessedStrategy: [
    { code: 'guessedStrategy', kind: 'P' },
    "how policies of kind P combine is not known: taken as GEP-713's default",
  ],
  oldestWins: [
    { code: 'oldestWins' },
    'on one level the oldest policy wins; GEP-713 read literally would prefer the newer one',
  ],
  listsMayMerge: [
    { code: 'listsMayMerge' },
    'strategic merge: lists are shown replaced; the controller may merge some of them by key',
  ],
  fieldsBesideBlock: [
    { code: 'fieldsBesideBlock', policy: { ...cart, kind: 'P' } },
    'P shop/cart: fields beside its defaults or overrides block are taken as defaults',
  ],
  unknownChoice: [
    { code: 'unknownChoice', policy: { ...cart, kind: 'P' }, field: 'mergeType', value: 'Some' },
    'P shop/cart: mergeType Some is not known: taken as if not written',
  ],
  parentNotKnown: [{ code: 'parentNotKnown', parent: web }, 'whether Gateway web accepts the route could not be told'],
  inheritsNothing: [{ code: 'inheritsNothing' }, 'no parent accepts the route: it inherits nothing'],
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
    'beside an XBackend that has its own, what a route rule or policy says is up to the implementation',
  ],
  oldFields: [
    { code: 'oldFields', fields: ['sessionName', 'idleTimeout'] },
    'sessionName, idleTimeout: written for an API before v1.7',
  ],
  headerNameMissing: [{ code: 'headerNameMissing' }, 'type Header needs header.name'],
  lifetimeMissing: [{ code: 'lifetimeMissing' }, 'a Permanent cookie needs absoluteTimeout'],
  emptySession: [{ code: 'emptySession' }, 'an empty sessionPersistence is invalid since v1.7: write cookie: {}'],
  weightsBeforeSession: [
    { code: 'weightsBeforeSession' },
    'weights choose the backend of every request first, then the session its endpoint (until v1.6 the other way round)',
  ],
  partlyPersistent: [
    { code: 'partlyPersistent' },
    'only some backends of the split are persistent: set it on all of them',
  ],
  sharedCookieName: [
    { code: 'sharedCookieName' },
    'two XBackends of the split share a cookie name: that is invalid, the controller may refuse it or pick one',
  ],
  clientIpAffinity: [
    { code: 'clientIpAffinity' },
    'the Service has sessionAffinity ClientIP: where its IP is used (mesh), the route must be refused',
  ],
  staleReport: [{ code: 'staleReport', generation: 3 }, "reported for generation 3, which is not the object's"],
  choiceOfController: [
    { code: 'choiceOfController', reported: { status: 'False', reason: '' }, choice: { code: 'noReasonForPort' } },
    "reported False, which is the controller's choice: the specification names no reason for a port that the Service does not have",
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
    { code: 'notReported', what: 'route', ref: web },
    'no controller has reported on the route for Gateway shop/web: it is not running, or does not watch it',
  ],
  listenerNotReported: [
    { code: 'listenerNotReported', listener: 'a' },
    'the controller has accepted the whole, and said nothing of listener a',
  ],
  miscounted: [{ code: 'miscounted', reported: 7, counted: 1 }, 'reported 7, counted 1'],
  leftoverParent: [{ code: 'leftoverParent' }, 'a status is left over: no parentRef of the spec names this parent'],
  parentNotNamed: [{ code: 'parentNotNamed' }, 'no parentRef of the spec names this parent'],
  leftoverListener: [{ code: 'leftoverListener', listener: 'a' }, 'a status is left over: the spec has no listener a'],
  leftoverAncestor: [
    { code: 'leftoverAncestor' },
    'a status may be left over: nothing that was read leads from this ancestor to a target of the policy',
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
      'Gateway shop/web has no listener x, only a, b, c and 1 more',
    ],
    [{ code: 'noListenerOnPort', parent: web, port: undefined, ports: someOf([]) }, 'Gateway shop/web has no listener'],
    [
      { code: 'notABackendKind', type: GATEWAY },
      'Gateway.gateway.networking.k8s.io is no kind of backend: change group and kind of the backendRef',
    ],
    [
      { code: 'noValidListener', holder: set, listeners: someOf(['a']) },
      'no listener of the ListenerSet is valid (a): see its listeners',
    ],
    [
      { code: 'namespaceNotTaken', listener: 'a', refusal: { by: 'Same', own: 'shop', namespace: 'cart' } },
      'listener a allows routes from its own namespace shop, not from namespace cart',
    ],
    [
      { code: 'namespaceNotTaken', listener: 'a', refusal: { by: 'absentSelector' } },
      'listener a allows routes by a selector, but selects no namespace: the selector is absent',
    ],
  ] satisfies readonly (readonly [Fact, string])[]) {
    test(sentence, () => assert.equal(say(fact), sentence));
  }
});

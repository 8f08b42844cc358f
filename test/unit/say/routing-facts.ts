import type { FactOf } from '../../../src/model/fact.ts';
import type { RoutingFacts } from '../../../src/model/routing-facts.ts';
import { someOf } from '../../../src/model/some.ts';

const web = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'web' };
const cart = { group: '', kind: 'Service', namespace: 'shop', name: 'cart' };
const acme = { group: 'acme.example', kind: 'Strip' };
const policy = { group: 'acme.example', kind: 'TimeoutPolicy', namespace: 'shop', name: 'slow' };
const https = { holder: web, name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com' };
const gone = { code: 'objectMissing', ref: cart, near: undefined, elsewhere: undefined } as const;
const kinds = { code: 'kindNotTaken', listener: 'a', protocol: 'TCP', kinds: [], kind: 'HTTPRoute' } as const;

/** A fact of each code about the way of a request, and what is said of it. */
export const ROUTING_FACTS: {
  readonly [Code in keyof RoutingFacts]: readonly [FactOf<Code>, string];
} = {
  gatewayReached: [
    { code: 'gatewayReached', gateway: web, address: '203.0.113.10', port: 443 },
    '203.0.113.10:443 is gateway shop/web',
  ],
  serviceReached: [
    { code: 'serviceReached', service: cart, port: 80, from: 'consumer', clientNamespace: 'pay' },
    'a client in namespace pay calls service shop/cart:80; the routes of namespace pay apply',
  ],
  listenerChosen: [
    { code: 'listenerChosen', listener: https, by: 'sni', value: 'a.example.com', others: 1 },
    'listener https (HTTPS, port 443, *.example.com); SNI a.example.com, more specific than 1 other',
  ],
  tlsTerminated: [{ code: 'tlsTerminated', sni: 'a.example.com' }, 'terminates TLS'],
  tlsPassedThrough: [{ code: 'tlsPassedThrough', sni: 'a.example.com' }, 'passes TLS through to the backend'],
  clientCertificateAsked: [
    { code: 'clientCertificateAsked', isOptional: false },
    'requires a client certificate signed by its authorities',
  ],
  listenerFilterAssumed: [
    { code: 'listenerFilterAssumed', index: 0, type: 'ExternalAuth', by: cart },
    'filter 0 of the listener, ExternalAuth by service shop/cart, runs before a route is chosen: assumed to let the request pass unchanged',
  ],
  hostnameServed: [
    { code: 'hostnameServed', host: 'a.example.com', hostname: 'a.example.com', written: '*.example.com' },
    'the route has hostname *.example.com, narrowed by the listener to a.example.com',
  ],
  rowWins: [
    {
      code: 'rowWins',
      kind: 'HTTPRoute',
      match: { path: { value: '/pay' } },
      rule: 1,
      name: 'pay',
      matching: 3,
      by: 'longerPath',
    },
    'rule 1 (pay): PathPrefix /pay; wins over 2 others that match: its path is longer',
  ],
  headersChanged: [
    { code: 'headersChanged', of: 'request', set: [['x-team', 'shop']], add: [['via', 'gw']], remove: ['x-debug'] },
    'sets x-team: shop, adds via: gw, removes x-debug (headers of the request)',
  ],
  pathRewritten: [{ code: 'pathRewritten', from: '/cart/a', to: '/a' }, 'rewrites /cart/a to /a'],
  hostRewritten: [{ code: 'hostRewritten', to: 'cart.svc' }, 'rewrites Host to cart.svc'],
  redirected: [
    { code: 'redirected', statusCode: 301, location: 'https://a.example.com/' },
    'redirects with 301 to https://a.example.com/',
  ],
  mirrored: [
    { code: 'mirrored', to: cart, port: 80, percent: 12.5 },
    'mirrors 12.5 % of the requests to service shop/cart:80',
  ],
  mirrorDropped: [
    { code: 'mirrorDropped', to: cart, because: gone },
    'does not mirror to service shop/cart: Service shop/cart does not exist',
  ],
  preflightAnswered: [
    { code: 'preflightAnswered', origin: 'https://a.com', isAllowed: false },
    'answers the CORS preflight itself, without headers: origin https://a.com is not allowed',
  ],
  corsChecked: [
    { code: 'corsChecked', origin: 'https://a.com', isAllowed: true },
    'lets scripts of https://a.com read the response (CORS)',
  ],
  authAsked: [{ code: 'authAsked', backend: cart, port: 80 }, 'asks service shop/cart:80 for permission'],
  extensionAssumed: [
    { code: 'extensionAssumed', ref: { ...acme, namespace: 'shop', name: 'strip' } },
    'runs strip shop/strip, which only its controller knows: assumed to change nothing',
  ],
  filterNotKnown: [
    { code: 'filterNotKnown', type: 'Teleport' },
    'has a filter of type Teleport, which is not known: assumed to change nothing',
  ],
  sentTo: [
    { code: 'sentTo', backend: cart, port: 80, share: 0.9, targetPort: '8080', ready: 1, appProtocol: 'http' },
    'service shop/cart:80 90 %, port 8080 of its Pods, 1 ready endpoint, http',
  ],
  backendTlsUsed: [
    { code: 'backendTlsUsed', backend: cart, hostname: 'cart.svc', source: policy },
    'TLS to service shop/cart as cart.svc, by timeoutpolicy shop/slow',
  ],
  sessionKept: [
    { code: 'sessionKept', backend: cart, type: 'Cookie', name: 'id', source: cart, field: 'spec.x' },
    'keeps a client at one endpoint of service shop/cart by cookie id (spec.x of service shop/cart)',
  ],
  timeoutsSet: [
    { code: 'timeoutsSet', request: '10s', backendRequest: '2s' },
    'gives up after 10s, after 2s for each try',
  ],
  retriesSet: [
    { code: 'retriesSet', attempts: 2, codes: [502, 503], backoff: '100ms' },
    'retries up to 2 times on 502, 503, from 100ms apart',
  ],
  policyActs: [
    {
      code: 'policyActs',
      policy,
      sets: someOf([
        ['request', '10s'],
        ['retries', 2],
      ]),
      isWhole: true,
    },
    'timeoutpolicy shop/slow: request 10s, retries 2',
  ],
  nothingListens: [
    { code: 'nothingListens', port: 8443, protocol: 'HTTPS', near: someOf([https]) },
    'no listener serves HTTPS on port 8443; nearest: listener https of gateway shop/web (HTTPS, port 443, *.example.com)',
  ],
  noGateways: [{ code: 'noGateways' }, 'there is no Gateway'],
  listenerIdle: [
    { code: 'listenerIdle', listener: https, because: gone },
    'listener https of gateway shop/web serves nothing: Service shop/cart does not exist',
  ],
  noListenerForHost: [
    { code: 'noListenerForHost', host: 'b.com', port: 80, near: someOf([]) },
    'no listener of port 80 serves host b.com',
  ],
  noListenerForName: [
    { code: 'noListenerForName', sni: undefined, port: 443, near: someOf([https]) },
    'no listener of port 443 serves a client that sends no server name; nearest: listener https of gateway shop/web (HTTPS, port 443, *.example.com)',
  ],
  otherProtocol: [
    { code: 'otherProtocol', listener: https, protocol: 'HTTP' },
    'listener https of gateway shop/web (HTTPS, port 443, *.example.com) does not speak HTTP',
  ],
  misdirected: [
    {
      code: 'misdirected',
      sni: 'a.example.com',
      host: 'b.example.com',
      listener: https,
      other: { ...https, name: 'b', hostname: 'b.example.com' },
    },
    'the connection is for a.example.com (listener https), but host b.example.com belongs to listener b of gateway shop/web (HTTPS, port 443, b.example.com): the client must open a new connection',
  ],
  noRoutes: [{ code: 'noRoutes', listener: https }, 'no route is attached to listener https of gateway shop/web'],
  hostNotServed: [
    { code: 'hostNotServed', host: 'b.com', listener: https },
    'no route at listener https of gateway shop/web serves host b.com',
  ],
  noRuleMatches: [{ code: 'noRuleMatches', kind: 'HTTPRoute' }, 'no rule of any HTTPRoute matches'],
  noBackendRefs: [{ code: 'noBackendRefs' }, 'the rule has no backendRefs, and no filter answers'],
  allWeightsZero: [{ code: 'allWeightsZero' }, 'the weights of all backendRefs are 0'],
  backendsFail: [
    { code: 'backendsFail', because: gone, more: 1 },
    'Service shop/cart does not exist, and 1 more backend of the rule cannot be used either',
  ],
  noReadyEndpoints: [{ code: 'noReadyEndpoints', backend: cart }, 'service shop/cart has no ready endpoints'],
  backendTlsFails: [
    { code: 'backendTlsFails', policy, reason: 'NoValidCACertificate' },
    'timeoutpolicy shop/slow is not valid (NoValidCACertificate), and without it nothing is sent in the clear',
  ],
  extensionFails: [
    { code: 'extensionFails', because: gone },
    'a filter cannot run, and is never skipped: Service shop/cart does not exist',
  ],
  authFails: [
    { code: 'authFails', because: gone },
    'authorization cannot be checked, so the request is refused: Service shop/cart does not exist',
  ],
  routesNotRead: [
    { code: 'routesNotRead', kinds: ['HTTPRoute'] },
    'could not be determined: not all objects of kind HTTPRoute could be read',
  ],
  parentNotRead: [
    { code: 'parentNotRead', ref: web, because: undefined },
    'could not be determined: gateway shop/web could not be read',
  ],
  parentMissing: [{ code: 'parentMissing', ref: web, because: gone }, 'Service shop/cart does not exist'],
  servicePortNotThere: [{ code: 'servicePortNotThere', service: cart, port: 81 }, 'service shop/cart has no port 81'],
  listenerNotJudged: [
    { code: 'listenerNotJudged', listener: https, because: undefined },
    'could not be determined: listener https of gateway shop/web may or may not serve',
  ],
  routeNotJudged: [
    { code: 'routeNotJudged', route: { group: '', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' } },
    'could not be determined: httproute shop/cart may or may not be attached',
  ],
  meshDefault: [
    { code: 'meshDefault', service: cart },
    'no route applies to the request: service shop/cart itself answers',
  ],
  listenerElsewhere: [{ code: 'listenerElsewhere', listener: https }, 'serves HTTPS on port 443 for *.example.com'],
  servesNothing: [{ code: 'servesNothing', because: gone }, 'serves nothing: Service shop/cart does not exist'],
  listenerReported: [
    { code: 'listenerReported', condition: 'Programmed', status: 'False', reason: 'Invalid', message: 'no such port' },
    'its controller reports Programmed=False Invalid: no such port',
  ],
  aboveReported: [
    { code: 'aboveReported', of: web, condition: 'Accepted', reason: 'Invalid', message: 'no such class' },
    'gateway shop/web has Accepted=False Invalid: no such class',
  ],
  protocolMisses: [{ code: 'protocolMisses', speaks: 'TLS', protocol: 'HTTP' }, 'speaks TLS, not HTTP'],
  hostnameMisses: [{ code: 'hostnameMisses', hostnames: someOf(['a.com']), host: 'b.com' }, 'host b.com, wanted a.com'],
  pathMisses: [
    { code: 'pathMisses', type: 'PathPrefix', value: '/pay', path: '/cart' },
    '/pay is not a prefix of /cart',
  ],
  methodMisses: [{ code: 'methodMisses', wanted: 'POST', method: 'GET' }, 'method is GET, wanted POST'],
  grpcMisses: [
    { code: 'grpcMisses', wanted: 'shop.Cart/Add', called: 'shop.Cart/Get' },
    'the call is shop.Cart/Get, wanted shop.Cart/Add',
  ],
  fieldAbsent: [{ code: 'fieldAbsent', what: 'header', name: 'x-canary' }, 'header x-canary is absent'],
  fieldDiffers: [
    { code: 'fieldDiffers', what: 'query', name: 'a', type: 'Exact', wanted: '1', value: '2' },
    'query parameter a is 2, wanted 1',
  ],
  beaten: [
    {
      code: 'beaten',
      by: 'exactPath',
      rule: 2,
      route: { group: '', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
    },
    'matches too, but rule 2 of httproute shop/cart wins: an exact path wins',
  ],
  routeRefused: [
    { code: 'routeRefused', because: kinds },
    'is not attached: listener a (TCP) allows no kind of route, not HTTPRoute',
  ],
  addressOfNoGateway: [
    { code: 'addressOfNoGateway', address: '192.0.2.9' },
    'no Gateway has the address 192.0.2.9: answered as if it led to them',
  ],
  expressionOrder: [
    { code: 'expressionOrder' },
    'a path expression competes with other matches: its precedence is up to the controller; here it ranks between exact paths and prefixes',
  ],
  expressionDialect: [
    { code: 'expressionDialect', expression: '/a.*' },
    'the dialect of /a.* is up to the controller: read as RE2, and matched as a whole',
  ],
  expressionNotUnderstood: [
    {
      code: 'expressionNotUnderstood',
      expression: '(?=a)',
      route: { group: '', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
    },
    '(?=a) of httproute shop/cart is not RE2: only its controller knows what it matches',
  ],
  fieldRepeated: [
    { code: 'fieldRepeated', what: 'header', name: 'x-a' },
    'header x-a is repeated: how it is compared is up to the controller; here its values are joined by commas',
  ],
  withoutIsolation: [
    {
      code: 'withoutIsolation',
      listener: https,
      route: { group: '', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
      rule: 0,
    },
    'a controller without listener isolation lets rule 0 of httproute shop/cart at listener https of gateway shop/web answer',
  ],
  bySharedHostname: [
    { code: 'bySharedHostname', route: { group: '', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' }, rule: 0 },
    'a controller that compares the hostnames as the listener narrows them lets rule 0 of httproute shop/cart answer',
  ],
  redirectLoop: [
    { code: 'redirectLoop', location: 'https://a.example.com/', scheme: 'https' },
    'the redirect loops: it leads back to https://a.example.com/; if it is meant for plain HTTP, attach its route to that listener only (parentRefs[].sectionName)',
  ],
  pathNotNormal: [
    { code: 'pathNotNormal', path: '/a//b' },
    '/a//b is not in normal form: what a controller makes of it before it matches is its own choice',
  ],
  routesMayWin: [
    { code: 'routesMayWin', kinds: ['HTTPRoute'] },
    'not all objects of kind HTTPRoute could be read: one of them may win',
  ],
  backendNotJudged: [
    { code: 'backendNotJudged', backend: cart, because: undefined },
    'whether service shop/cart can be used could not be determined',
  ],
  answeredByHttpRoute: [
    { code: 'answeredByHttpRoute' },
    'no GRPCRoute matches: the call is matched as an HTTP request',
  ],
  noClientNamespace: [
    { code: 'noClientNamespace' },
    'no client namespace is given: assuming one whose routes do not apply to the request',
  ],
  authAssumed: [{ code: 'authAssumed', backend: cart }, 'service shop/cart is assumed to permit the request'],
  certificateAssumed: [{ code: 'certificateAssumed' }, 'the client is assumed to present a valid certificate'],
  servesByChoice: [
    { code: 'servesByChoice', listener: https, because: { code: 'httpBesideTls', listener: 'b' } },
    'whether listener https of gateway shop/web serves is up to the controller: HTTP and TLS on the same port do not conflict in the API, but can rarely be distinguished on the wire: a controller may serve both, a stricter one refuses listener b',
  ],
  rivalServesNothing: [
    { code: 'rivalServesNothing', listener: https, rival: 'b', because: gone },
    'listener https of gateway shop/web and listener b cannot be told apart, and the specification lets neither win; here it serves because b cannot: Service shop/cart does not exist',
  ],
  backendTlsByChoice: [
    { code: 'backendTlsByChoice', policy, because: { code: 'otherAuthorityKey', key: 'first' } },
    'whether timeoutpolicy shop/slow is valid is up to the controller: a controller may take the certificates of key first, a stricter one only ca.crt; where it is not, the request fails',
  ],
};

import type { FactOf } from '../../../src/model/fact.ts';
import type { ImplementationFacts } from '../../../src/model/implementation-facts.ts';

const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' };
const cart = { group: '', kind: 'Service', namespace: 'shop', name: 'cart' };

/** A fact of each code about what controllers do otherwise, and what is said of it. */
export const IMPLEMENTATION_FACTS: {
  readonly [Code in keyof ImplementationFacts]: readonly [FactOf<Code>, string];
} = {
  answersOtherwise: [
    {
      code: 'answersOtherwise',
      statusCode: 200,
      grpcStatus: undefined,
      backends: [
        { ref: cart, port: 80, share: 0.75 },
        { ref: { ...cart, name: 'next' }, port: undefined, share: 0.25 },
      ],
      location: undefined,
      because: { code: 'sharesRedistributed' },
    },
    'answers from service shop/cart:80 (75 %), service shop/next (25 %) here: it gives the share of a backend that cannot be used to the others',
  ],
  hostDoesNotFallThrough: [
    { code: 'hostDoesNotFallThrough', hostname: 'a.example.com' },
    'it does not fall through from a.example.com to less specific hostnames',
  ],
  hostFallsThrough: [{ code: 'hostFallsThrough' }, 'it falls through to less specific hostnames'],
  hostComparedNarrowed: [{ code: 'hostComparedNarrowed' }, 'it compares hostnames as the listener narrows them'],
  orderDiffers: [
    { code: 'orderDiffers', by: 'headerCountWithMethod' },
    'it counts the method as one header among the others',
  ],
  pathChosenAlone: [
    { code: 'pathChosenAlone' },
    'it chooses by the path alone, and there is no way back where method, headers or query do not match',
  ],
  expressionNotWhole: [
    { code: 'expressionNotWhole', what: 'header', anchor: 'start' },
    'it matches header expressions from the beginning, but not to the end',
  ],
  prefixSlashCounts: [
    { code: 'prefixSlashCounts', value: '/foo/' },
    'it does not ignore the / at the end of prefix /foo/',
  ],
  prefixByCharacters: [{ code: 'prefixByCharacters' }, 'it compares prefixes by characters, not by path elements'],
  exactHasWildcards: [{ code: 'exactHasWildcards' }, 'it takes * and ? in an exact path as wildcards'],
  pathNormalised: [{ code: 'pathNormalised', path: '/admin' }, 'it normalises the path to /admin before it matches'],
  headersOneByOne: [
    { code: 'headersOneByOne', how: 'any' },
    'it compares each occurrence of a repeated header on its own',
  ],
  queryNotDecoded: [{ code: 'queryNotDecoded' }, 'it compares query parameters as they are written, not decoded'],
  queryOccurrence: [
    { code: 'queryOccurrence', which: 'any' },
    'it compares each occurrence of a repeated query parameter',
  ],
  serviceAloneNeverMatches: [
    { code: 'serviceAloneNeverMatches', isRefused: false },
    'its matches of a gRPC service without a method never match',
  ],
  redirectGuarded: [
    { code: 'redirectGuarded', scheme: 'https' },
    'a rule that redirects to https does not match what came by https already',
  ],
  routeNotServed: [
    { code: 'routeNotServed', what: 'a mirror that cannot be used', route },
    'it serves no rule of httproute shop/cart, for a mirror that cannot be used',
  ],
  listenersNotIsolated: [
    { code: 'listenersNotIsolated' },
    'it does not isolate listeners: routes of less specific ones answer too',
  ],
  portsShareRoutes: [{ code: 'portsShareRoutes' }, 'its listeners of all ports share their routes'],
  misdirectedServed: [{ code: 'misdirectedServed' }, 'it does not compare the host with the server name'],
  misdirectedNotFound: [{ code: 'misdirectedNotFound' }, 'it answers 404 for a host of another listener'],
  backendsMerged: [
    { code: 'backendsMerged', with: route },
    'it merges the backends with those of httproute shop/cart, which has the same match',
  ],
  sharesRedistributed: [
    { code: 'sharesRedistributed' },
    'it gives the share of a backend that cannot be used to the others',
  ],
  sharesUnavailable: [{ code: 'sharesUnavailable' }, 'it answers 503 for the share of a backend that cannot be used'],
  noBackendStatus: [{ code: 'noBackendStatus', statusCode: 503 }, 'it answers 503 for a rule without a usable backend'],
  zeroWeightsServed: [{ code: 'zeroWeightsServed' }, 'it does not look at the weight of a single backend'],
  zeroWeightsStatus: [
    { code: 'zeroWeightsStatus', statusCode: 503 },
    'it answers 503 for a rule whose weights are all 0',
  ],
  ruleWithoutBackendsSkipped: [{ code: 'ruleWithoutBackendsSkipped' }, 'it leaves out a rule without backends'],
  mirrorFailsRule: [{ code: 'mirrorFailsRule' }, 'a mirror that cannot be used fails the whole rule'],
  filterNotSupported: [
    { code: 'filterNotSupported', type: 'CORS' },
    'it does not support filter CORS, and fails the whole rule',
  ],
  filterSkipped: [
    { code: 'filterSkipped', type: 'ExtensionRef' },
    'it ignores filter ExtensionRef, which it does not know',
  ],
  grpcStatusOther: [{ code: 'grpcStatusOther', status: undefined }, 'it sends no gRPC status'],
  redirectWithoutPort: [{ code: 'redirectWithoutPort' }, 'it puts no port into a redirect unless one is written'],
  redirectPathOnly: [{ code: 'redirectPathOnly' }, 'a redirect without a hostname has only a path'],
};

import type { FactOf } from '../../model/fact.ts';
import type { ImplementationFacts } from '../../model/implementation-facts.ts';
import { nodeText } from './paths.ts';
import type { Sentences } from './sentence.ts';

/** How the keys of an order are said, where they decide otherwise than those of the specification. */
const ORDERS: Readonly<Record<string, string>> = {
  exactRegexPrefix: 'it places path expressions between exact paths and prefixes',
  exactPrefixRegex: 'it places path expressions behind prefixes',
  pathLength: 'it compares the length of paths first',
  pathLengthExceptRegex: 'it compares the length of paths first',
  exactLength: 'it places exact paths before all others',
  regexLength: 'it places path expressions before prefixes',
  prefixLength: 'it compares the length of prefixes first',
  method: 'it compares the method at another point',
  headerCount: 'it compares the number of headers before the method',
  headerCountWithMethod: 'it counts the method as one header among the others',
  exactHeaderCount: 'it prefers exact headers to expressions',
  queryCount: 'it compares the number of query parameters first',
  exactQueryCount: 'it prefers exact query parameters to expressions',
  preciseHost: 'it compares hostnames as the listener narrows them',
  hostDots: 'it compares hostnames as the listener narrows them',
  hostLength: 'it compares the path before the hostname',
  sum: 'it adds up numbers for hostname, path, method, headers and query',
  routerName: 'it breaks ties by name, not by age',
  age: 'it breaks ties by age',
  nsName: 'it breaks ties by namespace and name, not by age',
  ruleIndex: 'it breaks ties by the order of rules',
  listOrder: 'it breaks ties by the order in which it lists routes, not by age',
};

/** What controllers do otherwise. */
export const IMPLEMENTATIONS = {
  answersOtherwise: (fact, say) => `answers ${answerText(fact)} here: ${say(fact.because)}`,
  hostDoesNotFallThrough: ({ hostname }) =>
    hostname === '*'
      ? 'it does not fall through between hostnames'
      : `it does not fall through from ${hostname} to less specific hostnames`,
  hostFallsThrough: () => 'it falls through to less specific hostnames',
  hostComparedNarrowed: () => 'it compares hostnames as the listener narrows them',
  orderDiffers: ({ by }) => (Object.hasOwn(ORDERS, by) ? (ORDERS[by] ?? by) : 'it orders matches differently'),
  pathChosenAlone: () =>
    'it chooses by the path alone, and there is no way back where method, headers or query do not match',
  expressionNotWhole: ({ what, anchor }) =>
    anchor === 'start'
      ? `it matches ${what} expressions from the beginning, but not to the end`
      : `it finds ${what} expressions anywhere in the text`,
  prefixSlashCounts: ({ value }) => `it does not ignore the / at the end of prefix ${value}`,
  prefixByCharacters: () => 'it compares prefixes by characters, not by path elements',
  exactHasWildcards: () => 'it takes * and ? in an exact path as wildcards',
  pathNormalised: ({ path }) => `it normalises the path to ${path} before it matches`,
  headersOneByOne: ({ how }) =>
    how === 'any'
      ? 'it compares each occurrence of a repeated header on its own'
      : 'it splits the values of headers at commas and compares each piece',
  queryNotDecoded: () => 'it compares query parameters as they are written, not decoded',
  queryOccurrence: ({ which }) =>
    which === 'last'
      ? 'it takes the last of a repeated query parameter'
      : 'it compares each occurrence of a repeated query parameter',
  serviceAloneNeverMatches: ({ isRefused }) =>
    isRefused
      ? 'it refuses matches of a gRPC service without a method'
      : 'its matches of a gRPC service without a method never match',
  redirectGuarded: ({ scheme }) => `a rule that redirects to ${scheme} does not match what came by ${scheme} already`,
  routeNotServed: ({ what, route }) => `it serves no rule of ${nodeText(route)}, for ${what}`,
  listenersNotIsolated: () => 'it does not isolate listeners: routes of less specific ones answer too',
  portsShareRoutes: () => 'its listeners of all ports share their routes',
  misdirectedServed: () => 'it does not compare the host with the server name',
  misdirectedNotFound: () => 'it answers 404 for a host of another listener',
  backendsMerged: ({ with: other }) =>
    `it merges the backends with those of ${nodeText(other)}, which has the same match`,
  sharesRedistributed: () => 'it gives the share of a backend that cannot be used to the others',
  sharesUnavailable: () => 'it answers 503 for the share of a backend that cannot be used',
  noBackendStatus: ({ statusCode }) => `it answers ${statusCode} for a rule without a usable backend`,
  zeroWeightsServed: () => 'it does not look at the weight of a single backend',
  zeroWeightsStatus: ({ statusCode }) => `it answers ${statusCode} for a rule whose weights are all 0`,
  ruleWithoutBackendsSkipped: () => 'it leaves out a rule without backends',
  mirrorFailsRule: () => 'a mirror that cannot be used fails the whole rule',
  filterNotSupported: ({ type }) => `it does not support filter ${type}, and fails the whole rule`,
  filterSkipped: ({ type }) => `it ignores filter ${type}, which it does not know`,
  grpcStatusOther: ({ status }) =>
    status === undefined ? 'it sends no gRPC status' : `it sends gRPC status ${status} for this`,
  redirectWithoutPort: () => 'it puts no port into a redirect unless one is written',
  redirectPathOnly: () => 'a redirect without a hostname has only a path',
} satisfies Sentences<keyof ImplementationFacts>;

/** The answer in a few words. */
function answerText({ statusCode, grpcStatus, backends, location }: FactOf<'answersOtherwise'>): string {
  if (location !== undefined) return `${statusCode ?? ''} to ${location}`;
  if (backends.length > 0) {
    const isOnly = backends.length === 1 && (backends[0]?.share ?? 0) > 0.999;
    const names = backends.map(({ ref, port, share }) => {
      const name = port === undefined ? nodeText(ref) : `${nodeText(ref)}:${port}`;
      return isOnly ? name : `${name} (${Math.round(share * 1000) / 10} %)`;
    });
    return `from ${names.join(', ')}`;
  }
  if (grpcStatus !== undefined) return `gRPC status ${grpcStatus}`;
  return statusCode === undefined ? 'nothing' : String(statusCode);
}

import type { RoutingNotes } from '../../model/routing-facts.ts';
import { cutText } from '../../text/cut-text.ts';
import { nodeText } from './paths.ts';
import { shortListener } from './routing-words.ts';
import type { Sentences } from './sentence.ts';

/** What implementations decide, and what an answer assumes. */
export const ROUTING_NOTES = {
  addressOfNoGateway: ({ address }) => `no Gateway has the address ${address}: answered as if it led to them`,
  expressionOrder: () =>
    'a path expression competes with other matches: its precedence is up to the controller; here it ranks between exact paths and prefixes',
  expressionDialect: ({ expression }) =>
    `the dialect of ${expression} is up to the controller: read as RE2, and matched as a whole`,
  expressionNotUnderstood: ({ expression, route }) =>
    `${expression} of ${nodeText(route)} is not RE2: only its controller knows what it matches`,
  fieldRepeated: ({ what, name }) =>
    what === 'header'
      ? `header ${name} is repeated: how it is compared is up to the controller; here its values are joined by commas`
      : `query parameter ${name} is repeated: how it is compared is up to the controller; here the first counts`,
  withoutIsolation: ({ listener, route, rule }) =>
    `a controller without listener isolation lets rule ${rule} of ${nodeText(route)} at ${shortListener(listener)} answer`,
  bySharedHostname: ({ route, rule }) =>
    `a controller that compares the hostnames as the listener narrows them lets rule ${rule} of ${nodeText(route)} answer`,
  redirectLoop: ({ location, scheme }) =>
    `the redirect loops: it leads back to ${cutText(location)}${scheme === 'https' ? '; if it is meant for plain HTTP, attach its route to that listener only (parentRefs[].sectionName)' : ''}`,
  pathNotNormal: ({ path }) =>
    `${cutText(path)} is not in normal form: what a controller makes of it before it matches is its own choice`,
  routesMayWin: ({ kinds }) => `not all objects of kind ${kinds.join(', ')} could be read: one of them may win`,
  backendNotJudged: ({ backend, because }, say) =>
    `whether ${nodeText(backend)} can be used could not be determined${because === undefined ? '' : `: ${say(because)}`}`,
  answeredByHttpRoute: () => 'no GRPCRoute matches: the call is matched as an HTTP request',
  noClientNamespace: () => 'no client namespace is given: assuming one whose routes do not apply to the request',
  authAssumed: ({ backend }) => `${nodeText(backend)} is assumed to permit the request`,
  certificateAssumed: () => 'the client is assumed to present a valid certificate',
  servesByChoice: ({ listener, because }, say) =>
    `whether ${shortListener(listener)} serves is up to the controller${because === undefined ? '' : `: ${say(because)}`}`,
  rivalServesNothing: ({ listener, rival, because }, say) =>
    `${shortListener(listener)} and listener ${rival} cannot be told apart, and the specification lets neither win; here it serves because ${rival} cannot: ${say(because)}`,
  backendTlsByChoice: ({ policy, because }, say) =>
    `whether ${nodeText(policy)} is valid is up to the controller: ${say(because)}; where it is not, the request fails`,
} satisfies Sentences<keyof RoutingNotes>;

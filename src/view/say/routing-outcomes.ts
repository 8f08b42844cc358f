import type { OutcomeFacts } from '../../model/routing-facts.ts';
import type { NamedListener } from '../../model/routing-facts.ts';
import type { Some } from '../../model/some.ts';
import { nodeText } from './paths.ts';
import { enumerate } from './names.ts';
import { listenerText, shortListener } from './routing-words.ts';
import type { Sentences } from './sentence.ts';

/** Why a request gets no backend, or none for sure. */
export const ROUTING_OUTCOMES = {
  nothingListens: ({ port, protocol, near }) => `no listener serves ${protocol} on port ${port}${nearest(near)}`,
  noGateways: () => 'there is no Gateway',
  listenerIdle: ({ listener, because }, say) =>
    `${shortListener(listener)} serves nothing${because === undefined ? '' : `: ${say(because)}`}`,
  noListenerForHost: ({ host, port, near }) => `no listener of port ${port} serves ${hostText(host)}${nearest(near)}`,
  noListenerForName: ({ sni, port, near }) =>
    `no listener of port ${port} serves ${sni === undefined ? 'a client that sends no server name' : `server name ${sni}`}${nearest(near)}`,
  otherProtocol: ({ listener, protocol }) => `${listenerText(listener)} does not speak ${protocol}`,
  misdirected: ({ sni, host, listener, other }) =>
    `the connection is for ${sni ?? 'no server name'} (listener ${listener.name}), but ${hostText(host)} belongs to ${listenerText(other)}: the client must open a new connection`,
  noRoutes: ({ listener }) => `no route is attached to ${shortListener(listener)}`,
  hostNotServed: ({ host, listener }) => `no route at ${shortListener(listener)} serves ${hostText(host)}`,
  noRuleMatches: ({ kind }) => `no rule of any ${kind} matches`,
  noBackendRefs: () => 'the rule has no backendRefs, and no filter answers',
  allWeightsZero: () => 'the weights of all backendRefs are 0',
  backendsFail: ({ because, more }, say) =>
    `${say(because)}${more === 0 ? '' : `, and ${more} more ${more === 1 ? 'backend' : 'backends'} of the rule cannot be used either`}`,
  noReadyEndpoints: ({ backend }) => `${nodeText(backend)} has no ready endpoints`,
  backendTlsFails: ({ policy, reason }) =>
    `${nodeText(policy)} is not valid (${reason}), and without it nothing is sent in the clear`,
  extensionFails: ({ because }, say) => `a filter cannot run, and is never skipped: ${say(because)}`,
  authFails: ({ because }, say) => `authorization cannot be checked, so the request is refused: ${say(because)}`,
  routesNotRead: ({ kinds }) => `could not be determined: not all objects of kind ${kinds.join(', ')} could be read`,
  parentNotRead: ({ ref, because }, say) =>
    `could not be determined: ${nodeText(ref)} could not be read${because === undefined ? '' : `: ${say(because)}`}`,
  parentMissing: ({ because, ref }, say) => (because === undefined ? `${nodeText(ref)} does not exist` : say(because)),
  servicePortNotThere: ({ service, port }) => `${nodeText(service)} has no port ${port}`,
  listenerNotJudged: ({ listener, because }, say) =>
    `could not be determined: ${shortListener(listener)} may or may not serve${because === undefined ? '' : `: ${say(because)}`}`,
  routeNotJudged: ({ route }) => `could not be determined: ${nodeText(route)} may or may not be attached`,
  meshDefault: ({ service }) => `no route applies to the request: ${nodeText(service)} itself answers`,
} satisfies Sentences<keyof OutcomeFacts>;

function hostText(host: string): string {
  return host === '' ? 'a request without a host' : `host ${host}`;
}

function nearest(near: Some<NamedListener>): string {
  return near.first.length === 0 ? '' : `; nearest: ${enumerate(near, listenerText)}`;
}

import type { MissFacts } from '../../model/routing-facts.ts';
import { cutText } from '../../text/cut-text.ts';
import { enumerate } from './names.ts';
import { nodeText } from './paths.ts';
import { WINS } from './routing-words.ts';
import type { Sentences } from './sentence.ts';

/** Why something else does not answer: the first thing that does not match. */
export const ROUTING_MISSES = {
  listenerElsewhere: ({ listener: { protocol, port, hostname } }) =>
    `serves ${protocol} on port ${port ?? '?'}${hostname === undefined ? '' : ` for ${hostname}`}`,
  servesNothing: ({ because }, say) => `serves nothing${because === undefined ? '' : `: ${say(because)}`}`,
  listenerReported: ({ condition, status, reason, message }) =>
    `its controller reports ${condition}=${status} ${reason}${message === '' ? '' : `: ${message}`}`,
  aboveReported: ({ of, condition, reason, message }) =>
    `${nodeText(of)} has ${condition}=False ${reason}${message === '' ? '' : `: ${message}`}`,
  protocolMisses: ({ speaks, protocol }) => `speaks ${speaks}, not ${protocol}`,
  hostnameMisses: ({ hostnames, host }) =>
    `${host === '' ? 'the request has no host' : `host ${host}`}, wanted ${hostnames.first.length === 0 ? 'another' : enumerate(hostnames)}`,
  pathMisses: ({ type, value, path }) => {
    if (type === 'Exact') return `path is ${cutText(path)}, wanted exactly ${value}`;
    if (type === 'RegularExpression') return `path ${cutText(path)} does not match ${value}`;
    return `${value} is not a prefix of ${cutText(path)}`;
  },
  methodMisses: ({ wanted, method }) => `method is ${method}, wanted ${wanted}`,
  grpcMisses: ({ wanted, called }) => `the call is ${called}, wanted ${wanted}`,
  fieldAbsent: ({ what, name }) => `${fieldText(what)} ${name} is absent`,
  fieldDiffers: ({ what, name, type, wanted, value }) =>
    `${fieldText(what)} ${name} is ${cutText(value)}, wanted ${type === 'RegularExpression' ? `to match ${wanted}` : wanted}`,
  beaten: ({ by, rule, route }) => `matches too, but rule ${rule} of ${nodeText(route)} wins: ${WINS[by]}`,
  routeRefused: ({ because }, say) => `is not attached${because === undefined ? '' : `: ${say(because)}`}`,
} satisfies Sentences<keyof MissFacts>;

function fieldText(what: 'header' | 'query'): string {
  return what === 'header' ? 'header' : 'query parameter';
}

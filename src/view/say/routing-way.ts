import type { BackendFacts, FilterFacts, WayFacts } from '../../model/routing-facts.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { cutText } from '../../text/cut-text.ts';
import { matchText } from '../describe/match-text.ts';
import { scalarText } from '../describe/scalar-text.ts';
import { nodeText } from './paths.ts';
import { WINS, chosenText, othersText, percentText } from './routing-words.ts';
import type { Sentences } from './sentence.ts';

/** The steps of a request: to a listener and a rule, through filters, to backends. */
export const ROUTING_WAY = {
  gatewayReached: ({ gateway, address, port }) =>
    address === undefined ? `${nodeText(gateway)}, port ${port}` : `${address}:${port} is ${nodeText(gateway)}`,
  serviceReached: ({ service, port, from, clientNamespace }) => {
    const client = clientNamespace === undefined ? 'a client' : `a client in namespace ${clientNamespace}`;
    const whose =
      from === 'none'
        ? 'no route applies'
        : from === 'consumer'
          ? `the routes of namespace ${clientNamespace ?? ''} apply`
          : `the routes of namespace ${service.namespace ?? ''} apply`;
    return `${client} calls ${nodeText(service)}:${port}; ${whose}`;
  },
  listenerChosen: ({ listener, by, value, others }) => {
    const why =
      by === 'port'
        ? ''
        : listener.hostname === undefined
          ? `; it serves any ${by === 'sni' ? 'server name' : 'host'}`
          : `; ${by === 'sni' ? `SNI ${value}` : `host ${value}`}`;
    const rest = others === 0 ? '' : `, more specific than ${othersText(others)}`;
    return `${chosenText(listener)}${why}${rest}`;
  },
  tlsTerminated: () => 'terminates TLS',
  tlsPassedThrough: () => 'passes TLS through to the backend',
  clientCertificateAsked: ({ isOptional }) =>
    isOptional
      ? 'requests a client certificate, and continues without a valid one'
      : 'requires a client certificate signed by its authorities',
  listenerFilterAssumed: ({ index, type, by }) =>
    `filter ${index} of the listener, ${type}${by === undefined ? '' : ` by ${nodeText(by)}`}, runs before a route is chosen: assumed to let the request pass unchanged`,
  hostnameServed: ({ host, hostname, written }) => {
    if (hostname === written) return hostname === host ? `hostname ${hostname}` : `hostname ${hostname} covers ${host}`;
    const own = written === '*' ? 'the route names no hostname' : `the route has hostname ${written}`;
    return `${own}, narrowed by the listener to ${hostname}`;
  },
  rowWins: ({ kind, match, rule, name, matching, by }) => {
    const called = name === undefined ? `rule ${rule}` : `rule ${rule} (${name})`;
    const isHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
    const what = !isHttp
      ? ''
      : match === undefined
        ? ': no matches, so it takes everything'
        : `: ${matchText(match, kind)}`;
    if (matching < 2 || by === undefined) return `${called}${what}`;
    return `${called}${what}; wins over ${othersText(matching - 1)} that match: ${WINS[by]}`;
  },
  headersChanged: ({ of, set, add, remove }) => {
    const parts = [
      ...set.map(([name, value]) => `sets ${name}: ${value}`),
      ...add.map(([name, value]) => `adds ${name}: ${value}`),
      ...remove.map((name) => `removes ${name}`),
    ];
    const where = of === 'request' ? 'of the request' : 'of the response';
    return parts.length === 0 ? `changes no headers ${where}` : `${parts.join(', ')} (headers ${where})`;
  },
  pathRewritten: ({ from, to }) => (from === to ? `keeps path ${from}` : `rewrites ${from} to ${to}`),
  hostRewritten: ({ to }) => `rewrites Host to ${to}`,
  redirected: ({ statusCode, location }) => `redirects with ${statusCode} to ${location}`,
  mirrored: ({ to, port, percent }) =>
    `mirrors ${Math.round(percent * 10) / 10} % of the requests to ${withPort(to, port)}`,
  mirrorDropped: ({ to, because }, say) => `does not mirror to ${nodeText(to)}: ${say(because)}`,
  preflightAnswered: ({ origin, isAllowed }) =>
    isAllowed
      ? `answers the CORS preflight of ${origin} itself`
      : `answers the CORS preflight itself, without headers: origin ${origin} is not allowed`,
  corsChecked: ({ origin, isAllowed }) =>
    isAllowed
      ? `lets scripts of ${origin} read the response (CORS)`
      : `adds no CORS headers: origin ${origin} is not allowed`,
  authAsked: ({ backend, port }) => `asks ${withPort(backend, port)} for permission`,
  extensionAssumed: ({ ref }) => `runs ${nodeText(ref)}, which only its controller knows: assumed to change nothing`,
  filterNotKnown: ({ type }) =>
    `has a filter of type ${type === '' ? '?' : type}, which is not known: assumed to change nothing`,
  sentTo: ({ backend, port, share, targetPort, ready, appProtocol }) => {
    const target =
      targetPort === undefined || targetPort === String(port ?? '') ? '' : `, port ${targetPort} of its Pods`;
    const endpoints = ready === undefined ? '' : `, ${ready} ready ${ready === 1 ? 'endpoint' : 'endpoints'}`;
    const protocol = appProtocol === undefined ? '' : `, ${appProtocol}`;
    return `${withPort(backend, port)} ${percentText(share)}${target}${endpoints}${protocol}`;
  },
  backendTlsUsed: ({ backend, hostname, source }) =>
    `TLS to ${nodeText(backend)}${hostname === undefined ? '' : ` as ${hostname}`}, by ${nodeText(source)}`,
  sessionKept: ({ backend, type, name, source, field }) =>
    `keeps a client at one endpoint of ${nodeText(backend)} by ${type.toLowerCase()}${name === undefined ? '' : ` ${name}`} (${field} of ${nodeText(source)})`,
  timeoutsSet: ({ request, backendRequest }) =>
    [
      ...(request === undefined ? [] : [`gives up after ${request}`]),
      ...(backendRequest === undefined ? [] : [`after ${backendRequest} for each try`]),
    ].join(', '),
  retriesSet: ({ attempts, codes, backoff }) => {
    const times = attempts === undefined ? 'once' : attempts === 1 ? 'once' : `${attempts} times`;
    if (attempts === 0) return 'never retries';
    const on = codes.length === 0 ? '' : ` on ${codes.join(', ')}`;
    return `retries up to ${times}${on}${backoff === undefined ? '' : `, from ${backoff} apart`}`;
  },
  policyActs: ({ policy, sets, isWhole }) => {
    if (!isWhole) return `${nodeText(policy)} applies here; only its controller knows its effect`;
    const values = sets.first.map(([field, value]) => `${field} ${cutText(scalarText(value), 60)}`);
    const more = sets.more === 0 ? '' : ` and ${sets.more} more`;
    return values.length === 0 ? nodeText(policy) : `${nodeText(policy)}: ${values.join(', ')}${more}`;
  },
} satisfies Sentences<keyof (WayFacts & FilterFacts & BackendFacts)>;

/** `service shop/cart:8080` */
function withPort(ref: ObjectRef, port: number | undefined): string {
  return port === undefined ? nodeText(ref) : `${nodeText(ref)}:${port}`;
}

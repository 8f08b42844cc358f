import {
  answer,
  hang,
  hangInBody,
  html,
  relabel,
  reset,
  resetInBody,
  status,
  truncate,
  truncateBelowLength,
} from './interventions.ts';
import type { Intervention } from './proxy.ts';

/** One fault: a row of docs/faults.md. */
export interface Fault {
  /** What is broken. */
  readonly name: string;
  /** The line on stderr, with words in capitals for what varies and brackets round what may be absent; or what happens in place of an error. */
  readonly says: string;
  readonly exit: number;
}

/** A fault of single requests. */
export interface RequestFault extends Fault {
  readonly intervention: Intervention;
  /** Whether kubectl says the very same of `get gateways`. */
  readonly asKubectl?: boolean;
}

const NO_TIME = 'context deadline exceeded (Client.Timeout or context cancellation while reading body)';
const IN_BODY = 'error: unexpected error when reading response body. Please retry. Original error:';
const NO_JSON = 'instead of JSON: it is not an API server, or a proxy or login page is in front of it';
const EXPIRED = status(
  410,
  'Expired',
  'The provided continue parameter is too old to display a consistent list result.',
);

/** What can happen to a request; the suite lets it happen to all of them, and to those of one kind. */
export const requestFaults: readonly RequestFault[] = [
  {
    name: 'no answer within --request-timeout',
    intervention: hang,
    says: 'Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    exit: 3,
  },
  {
    name: 'an answer that stops in its middle and stays open',
    intervention: hangInBody,
    says: `${IN_BODY} ${NO_TIME}`,
    exit: 3,
  },
  {
    name: 'connection reset before the answer, every time',
    intervention: reset,
    says: 'Unable to connect to the server: read: connection reset by peer',
    exit: 3,
  },
  {
    name: 'connection reset in the middle of the body, every time',
    intervention: resetInBody,
    says: `${IN_BODY} unexpected EOF`,
    exit: 3,
  },
  {
    name: 'body shorter than its Content-Length',
    intervention: truncateBelowLength,
    says: `${IN_BODY} unexpected EOF`,
    exit: 3,
  },
  {
    name: 'body cut where the connection looks well ended',
    intervention: truncate,
    says: 'error: the response of HOST cannot be read: it is truncated',
    exit: 3,
  },
  {
    name: 'an empty body',
    intervention: answer(200, '', { 'content-type': 'application/json' }),
    says: 'error: the response of HOST cannot be read: it is empty',
    exit: 3,
  },
  {
    name: 'a page in HTML with status 200',
    intervention: html(200, 'Sign in'),
    says: `error: HOST responded with text/html ${NO_JSON}`,
    exit: 3,
  },
  {
    name: 'another content type',
    intervention: relabel('application/vnd.kubernetes.protobuf'),
    says: `error: HOST responded with application/vnd.kubernetes.protobuf ${NO_JSON}`,
    exit: 3,
  },
  {
    name: 'a redirect, as of a login page',
    intervention: answer(302, '', { location: 'https://login.example.com/' }),
    says: 'error: the server responded with a redirect to https://login.example.com/: use that address as the server',
    exit: 3,
  },
  {
    name: '401 Unauthorized',
    intervention: status(401, 'Unauthorized', 'Unauthorized'),
    says: 'error: You must be logged in to the server (Unauthorized)',
    exit: 3,
    asKubectl: true,
  },
  {
    name: '403 Forbidden',
    intervention: status(403, 'Forbidden', 'User "admin" cannot do that'),
    says: 'Error from server (Forbidden): User "admin" cannot do that[; nor could WORDS be read]',
    exit: 3,
    asKubectl: true,
  },
  {
    name: '403 with a page in HTML, as of a firewall',
    intervention: html(403, '403 Forbidden'),
    says: 'Error from server (Forbidden): 403 Forbidden[ (get TYPE)][; nor could WORDS be read]',
    exit: 3,
  },
  {
    name: '404 for everything, as of a server that is none',
    intervention: answer(404, '404 page not found\n', { 'content-type': 'text/plain' }),
    says: 'Error from server (NotFound): [Unable to list "GROUP/VERSION, Resource=TYPE": ]the server could not find the requested resource[ (get TYPE)]',
    exit: 1,
    asKubectl: true,
  },
  {
    name: '429 Too Many Requests without Retry-After',
    intervention: status(429, 'TooManyRequests', 'too many requests, please try again later'),
    says: 'Error from server (TooManyRequests): too many requests, please try again later',
    exit: 3,
    asKubectl: true,
  },
  {
    name: '500 with a Status',
    intervention: status(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out'),
    says: 'Error from server (InternalError): Internal error occurred: etcdserver: request timed out',
    exit: 3,
    asKubectl: true,
  },
  {
    name: '500 with plain text',
    intervention: answer(500, 'boom', { 'content-type': 'text/plain' }),
    says: 'Error from server (InternalError): an error on the server ("boom") has prevented the request from succeeding[ (get TYPE)]',
    exit: 3,
    asKubectl: true,
  },
  {
    name: '502 with a page in HTML',
    intervention: html(502, '502 Bad Gateway'),
    says: 'Error from server (InternalError): an error on the server ("502 Bad Gateway") has prevented the request from succeeding[ (get TYPE)]',
    exit: 3,
  },
  {
    name: '503 with plain text',
    intervention: answer(503, 'no healthy upstream', { 'content-type': 'text/plain' }),
    says: 'Error from server (ServiceUnavailable): the server is currently unable to handle the request[ (get TYPE)]',
    exit: 3,
    asKubectl: true,
  },
];

/** JSON that is no answer; what is asked decides how it is told. */
export const foreignJson: RequestFault = {
  name: 'JSON that is none of the API',
  intervention: answer(200, '{"hello":"world"}', { 'content-type': 'application/json' }),
  says: "error: the server's response [for TYPE ]WORDS",
  exit: 3,
};

/** Faults that pass: the answer is the same as without them. */
export const passingFaults: readonly RequestFault[] = [
  { name: 'connection reset before the answer, once', intervention: reset, says: 'nothing: asked again', exit: 0 },
  { name: 'connection reset in the body, once', intervention: resetInBody, says: 'nothing: asked again', exit: 0 },
  {
    name: '429 with Retry-After',
    intervention: status(429, 'TooManyRequests', 'slow down', { 'retry-after': '1' }),
    says: 'nothing: waits as long as the server asks',
    exit: 0,
  },
  {
    name: '503 with Retry-After',
    intervention: answer(503, 'starting', { 'retry-after': '1' }),
    says: 'nothing: waits as long as the server asks',
    exit: 0,
  },
];

/** A fault of the later pages of a long list. */
export interface PageFault extends RequestFault {
  /** How often it happens. */
  readonly times: number;
}

/** As the API server: the error itself carries a token that continues the list, though not at one point in time. */
const goOn: Intervention = (exchange) => {
  const token = new URL(exchange.url, 'https://host').searchParams.get('continue') ?? '';
  const place = Buffer.from(token, 'base64url')
    .toString()
    .replace(/"rv":\d+/, '"rv":-1');
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: { continue: Buffer.from(place).toString('base64url') },
    status: 'Failure',
    code: 410,
    reason: 'Expired',
    message: 'The provided continue parameter is too old to display a consistent list result.',
  };
  return answer(410, JSON.stringify(body), { 'content-type': 'application/json' })(exchange);
};

/** Every time. */
const ALWAYS = Number.POSITIVE_INFINITY;

/** What can happen to a long list. */
export const pageFaults: readonly PageFault[] = [
  {
    name: '410 Expired between chunks, once',
    intervention: EXPIRED,
    times: 1,
    says: 'nothing: lists again, no row lost or twice',
    exit: 0,
  },
  {
    name: '410 Expired between chunks, with a token to go on',
    intervention: goOn,
    times: 1,
    says: 'nothing: goes on with the token of the answer',
    exit: 0,
  },
  {
    name: '410 Expired between chunks, every time',
    intervention: EXPIRED,
    times: ALWAYS,
    says: 'Error from server (Expired): The provided continue parameter is too old to display a consistent list result.',
    exit: 1,
  },
  {
    name: 'connection reset in a later chunk, once',
    intervention: resetInBody,
    times: 1,
    says: 'nothing: asks for that chunk again',
    exit: 0,
  },
  {
    name: 'connection reset in a later chunk, every time',
    intervention: resetInBody,
    times: ALWAYS,
    says: `${IN_BODY} unexpected EOF`,
    exit: 1,
  },
  {
    name: 'a later chunk cut where the connection looks well ended',
    intervention: truncate,
    times: ALWAYS,
    says: 'error: the response of HOST cannot be read: it is truncated',
    exit: 1,
  },
  {
    name: '403 for a later chunk',
    intervention: status(403, 'Forbidden', 'User "admin" cannot do that'),
    times: ALWAYS,
    says: 'Error from server (Forbidden): User "admin" cannot do that',
    exit: 1,
  },
];

/** Servers that cannot be reached or not be trusted; `connections.test.ts` makes each. */
export const connectionFaults = {
  refused: {
    name: 'connection refused',
    says: 'The connection to the server HOST was refused - did you specify the right host or port?',
    exit: 3,
  },
  plain: {
    name: 'HTTP on the port of HTTPS',
    says: 'Unable to connect to the server: http: server gave HTTP response to HTTPS client',
    exit: 3,
  },
  expired: {
    name: 'an expired certificate',
    says: 'Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time TIME is after TIME',
    exit: 3,
  },
  unknown: {
    name: 'a certificate of an unknown authority',
    says: 'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    exit: 3,
  },
  otherName: {
    name: 'a certificate of another host',
    says: "Unable to connect to the server: tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
    exit: 3,
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** Faults of one kind or group while all else answers; `parts.test.ts` makes each. */
export const partFaults = {
  oneKind: {
    name: 'any of the above for one kind only',
    says: 'for what was asked its error; beside it `Warning: cannot read TYPE: WORDS`, of refusals `Warning: cannot read TYPES: forbidden; …`',
    exit: 1,
  },
  absentGroup: {
    name: '404 for a group that the discovery cache still knows',
    says: 'Error from server (NotFound): [Unable to list "GROUP/VERSION, Resource=TYPE": ]the server could not find the requested resource (get TYPE)',
    exit: 1,
  },
  brokenOther: {
    name: 'an aggregated API group that does not answer, beside what is asked',
    says: 'nothing: everything else answers',
    exit: 0,
  },
  brokenOwn: {
    name: 'the group of the Gateway API itself does not answer',
    says: 'the verb says that the group could not be read, never that nothing is there',
    exit: 1,
  },
  slow: {
    name: '1 kB/s',
    says: 'the whole answer when there is time, else the error of --request-timeout',
    exit: 0,
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** Faults under a watch; `watch.test.ts` makes each. */
export const watchFaults = {
  dropped: { name: 'a watch that is dropped again and again', says: 'nothing: goes on from where it was', exit: 0 },
  cutEvent: {
    name: 'a watch that is cut in the middle of an event',
    says: 'nothing: the event comes again whole',
    exit: 0,
  },
  gone: { name: '410 Gone within a watch', says: 'nothing: lists again and shows the differences', exit: 0 },
  page: {
    name: 'a page in HTML, 500 and 503 in place of a watch, for a while',
    says: 'Warning: the watch of TYPE is interrupted WORDS; The watch of TYPE has resumed.',
    exit: 0,
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** Every fault with the file of the test that holds it, in the order of docs/faults.md. */
export function allFaults(): readonly (readonly [file: string, fault: Fault])[] {
  const of = (file: string, faults: readonly Fault[]): readonly (readonly [string, Fault])[] =>
    faults.map((fault) => [`test/faults/${file}.test.ts`, fault] as const);
  return [
    ...of('connections', Object.values(connectionFaults)),
    ...of('requests', [...requestFaults, foreignJson]),
    ...of('passing', passingFaults),
    ...of('pages', pageFaults),
    ...of('parts', Object.values(partFaults)),
    ...of('watch', Object.values(watchFaults)),
  ];
}

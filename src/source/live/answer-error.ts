import { ServerError } from '../../model/errors.ts';
import type { ErrorCause, ServerErrorDetails } from '../../model/errors.ts';
import { isRecord, readNumber, readPath, readRecord, readRecords, readString } from '../../model/read.ts';

/** What a refused request was about; errors that carry no Status name it. */
export interface RequestSubject {
  /** `get`, `patch`, `delete` … */
  readonly verb: string;
  /** `gateways.gateway.networking.k8s.io` */
  readonly resource?: string | undefined;
  readonly name?: string | undefined;
}

/** How much of a body that is no Status an error may carry (client-go: 2048). */
const LONGEST_BODY = 2048;

/** The error that a `Status` of the API means; undefined when the value is none, or one of success. */
export function statusError(value: unknown, code?: number): ServerError | undefined {
  if (!isRecord(value) || value['kind'] !== 'Status' || value['status'] === 'Success') return undefined;
  const reason = readString(value['reason']) ?? '';
  return new ServerError(
    readNumber(value['code']) ?? code ?? 0,
    reason,
    readString(value['message']) ?? (reason === '' ? 'unknown' : reason),
    { details: readDetails(value) },
  );
}

/**
 * The error that a failed answer without a Status means: a proxy's page, plain text, nothing at all
 * (apimachinery/pkg/api/errors: `NewGenericServerResponse`).
 */
export function bareError(code: number, contentType: string, body: string, subject: RequestSubject): ServerError {
  const text = bodyText(contentType, body);
  const [reason, message] = genericReason(code, text, subject.verb);
  const about = subject.name === undefined ? subject.resource : `${subject.resource} ${subject.name}`;
  return new ServerError(
    code,
    reason,
    subject.resource === undefined ? message : `${message} (${subject.verb} ${about})`,
  );
}

function genericReason(code: number, text: string, verb: string): readonly [reason: string, message: string] {
  switch (code) {
    case 400:
      return ['BadRequest', 'the server rejected our request for an unknown reason'];
    case 401:
      return ['Unauthorized', 'the server has asked for the client to provide credentials'];
    case 403:
      return ['Forbidden', text];
    case 404:
      return ['NotFound', 'the server could not find the requested resource'];
    case 405:
      return ['MethodNotAllowed', 'the server does not allow this method on the requested resource'];
    case 406:
      return [
        'NotAcceptable',
        text === 'unknown' ? 'the server was unable to respond with a content type that the client supports' : text,
      ];
    case 409:
      return [verb === 'post' ? 'AlreadyExists' : 'Conflict', 'the server reported a conflict'];
    case 415:
      return ['UnsupportedMediaType', text];
    case 422:
      return ['Invalid', 'the server rejected our request due to an error in our request'];
    case 429:
      return ['TooManyRequests', 'the server has received too many requests and has asked us to try again later'];
    case 503:
      return ['ServiceUnavailable', 'the server is currently unable to handle the request'];
    case 504:
      return [
        'Timeout',
        'the server was unable to return a response in the time allotted, but may still be processing the request',
      ];
    default:
      if (code >= 500) {
        return [
          'InternalError',
          `an error on the server (${JSON.stringify(text)}) has prevented the request from succeeding`,
        ];
      }
      return ['', `the server responded with the status code ${code} but did not return more information`];
  }
}

/** What a person can use of a body: text as it is, of an HTML page its title. */
function bodyText(contentType: string, body: string): string {
  const media = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const looksLikeHtml = media === 'text/html' || /^\s*<(!doctype html|html)/i.test(body);
  if (looksLikeHtml) return /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim() ?? 'an HTML page';
  if (media !== '' && !media.startsWith('text/')) return 'unknown';
  return body.slice(0, LONGEST_BODY).trim() || 'unknown';
}

function readDetails(status: unknown): ServerErrorDetails | undefined {
  const details = readPath(status, 'details');
  const continueToken = readString(readPath(status, 'metadata', 'continue'));
  if (!isRecord(details) && continueToken === undefined) return undefined;
  const known = readRecord(details);
  return {
    group: readString(known['group']) ?? '',
    kind: readString(known['kind']) ?? '',
    name: readString(known['name']) ?? '',
    causes: readRecords(known['causes']).map(readCause),
    continueToken,
  };
}

function readCause(cause: Readonly<Record<string, unknown>>): ErrorCause {
  return {
    reason: readString(cause['reason']) ?? '',
    field: readString(cause['field']) ?? '',
    message: readString(cause['message']) ?? '',
  };
}

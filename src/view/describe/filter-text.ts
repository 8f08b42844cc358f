import { readBackendRef } from '../../gateway-api/backend-ref.ts';
import { isRecord, readNumber, readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { backendText } from './backend-text.ts';
import { scalarText } from './scalar-text.ts';

/**
 * One filter in words: its type and what it does (`URLRewrite host=x path prefix -> /`). Fields of a filter that are not
 * known are left to the page's other fields; a type that is not known is named.
 */
export function filterText(filter: JsonRecord, namespace: string | undefined): string {
  const type = readString(filter['type']) ?? 'filter without type';
  const does = (): string => {
    switch (type) {
      case 'RequestHeaderModifier':
        return headerText(readRecord(filter['requestHeaderModifier']));
      case 'ResponseHeaderModifier':
        return headerText(readRecord(filter['responseHeaderModifier']));
      case 'RequestRedirect':
        return redirectText(readRecord(filter['requestRedirect']));
      case 'URLRewrite':
        return rewriteText(readRecord(filter['urlRewrite']));
      case 'RequestMirror':
        return mirrorText(readRecord(filter['requestMirror']), namespace);
      case 'CORS':
        return corsText(readRecord(filter['cors']));
      case 'ExternalAuth':
        return externalAuthText(readRecord(filter['externalAuth']), namespace);
      case 'ExtensionRef':
        return extensionText(readRecord(filter['extensionRef']));
      default:
        return '';
    }
  };
  return `${type} ${does()}`.trimEnd();
}

function headerText(modifier: JsonRecord): string {
  const assign = (verb: string): readonly string[] =>
    readRecords(modifier[verb]).map(
      (header) =>
        `${verb} ${readString(header['name']) ?? '?'}=${header['value'] === undefined ? '' : scalarText(header['value'])}`,
    );
  const remove = readStrings(modifier['remove']).map((name) => `remove ${name}`);
  return [...assign('set'), ...assign('add'), ...remove].join(', ');
}

/** `301 https://other:8443/new`: parts that are left out stay as the request has them; 302 unless written. */
function redirectText(redirect: JsonRecord): string {
  const parts = [String(readNumber(redirect['statusCode']) ?? 302)];
  const scheme = readString(redirect['scheme']);
  const hostname = readString(redirect['hostname']);
  const port = readNumber(redirect['port']);
  if (scheme !== undefined) parts.push(`scheme ${scheme}`);
  if (hostname !== undefined) parts.push(`host ${hostname}`);
  if (port !== undefined) parts.push(`port ${port}`);
  return [...parts, ...pathChange(redirect['path'])].join(', ');
}

function rewriteText(rewrite: JsonRecord): string {
  const hostname = readString(rewrite['hostname']);
  return [...(hostname === undefined ? [] : [`host ${hostname}`]), ...pathChange(rewrite['path'])].join(', ');
}

function pathChange(path: unknown): readonly string[] {
  if (!isRecord(path)) return [];
  const full = path['replaceFullPath'];
  if (typeof full === 'string') return [`path ${full}`];
  const prefix = path['replacePrefixMatch'];
  return typeof prefix === 'string' ? [`prefix ${prefix === '' ? '/' : prefix}`] : [];
}

/** A filter for a cell: a long one is broken behind commas, its further lines deeper. */
export function filterLines(filter: JsonRecord, namespace: string | undefined): readonly string[] {
  const lines: string[] = [];
  for (const part of filterText(filter, namespace).split(', ')) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(part);
    else if (last.length + part.length < LONGEST_LINE) lines[lines.length - 1] = `${last}, ${part}`;
    else lines.push(`  ${part}`);
  }
  return lines;
}

const LONGEST_LINE = 56;

/** All requests unless a share is written (semantics.md 1.6: the denominator is 100 by default). */
function mirrorText(mirror: JsonRecord, namespace: string | undefined): string {
  const percent = readNumber(mirror['percent']);
  const fraction = readPath(mirror, 'fraction');
  let share = '';
  if (percent !== undefined) share = ` ${percent} %`;
  else if (isRecord(fraction))
    share = ` ${readNumber(fraction['numerator']) ?? '?'}/${readNumber(fraction['denominator']) ?? 100}`;
  return `to ${backendText(readBackendRef(mirror['backendRef'], namespace), namespace)}${share}`;
}

function corsText(cors: JsonRecord): string {
  const list = (field: string, label: string): readonly string[] => {
    const values = readStrings(cors[field]);
    return values.length === 0 ? [] : [`${label} ${values.join(' ')}`];
  };
  return [
    ...list('allowOrigins', 'origins'),
    ...list('allowMethods', 'methods'),
    ...list('allowHeaders', 'headers'),
    ...list('exposeHeaders', 'exposes'),
    ...(cors['allowCredentials'] === true ? ['with credentials'] : []),
    `max age ${readNumber(cors['maxAge']) ?? 5}s`,
  ].join(', ');
}

function externalAuthText(auth: JsonRecord, namespace: string | undefined): string {
  const parts = [
    `${readString(auth['protocol']) ?? '?'} ${backendText(readBackendRef(auth['backendRef'], namespace), namespace)}`,
  ];
  const path = readString(readPath(auth, 'http', 'path'));
  if (path !== undefined) parts.push(`path ${path}`);
  for (const [protocol, field, label] of [
    ['http', 'allowedHeaders', 'sends'],
    ['http', 'allowedResponseHeaders', 'passes on'],
    ['grpc', 'allowedHeaders', 'sends'],
  ] as const) {
    const headers = readStrings(readPath(auth, protocol, field));
    if (headers.length > 0) parts.push(`${label} ${headers.join(' ')}`);
  }
  const body = readNumber(readPath(auth, 'forwardBody', 'maxSize'));
  if (body !== undefined) parts.push(body === 0 ? 'without body' : `body up to ${body} bytes`);
  return parts.join(', ');
}

/** `traefik.io/Middleware/strip`: the group says whose word it is. */
function extensionText(ref: JsonRecord): string {
  const group = readString(ref['group']);
  const kind = readString(ref['kind']) ?? '?';
  return `${group === undefined ? kind : `${group}/${kind}`}/${readString(ref['name']) ?? '?'}`;
}

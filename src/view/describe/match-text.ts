import type { RouteRule } from '../../gateway-api/route.ts';
import { readPath, readRecords, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';

/**
 * The matches of a rule in words. TLS, TCP and UDP rules match nothing themselves; an HTTP or gRPC rule without matches takes
 * every request.
 */
export function ruleMatches({ matches }: Pick<RouteRule, 'matches'>, kind: string): readonly string[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') return [];
  return (matches.length === 0 ? [{}] : matches).map((match) => matchText(match, kind));
}

/**
 * One match of an HTTP or gRPC rule in words, the API's defaults applied (semantics.md 1.6):
 * `POST PathPrefix /pay + header x-v2 = 1 + query a ~ b.*`.
 */
export function matchText(match: JsonRecord, kind: 'HTTPRoute' | 'GRPCRoute'): string {
  const conditions = [
    kind === 'HTTPRoute' ? pathText(match) : grpcMethodText(match),
    ...readRecords(match['headers']).map((header) => valueText('header', header)),
    ...readRecords(match['queryParams']).map((query) => valueText('query', query)),
  ];
  return conditions.filter((condition) => condition !== '').join(' + ');
}

function pathText(match: JsonRecord): string {
  const method = readString(match['method']);
  const path = readRecord(match['path']);
  const text = `${readString(path['type']) ?? 'PathPrefix'} ${readString(path['value']) ?? '/'}`;
  return method === undefined ? text : `${method} ${text}`;
}

/** A gRPC method: `Exact shop.Cart/Add`; a part that is left out stands for any. */
function grpcMethodText(match: JsonRecord): string {
  if (readPath(match, 'method') === undefined) {
    return readRecords(match['headers']).length > 0 ? '' : 'any method';
  }
  const method = readRecord(match['method']);
  const [service, name] = [readString(method['service']), readString(method['method'])];
  return `${readString(method['type']) ?? 'Exact'} ${service ?? '*'}/${name ?? '*'}`;
}

/** `header x-v2 = 1`, for a regular expression `header x-v2 ~ 1.*`. */
function valueText(what: string, entry: JsonRecord): string {
  const type = readString(entry['type']) ?? 'Exact';
  const operator = type === 'Exact' ? '=' : type === 'RegularExpression' ? '~' : type;
  return `${what} ${readString(entry['name']) ?? '?'} ${operator} ${readString(entry['value']) ?? ''}`.trimEnd();
}

import { GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { readRules } from '../gateway-api/route.ts';
import type { RouteRule } from '../gateway-api/route.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { readFieldTests, readTextTest } from './field-test.ts';
import type { CompilePattern } from './pattern.ts';
import type { PathTest, Row, RowKind } from './row.ts';

const KINDS: readonly (readonly [GroupKind, RowKind])[] = [
  [HTTP_ROUTE, 'HTTPRoute'],
  [GRPC_ROUTE, 'GRPCRoute'],
  [TLS_ROUTE, 'TLSRoute'],
  [TCP_ROUTE, 'TCPRoute'],
  [UDP_ROUTE, 'UDPRoute'],
];

/** What a route's rows match on; undefined for what is no route. */
function rowKindOf(route: KubernetesObject): RowKind | undefined {
  const type = groupKindOf(route);
  return KINDS.find(([kind]) => sameGroupKind(kind, type))?.[1];
}

/** The rows of a route: one a match of each rule; a rule without matches matches everything (HR:165-187, GR:211). */
export function compileRows(route: KubernetesObject, compile: CompilePattern): readonly Row[] {
  const kind = rowKindOf(route);
  if (kind === undefined) return [];
  const ref = refOf(route);
  const rows: Row[] = [];
  for (const rule of readRules(route)) {
    const matches = kind === 'HTTPRoute' || kind === 'GRPCRoute' ? rule.matches : [];
    const base = { kind, route, ref, rule };
    if (matches.length === 0) rows.push(compileRow(base, {}, undefined, compile));
    for (const [index, match] of matches.entries()) rows.push(compileRow(base, match, index, compile));
  }
  return rows;
}

function compileRow(
  base: {
    readonly kind: RowKind;
    readonly route: KubernetesObject;
    readonly ref: Row['ref'];
    readonly rule: RouteRule;
  },
  written: JsonRecord,
  match: number | undefined,
  compile: CompilePattern,
): Row {
  const isGrpc = base.kind === 'GRPCRoute';
  const grpc = isGrpc ? readRecord(written['method']) : undefined;
  const part = (name: string): Row['grpcService'] => {
    const value = readString(grpc?.[name]);
    return value === undefined ? undefined : readTextTest(readString(grpc?.['type']), value, compile);
  };
  return {
    ...base,
    match,
    path: base.kind === 'HTTPRoute' ? readPathTest(written['path'], compile) : undefined,
    method: isGrpc ? undefined : readString(written['method']),
    grpcService: part('service'),
    grpcMethod: part('method'),
    headers: readFieldTests('header', readRecords(written['headers']), compile),
    query: isGrpc ? [] : readFieldTests('query', readRecords(written['queryParams']), compile),
  };
}

function readPathTest(written: unknown, compile: CompilePattern): PathTest {
  const path = isRecord(written) ? written : {};
  const type = readString(path['type']) ?? 'PathPrefix';
  const value = readString(path['value']) ?? '/';
  if (type === 'Exact') return { type, value, text: undefined, literal: '' };
  if (type === 'RegularExpression') {
    return { type, value, text: readTextTest(type, value, compile), literal: literalStart(value) };
  }
  const prefix = value.endsWith('/') ? value.slice(0, -1) : value;
  return { type: 'PathPrefix', value: prefix, text: undefined, literal: '' };
}

/**
 * The characters that every text begins with that an expression matches, as far as that is plain to see: paths that begin otherwise
 * need not be put to the engine.
 */
function literalStart(expression: string): string {
  if (expression.includes('|')) return '';
  const [literal = ''] = /^[^\\.[\](){}*+?^$]*/.exec(expression.replace(/^\^/, '')) ?? [];
  const next = expression.replace(/^\^/, '').charAt(literal.length);
  // What is repeated may be absent.
  return next === '*' || next === '?' || next === '{' ? literal.slice(0, -1) : literal;
}

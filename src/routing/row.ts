import type { RouteRule } from '../gateway-api/route.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { FieldTest, TextTest } from './field-test.ts';

/** What a row matches on, by the kind of its route. */
export type RowKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';

/** The path that an HTTP match asks for; PathPrefix / unless written. */
export interface PathTest {
  readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression';
  /** Of a prefix without the `/` at its end, which is ignored: empty for `/`. */
  readonly value: string;
  readonly text: TextTest | undefined;
  /** Of an expression: what every path that it matches begins with. */
  readonly literal: string;
}

/** One (route, rule, match): compiled once, and shared by all listeners that the route attaches to. */
export interface Row {
  readonly kind: RowKind;
  readonly route: KubernetesObject;
  readonly ref: ObjectRef;
  readonly rule: RouteRule;
  /** Index into the rule's matches; undefined where it has none. */
  readonly match: number | undefined;
  /** HTTP. */
  readonly path: PathTest | undefined;
  readonly method: string | undefined;
  /** gRPC; undefined: any. */
  readonly grpcService: TextTest | undefined;
  readonly grpcMethod: TextTest | undefined;
  readonly headers: readonly FieldTest[];
  readonly query: readonly FieldTest[];
}

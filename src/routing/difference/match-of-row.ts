import { hostnameKey } from '../hostname-chain.ts';
import type { FieldTest } from '../field-test.ts';
import type { PathTest, Row, RowKind } from '../row.ts';

/** What requests have in common that a difference is about: what a row asks for, or two rows together. */
export type RequestMatch = Pick<Row, 'path' | 'method' | 'grpcService' | 'grpcMethod' | 'headers' | 'query'> & {
  readonly kind: RowKind;
};

/** A text that is equal for rows that match the same requests as they are written, and only for them. */
export function matchKey(match: RequestMatch): string {
  const { kind, path, method, grpcService, grpcMethod, headers, query } = match;
  const fields = [...headers, ...query].map(({ what, name, test }) => [what, name, test.type, test.value]);
  return JSON.stringify([
    kind,
    path && [path.type, path.value],
    method,
    grpcService && [grpcService.type, grpcService.value],
    grpcMethod && [grpcMethod.type, grpcMethod.value],
    fields.map((field) => JSON.stringify(field)).toSorted(),
  ]);
}

/**
 * What decides first between rows of one hostname: the path, or of gRPC the service. Of rows in which it differs the order is
 * always the same; of others headers, age and names decide. Expressions are all in one.
 */
export function pathKey({ kind, path, grpcService }: RequestMatch): string {
  if (kind === 'GRPCRoute') return grpcService?.type === 'Exact' ? `service ${grpcService.value}` : 'services';
  if (path === undefined) return '';
  return path.type === 'RegularExpression' ? 'expressions' : `${path.type} ${path.value}`;
}

/** The more specific of two hostnames. */
export function narrower(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return hostnameKey(b) > hostnameKey(a) ? b : a;
}

/** What requests ask for that one row answers before and another after. */
export function joined(a: RequestMatch | undefined, b: RequestMatch | undefined): RequestMatch | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const specific = a.kind === 'GRPCRoute' || b.kind !== 'GRPCRoute' ? a : b;
  return {
    kind: specific.kind,
    path: narrowerPath(a.path, b.path),
    method: a.method ?? b.method,
    grpcService: a.grpcService ?? b.grpcService,
    grpcMethod: a.grpcMethod ?? b.grpcMethod,
    headers: union(a.headers, b.headers),
    query: union(a.query, b.query),
  };
}

const RANKS = { PathPrefix: 0, RegularExpression: 1, Exact: 2 } as const;

function narrowerPath(a: PathTest | undefined, b: PathTest | undefined): PathTest | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const byType = RANKS[a.type] - RANKS[b.type];
  if (byType !== 0) return byType > 0 ? a : b;
  return b.value.length > a.value.length ? b : a;
}

/** Of two tests of one field the one that names the value. */
function union(a: readonly FieldTest[], b: readonly FieldTest[]): readonly FieldTest[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const byName = new Map(a.map((field) => [field.name, field]));
  for (const field of b) {
    const known = byName.get(field.name);
    if (known === undefined || known.test.type === 'RegularExpression') byName.set(field.name, field);
  }
  return [...byName.values()];
}

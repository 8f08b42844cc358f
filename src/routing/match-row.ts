import { hasField, passes } from './field-test.ts';
import type { MatchInput } from './match-input.ts';
import type { PathTest, Row } from './row.ts';

/** Whether a row matches a request, its hostname apart: all that it asks for (HR:765-785, GR:357-389). */
export function rowMatches(row: Row, input: MatchInput): boolean {
  return pathMatches(row.path, input.pathname) && matchesBesidePath(row, input);
}

/** The same where the path is known to match. */
export function matchesBesidePath(row: Row, input: MatchInput): boolean {
  if (row.method !== undefined && row.method !== input.method) return false;
  if (!grpcMatches(row, input)) return false;
  for (const test of row.headers) if (!hasField(test, input)) return false;
  for (const test of row.query) if (!hasField(test, input)) return false;
  return true;
}

/** Whether a path passes a test. */
export function pathMatches(path: PathTest | undefined, pathname: string): boolean {
  if (path === undefined) return true;
  if (path.type === 'Exact') return pathname === path.value;
  if (path.type === 'RegularExpression') {
    return path.text !== undefined && pathname.startsWith(path.literal) && passes(path.text, pathname);
  }
  return isPathPrefix(path.value, pathname);
}

/** Element by element: `/abc` is a prefix of `/abc` and `/abc/d`, not of `/abcd` (HR:529-539). */
export function isPathPrefix(prefix: string, pathname: string): boolean {
  return pathname.startsWith(prefix) && (pathname.length === prefix.length || pathname[prefix.length] === '/');
}

/** Whether the gRPC service and method are those asked for. */
export function grpcMatches({ kind, grpcService, grpcMethod }: Row, { grpc }: MatchInput): boolean {
  if (kind !== 'GRPCRoute') return true;
  if (grpc === undefined) return false;
  if (grpcService !== undefined && !passes(grpcService, grpc.service)) return false;
  return grpcMethod === undefined || passes(grpcMethod, grpc.method);
}

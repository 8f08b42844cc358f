import { readHostnames } from '../gateway-api/route.ts';
import { GRPC_ROUTE, HTTP_ROUTE } from '../gateway-api/kinds.ts';
import { attachRoute } from '../graph/attach/attach-route.ts';
import { rememberEach } from '../graph/remember.ts';
import { claimantsOf } from '../graph/resolve/route-claims.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { compileRows } from './compile-rows.ts';
import type { ListenerTable } from './gateway-table.ts';
import { coversHost } from './hostname-chain.ts';
import type { MatchInput } from './match-input.ts';
import { rowMatches } from './match-row.ts';
import type { Explain } from './near-rows.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { Row, RowKind } from './row.ts';
import type { Miss } from './trace.ts';

/** A route that names a Gateway or ListenerSet and does not attach to it. */
interface RefusedRoute {
  readonly hostnames: readonly string[];
  readonly rows: readonly Row[];
  /** The parentRef that is refused, and why. */
  readonly field: string;
  readonly because: Fact | undefined;
}

/** The HTTP and gRPC routes that name a holder of listeners in vain, worked out once for all requests. */
const refusedAt = rememberEach((snapshot: Snapshot, holder: KubernetesObject): readonly RefusedRoute[] =>
  claimantsOf(snapshot, holder, [HTTP_ROUTE, GRPC_ROUTE]).flatMap((route) => {
    const claims = attachRoute(snapshot, route).filter(({ parent }) => parent === holder);
    const refused = claims.find(({ accepted }) => accepted.status === 'False');
    if (refused === undefined || claims.some(({ accepted }) => accepted.status === 'True')) return [];
    const rows = compileRows(route, () => undefined);
    return [{ hostnames: readHostnames(route), rows, field: refused.path, because: refused.accepted.because }];
  }),
);

/** The routes that name the Gateway, would match, and do not attach: what a person may have meant. */
export function refusedRoutes(
  { snapshot }: RoutingWorld,
  { holder }: Partial<ListenerTable>,
  kinds: readonly RowKind[],
  request: RoutedRequest,
  input: MatchInput,
  { looked, told }: Explain,
): readonly Miss[] {
  if (holder === undefined) return [];
  const misses: Miss[] = [];
  for (const { hostnames, rows, field, because } of refusedAt(snapshot, holder).slice(0, looked)) {
    if (misses.length >= told) break;
    if (hostnames.length > 0 && !hostnames.some((hostname) => coversHost(hostname, request.host))) continue;
    const row = rows.find((one) => kinds.includes(one.kind) && rowMatches(one, input));
    if (row !== undefined) misses.push({ of: row.ref, field, fact: { code: 'routeRefused', because } });
  }
  return misses;
}

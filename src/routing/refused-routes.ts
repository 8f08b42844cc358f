import { readHostnames } from '../gateway-api/route.ts';
import { HTTP_ROUTE, GRPC_ROUTE } from '../gateway-api/kinds.ts';
import { attachRoute } from '../graph/attach/attach-route.ts';
import { claimantsOf } from '../graph/resolve/route-claims.ts';
import { coversHost } from './hostname-chain.ts';
import { compileRows } from './compile-rows.ts';
import type { ListenerTable } from './gateway-table.ts';
import type { MatchInput } from './match-input.ts';
import { rowMatches } from './match-row.ts';
import type { Explain } from './near-rows.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { RowKind } from './row.ts';
import type { Miss } from './trace.ts';

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
  const types = [HTTP_ROUTE, GRPC_ROUTE].filter(({ kind }) => kinds.some((wanted) => wanted === kind));
  const misses: Miss[] = [];
  for (const route of claimantsOf(snapshot, holder, types).slice(0, looked)) {
    if (misses.length >= told) break;
    const claims = attachRoute(snapshot, route).filter(({ parent }) => parent === holder);
    const refused = claims.find(({ accepted }) => accepted.status === 'False');
    if (refused === undefined || claims.some(({ accepted }) => accepted.status === 'True')) continue;
    const hostnames = readHostnames(route);
    if (hostnames.length > 0 && !hostnames.some((hostname) => coversHost(hostname, request.host))) continue;
    const row = compileRows(route, () => undefined).find((one) => rowMatches(one, input));
    if (row === undefined) continue;
    misses.push({
      of: row.ref,
      field: refused.path,
      fact: { code: 'routeRefused', because: refused.accepted.because },
    });
  }
  return misses;
}

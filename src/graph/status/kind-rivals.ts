import type { Listener } from '../../gateway-api/gateway.ts';
import { GRPC_ROUTE, HTTP_ROUTE } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from '../attach/attach-route.ts';
import type { RouteAttachment } from '../attach/attach-route.ts';
import { ANY_HOSTNAME } from '../attach/hostname.ts';
import { comparePrecedence } from '../precedence.ts';
import { rememberEach } from '../remember.ts';
import { claimantsOf } from '../resolve/route-claims.ts';

/** The routes of one kind at one listener, by the hostnames that they serve and by the wildcards above these. */
interface Hostnames {
  readonly exact: Map<string, KubernetesObject>;
  readonly below: Map<string, KubernetesObject>;
}

const KINDS = [HTTP_ROUTE, GRPC_ROUTE];

/**
 * An HTTPRoute and a GRPCRoute that share a hostname at a listener: up to v1.6 a controller had to refuse the younger, since v1.7 it
 * may (GRPCRoute.spec.hostnames). Undefined where the route has no such rival.
 * @param attachment of the route, to a Gateway or ListenerSet.
 */
export function kindRivalry(
  snapshot: Snapshot,
  route: KubernetesObject,
  { parent, listeners }: Pick<RouteAttachment, 'parent' | 'listeners'>,
): Fact | undefined {
  const kind = groupKindOf(route);
  if (parent === undefined || !KINDS.some((one) => sameGroupKind(one, kind))) return undefined;
  const others = hostnamesByListener(snapshot, parent).get(
    sameGroupKind(kind, HTTP_ROUTE) ? GRPC_ROUTE.kind : HTTP_ROUTE.kind,
  );
  for (const { listener, hostnames } of listeners) {
    const known = others?.get(listener);
    if (known === undefined) continue;
    for (const hostname of hostnames) {
      const rival = rivalFor(known, hostname);
      if (rival === undefined) continue;
      const dropped = comparePrecedence(rival, route) < 0 ? route : rival;
      return { code: 'kindsShareHostname', rival: refOf(rival), listener: listener.name, dropped: refOf(dropped) };
    }
  }
  return undefined;
}

function rivalFor({ exact, below }: Hostnames, hostname: string): KubernetesObject | undefined {
  for (const one of [hostname, ...wildcardsAbove(hostname)]) {
    const rival = exact.get(one);
    if (rival !== undefined) return rival;
  }
  return below.get(hostname);
}

/** By the kind of the route, then by listener. */
const hostnamesByListener = rememberEach((snapshot: Snapshot, holder: KubernetesObject) => {
  const byKind = new Map<string, Map<Listener, Hostnames>>();
  for (const route of claimantsOf(snapshot, holder).toSorted(comparePrecedence)) {
    if (!KINDS.some((one) => sameGroupKind(one, groupKindOf(route)))) continue;
    const byListener = byKind.get(route.kind) ?? new Map<Listener, Hostnames>();
    byKind.set(route.kind, byListener);
    for (const { parent, listeners } of attachRoute(snapshot, route)) {
      if (parent !== holder) continue;
      for (const { listener, hostnames } of listeners) {
        const known = byListener.get(listener) ?? { exact: new Map(), below: new Map() };
        byListener.set(listener, known);
        for (const hostname of hostnames) addHostname(known, hostname, route);
      }
    }
  }
  return byKind;
});

/** The older of several routes stays. */
function addHostname({ exact, below }: Hostnames, hostname: string, route: KubernetesObject): void {
  if (!exact.has(hostname)) exact.set(hostname, route);
  for (const wildcard of wildcardsAbove(hostname)) if (!below.has(wildcard)) below.set(wildcard, route);
}

/** `*.b.c`, `*.c` and `*` for `a.b.c`; of a wildcard those that are wider. */
function wildcardsAbove(hostname: string): readonly string[] {
  if (hostname === ANY_HOSTNAME) return [];
  const labels = hostname.split('.');
  const skipped = labels[0] === '*' ? 2 : 1;
  const above = labels.slice(skipped).map((_, index) => `*.${labels.slice(skipped + index).join('.')}`);
  return [...above, ANY_HOSTNAME];
}

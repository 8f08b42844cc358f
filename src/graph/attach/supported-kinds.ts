import { readAllowedKinds } from '../../gateway-api/gateway.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import { GATEWAY_API, GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';

/** The route kinds of each protocol; TLSRoute serves both modes of TLS (semantics.md 2.3). */
const KINDS_OF_PROTOCOL: ReadonlyMap<string, readonly GroupKind[]> = new Map([
  ['HTTP', [HTTP_ROUTE, GRPC_ROUTE]],
  ['HTTPS', [HTTP_ROUTE, GRPC_ROUTE]],
  ['TLS', [TLS_ROUTE]],
  ['TCP', [TCP_ROUTE]],
  ['UDP', [UDP_ROUTE]],
  // Istio's: routes attach to the Services behind a waypoint, not to its listener.
  ['HBONE', []],
]);

/** Whether a listener speaks the protocol of Istio's waypoints. */
export function isHbone({ protocol }: Listener): boolean {
  return protocol === 'HBONE';
}

/** Which kinds of routes a listener takes. */
export interface SupportedKinds {
  readonly kinds: readonly GroupKind[];
  /** Kinds of the API that `allowedRoutes.kinds` lists although the protocol cannot serve them. */
  readonly invalid: readonly GroupKind[];
  /** Listed kinds of other groups: only their controller knows them. */
  readonly foreign: readonly GroupKind[];
}

/** Whether the API knows the protocol, leaves it to a controller (`example.com/Custom`), or refuses the word. */
export function judgeProtocol(protocol: string): 'known' | 'custom' | 'unsupported' {
  if (KINDS_OF_PROTOCOL.has(protocol)) return 'known';
  return protocol.includes('/') ? 'custom' : 'unsupported';
}

/**
 * The kinds that a listener supports: those of its protocol, limited by `allowedRoutes.kinds` where that is written
 * (semantics.md 2.3). Empty for protocols that the API does not define.
 */
export function supportedKindsOf(listener: Listener): SupportedKinds {
  const compatible = KINDS_OF_PROTOCOL.get(listener.protocol) ?? [];
  const listed = readAllowedKinds(listener);
  if (listed.length === 0) return { kinds: compatible, invalid: [], foreign: [] };
  const isCompatible = (kind: GroupKind): boolean => compatible.some((known) => sameGroupKind(known, kind));
  const others = listed.filter((kind) => !isCompatible(kind));
  return {
    kinds: compatible.filter((known) => listed.some((kind) => sameGroupKind(known, kind))),
    invalid: others.filter(({ group }) => group === GATEWAY_API),
    foreign: others.filter(({ group }) => group !== GATEWAY_API),
  };
}

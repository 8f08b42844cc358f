import { BACKEND_TLS_POLICY, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from '../../gateway-api/kinds.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { combineConditions, isFalse, isOpen, notEvaluated } from '../condition.ts';
import { rememberEach } from '../remember.ts';
import { conditionOf } from '../resolve/reference.ts';
import { backendsOf, resolvedRefsOf } from '../resolve/route-references.ts';
import type { ResolvedBackend } from '../resolve/route-references.ts';
import { backendTlsAt } from './backend-tls-policy.ts';

/**
 * ResolvedRefs of a route for one parent. For a Gateway a backend is also invalid whose BackendTLSPolicy cannot be met
 * (HTTPBackendRef: "a BackendTLSPolicy is present that refers to the Service, and the implementation is unable to meet the
 * requirement").
 */
export function routeResolvedRefs(
  snapshot: Snapshot,
  route: KubernetesObject,
  parentRef: ParentRef,
): ComputedCondition {
  const isHttp = [HTTP_ROUTE, GRPC_ROUTE].some((kind) => sameGroupKind(kind, groupKindOf(route)));
  if (!isHttp || sameGroupKind(parentOf(parentRef), SERVICE)) return resolvedRefsOf(snapshot, route, parentRef);
  return withBackendTls(snapshot, route) ?? resolvedRefsOf(snapshot, route, parentRef);
}

/**
 * The references first: for them the API has reasons. What one policy does to several backends is one failure; undefined where none
 * does anything.
 */
const withBackendTls = rememberEach((snapshot: Snapshot, route: KubernetesObject) => {
  const backends = backendsOf(snapshot, route);
  const byPolicy = new Map<string, ComputedCondition>();
  for (const backend of backends) {
    const condition = judgeTls(snapshot, backend);
    if (condition !== undefined) byPolicy.set(JSON.stringify(condition.because), condition);
  }
  if (byPolicy.size === 0) return undefined;
  return combineConditions('ResolvedRefs', [
    ...backends.map(({ resolution }) => conditionOf(resolution)),
    ...byPolicy.values(),
  ]);
});

/** What a BackendTLSPolicy makes of a backend that is fine otherwise; undefined where it changes nothing. */
function judgeTls(snapshot: Snapshot, { ref, resolution }: ResolvedBackend): ComputedCondition | undefined {
  const { state, object } = resolution;
  if (state !== 'resolved' || object === undefined || !sameGroupKind(ref, SERVICE)) return undefined;
  const tls = backendTlsAt(snapshot, object, ref.port);
  if (tls === undefined) {
    if (snapshot.isComplete(BACKEND_TLS_POLICY, namespaceOf(object))) return undefined;
    return notEvaluated({ code: 'objectsNotRead', kind: BACKEND_TLS_POLICY.kind });
  }
  const { policy, accepted } = tls;
  // What a controller may meet or not decides nothing here.
  if (accepted.status === 'True' || isOpen(accepted)) return undefined;
  if (accepted.because?.code === 'targetIsUdp' || accepted.because?.code === 'foreignAuthority') return undefined;
  if (accepted.status === 'Unknown')
    return notEvaluated({ code: 'backendTlsUnknown', policy, because: accepted.because });
  // The API has no reason for it.
  return isFalse('InvalidBackendTLS', { code: 'backendTlsUnmet', policy, because: accepted.because });
}

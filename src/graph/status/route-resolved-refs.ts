import { BACKEND_TLS_POLICY, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from '../../gateway-api/kinds.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Fact } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refKey, sameGroupKind } from '../../model/ref.ts';
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
    if (condition !== undefined) byPolicy.set(failureKey(condition.because), condition);
  }
  if (byPolicy.size === 0) return undefined;
  return combineConditions('ResolvedRefs', [
    ...backends.map(({ resolution }) => conditionOf(resolution)),
    ...byPolicy.values(),
  ]);
});

/** What was found of each port of a Service: many routes send there, and each by several rules. */
const judgedPorts = rememberEach(
  (_snapshot: Snapshot, _service: KubernetesObject) =>
    new Map<number | undefined, { readonly condition: ComputedCondition | undefined }>(),
);

function judgeTls(snapshot: Snapshot, { ref, resolution }: ResolvedBackend): ComputedCondition | undefined {
  const { state, object } = resolution;
  if (state !== 'resolved' || object === undefined || !sameGroupKind(ref, SERVICE)) return undefined;
  const ports = judgedPorts(snapshot, object);
  const known = ports.get(ref.port) ?? { condition: judgePort(snapshot, object, ref.port) };
  ports.set(ref.port, known);
  return known.condition;
}

/** What a BackendTLSPolicy makes of a backend that is fine otherwise; undefined where it changes nothing. */
function judgePort(
  snapshot: Snapshot,
  object: KubernetesObject,
  port: number | undefined,
): ComputedCondition | undefined {
  const tls = backendTlsAt(snapshot, object, port);
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

/**
 * The same for backends that fail in one way by one policy. Most failures are the policy's own; only which policy comes before it is a
 * matter of the target. Hints in a fact are not asked for: they are read when they are said.
 */
function failureKey(because: Fact | undefined): string {
  if (because?.code !== 'backendTlsUnmet' && because?.code !== 'backendTlsUnknown') return because?.code ?? '';
  const { policy, because: inner } = because;
  return inner?.code === 'policyBefore' ? JSON.stringify(inner) : `${refKey(policy)} ${inner?.code ?? ''}`;
}

import { isOpen } from '../graph/condition.ts';
import type { Graph, GraphEdge } from '../graph/graph.ts';
import { countEndpoints } from '../graph/resolve/count-endpoints.ts';
import { backendTlsAt } from '../graph/status/backend-tls-policy.ts';
import { SERVICE } from '../gateway-api/kinds.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import { usesBackendTls } from '../policy/uses-backend-tls.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath } from '../model/read.ts';
import { refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { edgeVerdict } from './edge-verdict.ts';
import { FINE } from './verdict.ts';
import type { JudgedWorld, Verdict } from './verdict.ts';

/**
 * Whether requests reach a backend that a route names: by the reference, then by the BackendTLSPolicy that governs it, then by its
 * endpoints. What is not known of the last two is no doubt.
 */
export function backendVerdict(world: JudgedWorld, edge: GraphEdge): Verdict {
  const verdict = backendTlsVerdict(world, edge);
  if (verdict.state !== 'ok' || !sameGroupKind(edge.to, SERVICE)) return verdict;
  const service = world.graph.node(wholeOf(edge.to)).object;
  return service === undefined ? verdict : endpointsVerdict(world, service);
}

/** A Service as a backend, whoever sends there: by the BackendTLSPolicy that governs all of it, then by its endpoints. */
export function serviceVerdict(world: JudgedWorld, service: KubernetesObject): Verdict {
  const tls = backendTlsAt(world.snapshot, service, undefined);
  return tls?.accepted.status === 'False' && !isOpen(tls.accepted) && tls.accepted.because?.code !== 'targetIsUdp'
    ? tlsFails(tls.policy, tls.accepted)
    : endpointsVerdict(world, service);
}

function endpointsVerdict({ snapshot }: JudgedWorld, service: KubernetesObject): Verdict {
  // Endpoints of an external name are looked up elsewhere.
  if (readPath(service, 'spec', 'type') === 'ExternalName') return FINE;
  const endpoints = countEndpoints(snapshot, refOf(service));
  if (endpoints === undefined || endpoints.ready > 0) return FINE;
  return { ...FINE, state: 'warning', because: [{ code: 'noEndpoints', endpoints }] };
}

function tlsFails(policy: ObjectRef, condition: ComputedCondition): Verdict {
  return { ...FINE, state: 'broken', because: [{ code: 'tlsFails', policy, condition }] };
}

/** The same without its endpoints. A BackendTLSPolicy that cannot be met fails connections: it never means plaintext. */
export function backendTlsVerdict({ snapshot, graph }: JudgedWorld, edge: GraphEdge): Verdict {
  const verdict = edgeVerdict(edge);
  if (verdict.state !== 'ok' || !sameGroupKind(edge.to, SERVICE)) return verdict;
  const service = graph.node(wholeOf(edge.to)).object;
  const route = wholeOf(edge.from);
  if (service === undefined || !usesBackendTls(graph, route) || isOfMesh(graph, route)) return verdict;
  const tls = backendTlsAt(snapshot, service, edge.port);
  return tls?.accepted.status === 'False' && !isOpen(tls.accepted) ? tlsFails(tls.policy, tls.accepted) : verdict;
}

/** Whether only a mesh sends by a route: BackendTLSPolicies are about Gateways (semantics.md 5.10). */
function isOfMesh(graph: Graph, route: ObjectRef): boolean {
  const claims = graph.attachments(route).filter(({ path }) => path !== '');
  return claims.length > 0 && claims.every(({ parentRef }) => sameGroupKind(parentOf(parentRef), SERVICE));
}

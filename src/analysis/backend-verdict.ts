import type { GraphEdge } from '../graph/graph.ts';
import { countEndpoints } from '../graph/resolve/count-endpoints.ts';
import { backendTlsAt } from '../graph/status/backend-tls-policy.ts';
import { SERVICE } from '../gateway-api/kinds.ts';
import { usesBackendTls } from '../policy/uses-backend-tls.ts';
import { readPath } from '../model/read.ts';
import { refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import { edgeVerdict } from './edge-verdict.ts';
import type { JudgedWorld, Verdict } from './verdict.ts';

/**
 * Whether requests reach a backend that a route names: by the reference, then by the BackendTLSPolicy that governs it, then by its
 * endpoints. What is not known of the last two is no doubt.
 */
export function backendVerdict(world: JudgedWorld, edge: GraphEdge): Verdict {
  const verdict = backendTlsVerdict(world, edge);
  if (verdict.state !== 'ok' || !sameGroupKind(edge.to, SERVICE)) return verdict;
  const service = world.graph.node(wholeOf(edge.to)).object;
  // Endpoints of an external name are looked up elsewhere.
  if (service === undefined || readPath(service, 'spec', 'type') === 'ExternalName') return verdict;
  const endpoints = countEndpoints(world.snapshot, refOf(service));
  if (endpoints === undefined || endpoints.ready > 0) return verdict;
  return { ...verdict, state: 'warning', because: [{ code: 'noEndpoints', endpoints }] };
}

/** The same without its endpoints. A BackendTLSPolicy that cannot be met fails connections: it never means plaintext. */
export function backendTlsVerdict({ snapshot, graph }: JudgedWorld, edge: GraphEdge): Verdict {
  const verdict = edgeVerdict(edge);
  if (verdict.state !== 'ok' || !sameGroupKind(edge.to, SERVICE)) return verdict;
  const service = graph.node(wholeOf(edge.to)).object;
  if (service === undefined || !usesBackendTls(graph, wholeOf(edge.from))) return verdict;
  const tls = backendTlsAt(snapshot, service, edge.port);
  if (tls?.accepted.status !== 'False') return verdict;
  const { policy, accepted: condition } = tls;
  return { ...verdict, state: 'broken', because: [{ code: 'tlsFails', policy, condition }] };
}

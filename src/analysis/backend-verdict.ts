import type { GraphEdge } from '../graph/graph.ts';
import { countEndpoints } from '../graph/resolve/count-endpoints.ts';
import { backendTlsAt } from '../graph/status/backend-tls-policy.ts';
import { SERVICE } from '../gateway-api/kinds.ts';
import { usesBackendTls } from '../policy/uses-backend-tls.ts';
import { readPath } from '../model/read.ts';
import { sameGroupKind, wholeOf } from '../model/ref.ts';
import { edgeVerdict } from './edge-verdict.ts';
import type { JudgedWorld, Verdict } from './verdict.ts';

/**
 * Whether requests reach a backend that a route names: by the reference, then by the BackendTLSPolicy that governs it (of which a
 * failure never means plaintext), then by its endpoints. What is not known of the last two is no doubt.
 */
export function backendVerdict(world: JudgedWorld, edge: GraphEdge): Verdict {
  const verdict = edgeVerdict(edge);
  if (verdict.state !== 'ok' || !sameGroupKind(edge.to, SERVICE)) return verdict;
  const { snapshot, graph } = world;
  const lookup = snapshot.find(edge.to);
  if (lookup.state !== 'found') return verdict;
  const tls = usesBackendTls(graph, wholeOf(edge.from)) ? backendTlsAt(snapshot, lookup.object, edge.port) : undefined;
  if (tls?.accepted.status === 'False') {
    const { policy, accepted: condition } = tls;
    return { ...verdict, state: 'broken', because: [{ code: 'tlsFails', policy, condition }] };
  }
  // Endpoints of an external name are looked up elsewhere.
  if (readPath(lookup.object, 'spec', 'type') === 'ExternalName') return verdict;
  const endpoints = countEndpoints(snapshot, wholeOf(edge.to));
  if (endpoints === undefined || endpoints.ready > 0) return verdict;
  return { ...verdict, state: 'warning', because: [{ code: 'noEndpoints', endpoints }] };
}

import { BACKEND_TLS_POLICY, X_TELEMETRY_POLICY } from '../../../gateway-api/kinds.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { authoritiesOf } from '../../status/backend-tls-policy.ts';
import type { GraphEdge } from '../../graph.ts';
import { resolveTargets, selectTargets } from '../../resolve/policy-target.ts';
import { collectorOf } from '../../status/telemetry-policy.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Policy -> target; BackendTLSPolicy -> CA; XTelemetryPolicy -> collector. */
export const policyEdges: EdgeRule = (snapshot, object, { policyKinds }) => {
  const from = refOf(object);
  if (!policyKinds.some((kind) => sameGroupKind(kind, from))) return [];
  const targets = [...resolveTargets(snapshot, object), ...selectTargets(snapshot, object)];
  const edges: GraphEdge[] = targets.map(({ node, path, resolution }) =>
    edgeOf('target', from, node, path, resolution),
  );
  if (sameGroupKind(from, BACKEND_TLS_POLICY)) {
    for (const { ref, path, resolution } of authoritiesOf(snapshot, object)) {
      edges.push(edgeOf('ca', from, ref, path, resolution));
    }
  }
  const collector = sameGroupKind(from, X_TELEMETRY_POLICY) ? collectorOf(snapshot, object) : undefined;
  if (collector !== undefined)
    edges.push(edgeOf('endpoint', from, collector.ref, collector.path, collector.resolution));
  return edges;
};

import { BACKEND_TLS_POLICY, X_TELEMETRY_POLICY } from '../../../gateway-api/kinds.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { authoritiesOf } from '../../status/backend-tls-policy.ts';
import type { GraphEdge } from '../../graph.ts';
import { isNamed, resolutionOf } from '../../resolve/policy-target.ts';
import { targetsOf } from '../../resolve/policy-targets.ts';
import { collectorOf } from '../../status/telemetry-policy.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Policy -> target; BackendTLSPolicy -> CA; XTelemetryPolicy -> collector. */
export const policyEdges: EdgeRule = (snapshot, object, { policyKinds }) => {
  const from = refOf(object);
  const kind = policyKinds.find((one) => sameGroupKind(one, from));
  if (kind === undefined) return [];
  // A selection that finds nothing names nothing.
  const edges: GraphEdge[] = targetsOf(snapshot, object, kind)
    .targets.filter(isNamed)
    .map((target) => edgeOf('target', from, target.node ?? target.ref, target.path, resolutionOf(target)));
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

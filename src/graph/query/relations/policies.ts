import { BACKEND_TLS_POLICY, X_TELEMETRY_POLICY } from '../../../gateway-api/kinds.ts';
import type { TargetingKind } from '../../../gateway-api/policy-claims.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../../model/ref.ts';
import type { GraphOptions } from '../../graph.ts';
import { isNamed, resolutionOf } from '../../resolve/policy-target.ts';
import { targetsOf } from '../../resolve/policy-targets.ts';
import { authoritiesOf } from '../../status/backend-tls-policy.ts';
import { collectorOf } from '../../status/telemetry-policy.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Policy -> target. A selection that finds nothing names nothing. */
export const targetEdges: EdgeRule = (snapshot, object, options) => {
  const kind = kindOf(object, options);
  if (kind === undefined) return [];
  const from = refOf(object);
  return targetsOf(snapshot, object, kind)
    .targets.filter(isNamed)
    .map((target) => edgeOf('target', from, target.node ?? target.ref, target.path, resolutionOf(target)));
};

/** BackendTLSPolicy -> certificate authority. */
export const policyAuthorityEdges: EdgeRule = (snapshot, object, options) => {
  const kind = kindOf(object, options);
  if (kind === undefined || !sameGroupKind(kind, BACKEND_TLS_POLICY)) return [];
  return authoritiesOf(snapshot, object).map(({ ref, path, resolution }) =>
    edgeOf('ca', refOf(object), ref, path, resolution),
  );
};

/** XTelemetryPolicy -> collector. */
export const collectorEdges: EdgeRule = (snapshot, object, options) => {
  const kind = kindOf(object, options);
  const collector =
    kind !== undefined && sameGroupKind(kind, X_TELEMETRY_POLICY) ? collectorOf(snapshot, object) : undefined;
  if (collector === undefined) return [];
  return [edgeOf('endpoint', refOf(object), collector.ref, collector.path, collector.resolution)];
};

function kindOf(object: KubernetesObject, { policyKinds }: GraphOptions): TargetingKind | undefined {
  const type = groupKindOf(object);
  return policyKinds.find((kind) => sameGroupKind(kind, type));
}

import type { ComputedCondition } from '../../model/computed-condition.ts';
import { GATEWAY, X_TELEMETRY_POLICY } from '../../gateway-api/kinds.ts';
import { readCollector } from '../../gateway-api/telemetry-policy.ts';
import type { CollectorRef } from '../../gateway-api/telemetry-policy.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { precedenceReason } from '../precedence.ts';
import { resolveBackend } from '../resolve/backend-resolution.ts';
import type { BackendResolution } from '../resolve/backend-resolution.ts';
import { isFalse, isTrue, notEvaluated } from '../condition.ts';
import type { AncestorState } from './policy-outcome.ts';
import { rankPolicies } from '../resolve/rank-policies.ts';
import { resolutionOf } from '../resolve/policy-target.ts';
import type { ResolvedTarget } from '../resolve/policy-target.ts';
import { namedTargets } from '../resolve/policy-targets.ts';
import { conditionOf } from '../resolve/reference.ts';
import { rememberEach } from '../remember.ts';

/** The collector of an XTelemetryPolicy with its outcome. */
export interface Collector extends CollectorRef {
  readonly resolution: BackendResolution;
}

/** Where an XTelemetryPolicy sends traces; undefined where it names no collector. */
export const collectorOf = rememberEach((snapshot: Snapshot, policy: KubernetesObject): Collector | undefined => {
  const collector = readCollector(policy);
  if (collector === undefined) return undefined;
  return {
    ...collector,
    resolution: resolveBackend(snapshot, collector.ref, { from: refOf(policy), needsGrant: true }),
  };
});

/**
 * What the specification says of an XTelemetryPolicy at each Gateway that it targets (semantics.md 5.13): the oldest of
 * a Gateway applies whole.
 */
export const telemetryAncestors = rememberEach(
  (snapshot: Snapshot, policy: KubernetesObject): readonly AncestorState[] => {
    const collector = collectorOf(snapshot, policy);
    const resolvedRefs = collector === undefined ? isTrue('ResolvedRefs') : conditionOf(collector.resolution);
    return namedTargets(snapshot, policy).map((target) => ({
      ancestor: target.ref,
      accepted: judgeTarget(snapshot, policy, target),
      resolvedRefs,
    }));
  },
);

function judgeTarget(snapshot: Snapshot, policy: KubernetesObject, target: ResolvedTarget): ComputedCondition {
  const { ref } = target;
  if (!sameGroupKind(ref, GATEWAY)) {
    return notEvaluated({ code: 'foreignTarget', policy: X_TELEMETRY_POLICY.kind, kind: ref.kind });
  }
  if (target.state !== 'resolved') return conditionOf(resolutionOf(target));
  const [winner] = rankPolicies(snapshot, X_TELEMETRY_POLICY, namespaceOf(policy) ?? '', ref);
  if (winner === undefined || winner === policy) return isTrue('Accepted');
  const by = precedenceReason(winner, policy);
  return isFalse('Conflicted', { code: 'policyBefore', policy: refOf(winner), target: ref, port: undefined, by });
}

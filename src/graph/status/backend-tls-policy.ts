import type { ComputedCondition } from '../../model/computed-condition.ts';
import { readBackendTrust } from '../../gateway-api/backend-tls-policy.ts';
import { readPolicyTargets } from '../../gateway-api/policy.ts';
import { portOf } from '../../gateway-api/section.ts';
import { readServicePorts } from '../../gateway-api/service-port.ts';
import { BACKEND_TLS_POLICY, SERVICE } from '../../gateway-api/kinds.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gatewaysReaching } from '../attach/backend-reach.ts';
import type { BackendReach } from '../attach/backend-reach.ts';
import { precedenceReason } from '../precedence.ts';
import { backendTlsOf } from '../resolve/backend-tls-targets.ts';
import { resolveAuthority } from '../resolve/certificate-authorities.ts';
import { choiceOfAll, combineConditions, isFalse, isTrue, notEvaluated } from '../condition.ts';
import { combineTargets } from './policy-outcome.ts';
import type { AncestorState, TargetOutcome } from './policy-outcome.ts';
import { resolutionOf, resolveNamed } from '../resolve/policy-target.ts';
import type { ResolvedTarget } from '../resolve/policy-target.ts';
import { namedTargets } from '../resolve/policy-targets.ts';
import { conditionOf, withResolution } from '../resolve/reference.ts';
import type { ResolvedReference } from '../resolve/reference.ts';
import { rememberEach } from '../remember.ts';

/** What a BackendTLSPolicy trusts, with the outcome of its references. */
export const authoritiesOf = rememberEach(
  (snapshot: Snapshot, policy: KubernetesObject): readonly ResolvedReference[] =>
    readBackendTrust(policy).authorities.map((reference) =>
      withResolution(reference, resolveAuthority(snapshot, undefined, reference.ref, REASONS)),
    ),
);

const REASONS = { notFound: 'InvalidCACertificateRef', invalidKind: 'InvalidKind' };

/**
 * What the specification says of a BackendTLSPolicy at every Gateway that reaches one of its targets with a request of
 * which it sees the content (semantics.md 5.10).
 */
export const backendTlsAncestors = rememberEach(
  (snapshot: Snapshot, policy: KubernetesObject): readonly AncestorState[] => {
    const targets = namedTargets(snapshot, policy);
    const byGateway = new Map<string, { readonly gateway: KubernetesObject; readonly outcomes: TargetOutcome[] }>();
    for (const target of targets) {
      const { section: _, ...object } = target.ref;
      const outcome = judgeTarget(snapshot, policy, target);
      for (const reach of gatewaysReaching(snapshot, object)) {
        if (!reachesTarget(reach, target)) continue;
        const key = refKey(refOf(reach.gateway));
        const entry = byGateway.get(key) ?? { gateway: reach.gateway, outcomes: [] };
        byGateway.set(key, entry);
        entry.outcomes.push(outcome);
      }
    }
    const trust = judgeTrust(snapshot, policy);
    const resolvedRefs = combineConditions(
      'ResolvedRefs',
      authoritiesOf(snapshot, policy).map(({ resolution }) => conditionOf(resolution)),
    );
    return [...byGateway.values()].map(({ gateway, outcomes }) => ({
      ancestor: refOf(gateway),
      accepted: combineTargets(outcomes, trust),
      resolvedRefs,
    }));
  },
);

/**
 * What the specification says of a BackendTLSPolicy on one of its targets, whoever sends there: False where every connection to
 * the target fails by it.
 * @param backend the target without a section.
 */
export function backendTlsAcceptance(
  snapshot: Snapshot,
  policy: KubernetesObject,
  backend: ObjectRef,
): ComputedCondition {
  const key = refKey(backend);
  // What else it targets is no matter here, and may be far away.
  const outcomes = readPolicyTargets(policy)
    .filter(({ ref }) => refKey(wholeOf(ref)) === key)
    .map((target) => judgeTarget(snapshot, policy, resolveNamed(snapshot, refOf(policy), target)));
  return combineTargets(outcomes, judgeTrust(snapshot, policy));
}

/**
 * What becomes of the connections to a Service by the BackendTLSPolicy that governs it, one for the port before one for the whole
 * Service; undefined where none does.
 * @param port of the Service; undefined: the whole Service.
 */
export function backendTlsAt(
  snapshot: Snapshot,
  service: KubernetesObject,
  port: number | undefined,
): { readonly policy: ObjectRef; readonly accepted: ComputedCondition } | undefined {
  const ref = refOf(service);
  const section =
    port === undefined ? undefined : readServicePorts(service).find(({ number }) => number === port)?.name;
  const ofPort = section === undefined ? [] : backendTlsOf(snapshot, { ...ref, section });
  const [policy] = ofPort.length > 0 ? ofPort : backendTlsOf(snapshot, ref);
  return policy && { policy: refOf(policy), accepted: backendTlsAcceptance(snapshot, policy, ref) };
}

/** A policy for one port acts only where that port is used. */
function reachesTarget({ terminatedPorts }: BackendReach, { ref, node }: ResolvedTarget): boolean {
  if (terminatedPorts.size === 0) return false;
  if (ref.section === undefined || node?.section === undefined || node.section === ref.section) return true;
  return terminatedPorts.has(undefined) || terminatedPorts.has(portOf(node.section));
}

function judgeTarget(snapshot: Snapshot, policy: KubernetesObject, target: ResolvedTarget): TargetOutcome {
  const { ref } = target;
  if (!sameGroupKind(ref, SERVICE)) {
    return { condition: notEvaluated({ code: 'foreignTarget', policy: BACKEND_TLS_POLICY.kind, kind: ref.kind }) };
  }
  if (target.state !== 'resolved') return { condition: conditionOf(resolutionOf(target)) };
  const [winner] = backendTlsOf(snapshot, ref);
  if (winner !== undefined && winner !== policy) {
    const by = precedenceReason(winner, policy);
    const because: Fact = { code: 'policyBefore', policy: refOf(winner), target: ref, port: ref.section, by };
    return { condition: isFalse('Conflicted', because) };
  }
  return { condition: judgeProtocol(target) ?? isTrue('Accepted') };
}

/** TLS needs a connection: a port that only speaks UDP cannot have it. */
function judgeProtocol({ ref, object }: ResolvedTarget): ComputedCondition | undefined {
  if (object === undefined) return undefined;
  const ports = readServicePorts(object).filter(({ name }) => ref.section === undefined || name === ref.section);
  if (ports.length === 0 || ports.some(({ protocol }) => protocol !== 'UDP')) return undefined;
  return isFalse('Invalid', { code: 'targetIsUdp', target: ref });
}

/** Whether anything is left to trust; a policy without it fails requests rather than send them in the clear. */
function judgeTrust(snapshot: Snapshot, policy: KubernetesObject): ComputedCondition {
  const { wellKnown, path } = readBackendTrust(policy);
  const authorities = authoritiesOf(snapshot, policy);
  if (authorities.length === 0 && wellKnown === undefined) {
    return isFalse('Invalid', { code: 'noAuthorityNamed', path });
  }
  if (authorities.length === 0) return judgeWellKnown(wellKnown ?? '', path);
  const conditions = authorities.map(({ resolution }) => conditionOf(resolution));
  if (conditions.some(({ status }) => status === 'True')) return isTrue('Accepted');
  const unknown = conditions.find(({ status }) => status === 'Unknown');
  if (unknown !== undefined) return unknown;
  const because: Fact = { code: 'noAuthorityLeft', because: conditions[0]?.because };
  return isFalse('NoValidCACertificate', because, { choice: choiceOfAll(conditions) });
}

function judgeWellKnown(wellKnown: string, path: string): ComputedCondition {
  if (wellKnown === 'System') return isTrue('Accepted');
  if (wellKnown.includes('/')) return notEvaluated({ code: 'foreignWellKnown', wellKnown });
  return isFalse('Invalid', { code: 'unknownWellKnown', wellKnown, path });
}

import type { ComputedCondition } from '../model/computed-condition.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { GATEWAY_CLASS, X_MESH, isRouteKind } from '../gateway-api/kinds.ts';
import { isBroken } from '../graph/query/flow.ts';
import { listenerEntryOf } from '../gateway-api/listener-entry.ts';
import type { ListenerEntry } from '../gateway-api/listener-entry.ts';
import { isFromServer } from '../graph/status/drift.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord } from '../model/read.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { reportPolicy } from '../policy/policy-report.ts';
import { admissionVerdict } from './admission-verdict.ts';
import { sumStatuses } from './reported-status.ts';
import type { ReportedStatus } from './reported-status.ts';
import { isFlawed } from './verdict.ts';
import type { JudgedWorld } from './verdict.ts';
import { listenerVerdict } from './parent-verdict.ts';

/** The conditions of an object as the rules of the specification give them, each summed up as a reported one is. */
export type ComputedStatus = Readonly<Record<'Accepted' | 'ResolvedRefs' | 'Programmed', ReportedStatus>>;

/**
 * Whether what is written of an object holds no status that a controller could have written: manifests have none. An object
 * of a server says by its empty status that no controller looked at it.
 */
export function lacksStatus(object: KubernetesObject): boolean {
  return !isFromServer(object) && isEmpty(object['status']);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isEmpty);
}

/** Answers for objects without a status: what gwctl computes, as the object's own page shows it. */
export function computeStatuses(
  world: JudgedWorld,
  policyKinds: readonly PolicyKind[],
): (object: KubernetesObject) => ComputedStatus {
  const index = indexPolicies({ ...world, kinds: policyKinds });
  return (object) => {
    const entry = listenerEntryOf(object);
    if (entry !== undefined) return listenerStatus(world, entry);
    const ref = refOf(object);
    if (admissionVerdict(world, ref).state === 'broken') return REFUSED;
    if (isRouteKind(ref)) return routeStatus(world, ref);
    if (policyKinds.some((kind) => sameGroupKind(kind, ref))) return { ...UNKNOWN, Accepted: policyStatus(ref) };
    return parentStatus(world, ref) ?? { ...UNKNOWN, Accepted: classStatus(world, ref) };
  };

  function policyStatus(ref: ObjectRef): ReportedStatus {
    const ancestors = world.graph.ancestors(ref);
    if (ancestors.length > 0) return sum(ancestors.map(({ accepted }) => accepted));
    const policy = index.policy(ref);
    return (policy === undefined ? undefined : reportPolicy(index, policy).expected?.accepted.status) ?? 'Unknown';
  }
}

/** What no API server takes is accepted by no controller. */
const REFUSED: ComputedStatus = { Accepted: 'False', ResolvedRefs: 'Unknown', Programmed: 'False' };
const UNKNOWN: ComputedStatus = { Accepted: 'Unknown', ResolvedRefs: 'Unknown', Programmed: 'Unknown' };

function routeStatus({ graph }: JudgedWorld, ref: ObjectRef): ComputedStatus {
  const attachments = graph.attachments(ref).filter(({ path }) => path !== '');
  return {
    Accepted: sum(attachments.map(({ accepted }) => accepted)),
    ResolvedRefs: sum(attachments.map(({ resolvedRefs }) => resolvedRefs)),
    Programmed: 'Unknown',
  };
}

/** A Gateway or ListenerSet. What is accepted is programmed as soon as a listener of it can be. */
function parentStatus({ graph }: JudgedWorld, ref: ObjectRef): ComputedStatus | undefined {
  const parent = graph.parent(ref);
  if (parent === undefined) return undefined;
  const { accepted, resolvedRefs, listeners } = parent;
  const states = listeners.map((listener) => listenerVerdict(listener));
  const isRefused = states.length > 0 && states.every(isFlawed);
  const isProgrammed = states.some(({ state }) => state === 'ok');
  return {
    Accepted: accepted.status,
    ResolvedRefs: resolvedRefs?.status ?? 'Unknown',
    Programmed:
      accepted.status === 'True' ? (isRefused ? 'False' : isProgrammed ? 'True' : 'Unknown') : accepted.status,
  };
}

/** A listener is programmed where it can be, and what holds it is accepted. */
function listenerStatus({ graph }: JudgedWorld, { holder, listener }: ListenerEntry): ComputedStatus {
  const parent = graph.parent(refOf(holder));
  const computed = parent?.listeners.find(({ path }) => path === `spec.listeners[${listener.index}]`);
  if (parent === undefined || computed === undefined) return UNKNOWN;
  const verdict = listenerVerdict(computed);
  return {
    Accepted: computed.accepted.status,
    ResolvedRefs: computed.resolvedRefs.status,
    Programmed:
      parent.accepted.status === 'True'
        ? isFlawed(verdict)
          ? 'False'
          : verdict.state === 'ok'
            ? 'True'
            : 'Unknown'
        : parent.accepted.status,
  };
}

/** Only its controller accepts a class; what it refers to has to be there. */
function classStatus({ graph }: JudgedWorld, ref: ObjectRef): ReportedStatus {
  return isClass(ref) && graph.outgoing(ref, 'parameters').some(isBroken) ? 'False' : 'Unknown';
}

function isClass(ref: GroupKind): boolean {
  return sameGroupKind(ref, GATEWAY_CLASS) || sameGroupKind(ref, X_MESH);
}

function sum(conditions: readonly Pick<ComputedCondition, 'status'>[]): ReportedStatus {
  return sumStatuses(conditions.map(({ status }) => status));
}

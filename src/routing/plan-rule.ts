import type { BackendRef } from '../gateway-api/backend-ref.ts';
import { SERVICE, X_BACKEND } from '../gateway-api/kinds.ts';
import type { RouteRule } from '../gateway-api/route.ts';
import { portSection } from '../gateway-api/section.ts';
import { resolveBackend } from '../graph/resolve/backend-resolution.ts';
import type { BackendResolution } from '../graph/resolve/backend-resolution.ts';
import { countEndpoints } from '../graph/resolve/count-endpoints.ts';
import { backendTlsAcceptance } from '../graph/status/backend-tls-policy.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Fact } from '../model/fact.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../model/read.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { backendTlsOf } from '../policy/settings/backend-tls.ts';
import { policySteps } from './policy-steps.ts';
import type { RoutingWorld } from './routing-world.ts';
import type { Row } from './row.ts';
import type { BackendPlan, PlannedBackend, PlannedFailure, RulePlan } from './rule-plan.ts';
import { settingSteps } from './setting-steps.ts';
import type { FailingShare, WayStep } from './trace.ts';

/** How a rule is reached. */
export interface RuleUse {
  /** The Gateway, or in a mesh the Service. */
  readonly parent: ObjectRef;
  /** With the listener's name as section; undefined in a mesh. */
  readonly listener: ObjectRef | undefined;
  /** False in a mesh. */
  readonly needsGrant: boolean;
  /** Whether the connection to the backend is the Gateway's own: not where TLS is passed through, or of TCP and UDP. */
  readonly usesBackendTls: boolean;
}

/** What becomes of the requests of a row's rule: its backends by weight, and what acts on them. */
export function planRule(world: RoutingWorld, row: Row, use: RuleUse): RulePlan {
  const { parent } = use;
  return once(world.plans, row.rule, `${parent.kind}/${parent.namespace ?? ''}/${parent.name}`, use, () => ({
    ...once(world.backendPlans, row.rule, '', use, () => planBackends(world, row, use)),
    policies: policySteps(world.index, row, use),
  }));
}

/** A plan of a rule, worked out once for each way to it; how backends are reached is always part of that. */
function once<Plan>(
  all: WeakMap<RouteRule, Map<string, Plan>>,
  rule: RouteRule,
  way: string,
  { needsGrant, usesBackendTls }: RuleUse,
  make: () => Plan,
): Plan {
  let plans = all.get(rule);
  if (plans === undefined) all.set(rule, (plans = new Map()));
  const key = `${way} ${needsGrant} ${usesBackendTls}`;
  const known = plans.get(key) ?? make();
  plans.set(key, known);
  return known;
}

function planBackends(world: RoutingWorld, row: Row, use: RuleUse): BackendPlan {
  const { backendRefs, index } = row.rule;
  const total = backendRefs.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const backends: PlannedBackend[] = [];
  const failing: PlannedFailure[] = [];
  const steps: WayStep[] = [];
  const notes: Fact[] = [];
  for (const [at, written] of backendRefs.entries()) {
    if (written.weight <= 0) continue;
    const field = `spec.rules[${index}].backendRefs[${at}]`;
    const share = written.weight / total;
    const outcome = judgeBackend(world, row, written, use);
    if (outcome.failure !== undefined) {
      failing.push({ field, share, backend: outcome.backend, ...outcome.failure });
      continue;
    }
    const backend = { written, field, share, ...outcome.backend };
    backends.push(backend);
    notes.push(...outcome.notes);
    steps.push(...backendSteps(backend, outcome.tls, row.ref));
  }
  return {
    backends,
    failing,
    nothing:
      backendRefs.length === 0 ? { code: 'noBackendRefs' } : total === 0 ? { code: 'allWeightsZero' } : undefined,
    steps: [...steps, ...settingSteps(world.index, row)],
    notes,
  };
}

interface BackendTls {
  readonly hostname: string | undefined;
  readonly source: ObjectRef;
  /** Why the policy is refused: every connection fails then. */
  readonly refused?: ComputedCondition | undefined;
}

interface BackendOutcome {
  readonly failure?: Pick<FailingShare, 'statusCode' | 'reason'>;
  readonly backend: Omit<PlannedBackend, 'written' | 'field' | 'share'>;
  readonly tls: BackendTls | undefined;
  readonly notes: readonly Fact[];
}

function judgeBackend(world: RoutingWorld, row: Row, written: BackendRef, use: RuleUse): BackendOutcome {
  const { group, kind, namespace, name, port, weight } = written;
  const ref: ObjectRef = { group, kind, namespace, name };
  const resolution = resolveBackend(world.snapshot, written, { from: row.ref, needsGrant: use.needsGrant });
  // Of a Service that was not read nothing is known, whatever slices there are.
  const isThere = resolution.object !== undefined && sameGroupKind(ref, SERVICE);
  const ready = isThere ? countEndpoints(world.snapshot, ref)?.ready : undefined;
  const tls = use.usesBackendTls ? readBackendTls(world, ref, port, resolution.object) : undefined;
  return {
    ...failureOf(resolution, ref, ready, tls),
    backend: {
      ref,
      port,
      weight,
      targetPort: targetPortOf(resolution.object, port),
      readyEndpoints: ready,
      appProtocol: resolution.appProtocol,
      tlsHostname: tls?.hostname,
    },
    tls,
    notes: [
      ...(resolution.state === 'unknown'
        ? [{ code: 'backendNotJudged', backend: ref, because: resolution.because } as const]
        : []),
      ...(tls?.refused === undefined
        ? []
        : [{ code: 'backendTlsByChoice', policy: tls.source, because: tls.refused.choice } as const]),
    ],
  };
}

/** HR:279-299: what cannot be used is a 500 for its share, what has no ready endpoint a 503. */
function failureOf(
  { state, because }: BackendResolution,
  backend: ObjectRef,
  ready: number | undefined,
  tls: BackendTls | undefined,
): Pick<BackendOutcome, 'failure'> {
  if (state === 'missing' || state === 'notPermitted') {
    return { failure: { statusCode: 500, reason: { code: 'backendsFail', because, more: 0 } } };
  }
  if (tls?.refused !== undefined && tls.refused.choice === undefined) {
    const reason: Fact = { code: 'backendTlsFails', policy: tls.source, reason: tls.refused.reason };
    return { failure: { statusCode: 500, reason } };
  }
  if (ready === 0) return { failure: { statusCode: 503, reason: { code: 'noReadyEndpoints', backend } } };
  return {};
}

/** TLS to a backend by the policy that governs its port; one that is refused never means plain text (BT:187-203). */
function readBackendTls(
  { index, snapshot }: RoutingWorld,
  ref: ObjectRef,
  port: number | undefined,
  object: KubernetesObject | undefined,
): BackendTls | undefined {
  if (sameGroupKind(ref, X_BACKEND)) {
    const hostname = readString(readPath(object, 'spec', 'tls', 'validation', 'hostname'));
    return hostname === undefined ? undefined : { hostname, source: ref };
  }
  const asked = port === undefined ? ref : { ...ref, section: portSection(port) };
  const [setting] = backendTlsOf(index, asked);
  if (setting?.source === undefined) return undefined;
  const { ref: source } = setting.source;
  const policy = index.policy(source)?.object;
  const accepted = policy === undefined ? undefined : backendTlsAcceptance(snapshot, policy, ref);
  return {
    hostname: readString(readPath(setting.spec, 'validation', 'hostname')),
    source,
    refused: accepted?.status === 'False' ? accepted : undefined,
  };
}

function targetPortOf(object: KubernetesObject | undefined, port: number | undefined): string | undefined {
  if (object === undefined || object.kind !== SERVICE.kind) return undefined;
  const entry = readRecords(readPath(object, 'spec', 'ports')).find((one) => one['port'] === port);
  if (entry === undefined) return undefined;
  const target = readString(entry['targetPort']) ?? readNumber(entry['targetPort']) ?? port;
  return target === undefined ? undefined : String(target);
}

function backendSteps(backend: PlannedBackend, tls: BackendTls | undefined, of: ObjectRef): readonly WayStep[] {
  const { ref, port, share, targetPort, readyEndpoints: ready, appProtocol, field } = backend;
  const steps: WayStep[] = [
    {
      step: 'backend',
      fact: { code: 'sentTo', backend: ref, port, share, targetPort, ready, appProtocol },
      of,
      field,
    },
  ];
  if (tls !== undefined) {
    const fact: Fact = { code: 'backendTlsUsed', backend: ref, hostname: tls.hostname, source: tls.source };
    steps.push({ step: 'backend', fact, of: tls.source });
  }
  return steps;
}

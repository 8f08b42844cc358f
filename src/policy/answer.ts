import { BACKEND_TLS_POLICY, GATEWAY, X_TELEMETRY_POLICY, isRouteKind } from '../gateway-api/kinds.ts';
import { ruleSection } from '../gateway-api/section.ts';
import { refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { effectivePolicies } from './effective.ts';
import type { EffectivePolicy, EffectiveQuestion } from './effective.ts';
import { leadsThrough } from './levels.ts';
import { pathKey } from './paths.ts';
import type { PolicyIndex } from './policy-index.ts';
import { backendTlsOf } from './settings/backend-tls.ts';
import { sessionPersistenceOf } from './settings/session-persistence.ts';
import type { EffectiveSetting } from './settings/setting.ts';
import { telemetryOf } from './settings/telemetry.ts';

/** All that takes effect on an object: policies kind by kind, and the specification's own settings. */
export interface EffectiveAnswer {
  readonly policies: readonly EffectivePolicy[];
  readonly settings: readonly EffectiveSetting[];
}

/**
 * Answers `effective`. What is known of BackendTLSPolicy and XTelemetryPolicy beyond their merging (an invalid one fails
 * connections, the share of sampled requests) is told as notes of their effective policies too.
 */
export function answerEffective(index: PolicyIndex, question: EffectiveQuestion): EffectiveAnswer {
  const policies = effectivePolicies(index, question);
  const settings = listSettings(index, question).filter(({ path }) =>
    (question.through ?? []).every((node) => leadsThrough(path, node, true)),
  );
  const notes = new Map(settings.map((setting) => [`${setting.about} ${pathKey(setting.path)}`, setting.notes]));
  return {
    policies: policies.map((policy) => {
      const about = ABOUT.find(({ kind }) => sameGroupKind(kind, policy.kind))?.about;
      const more = about === undefined ? undefined : notes.get(`${about} ${pathKey(policy.path)}`);
      return more === undefined ? policy : Object.assign({}, policy, { notes: [...policy.notes, ...more] });
    }),
    settings,
  };
}

const ABOUT = [
  { kind: BACKEND_TLS_POLICY, about: 'backendTLS' },
  { kind: X_TELEMETRY_POLICY, about: 'tracing' },
] as const;

function listSettings(index: PolicyIndex, { object, kinds }: EffectiveQuestion): readonly EffectiveSetting[] {
  const wants = (type: (typeof ABOUT)[number]['kind']): boolean =>
    kinds === undefined || kinds.some((kind) => sameGroupKind(kind, type));
  if (sameGroupKind(object, GATEWAY)) return wants(X_TELEMETRY_POLICY) ? telemetryOf(index, object) : [];
  if (isRouteKind(object)) {
    const sessions = kinds === undefined ? sessionPersistenceOf(index, object) : [];
    const own = sessions.filter(
      ({ path }) =>
        object.section === undefined || (path.rule !== undefined && object.section === ruleSection(path.rule.index)),
    );
    return own;
  }
  const tls = wants(BACKEND_TLS_POLICY) ? backendTlsOf(index, object) : [];
  return kinds === undefined ? [...tls, ...sessionsOfBackend(index, object)] : tls;
}

/** The sessions of every route that leads to a backend. */
function sessionsOfBackend(index: PolicyIndex, backend: ObjectRef): readonly EffectiveSetting[] {
  const whole = wholeOf(backend);
  const key = refKey(whole);
  const routes = new Map<string, ObjectRef>();
  for (const { from } of index.graph.incoming(whole, 'backend')) {
    if (isRouteKind(from)) routes.set(refKey(wholeOf(from)), wholeOf(from));
  }
  return [...routes.values()].flatMap((route) =>
    sessionPersistenceOf(index, route).filter(({ path }) => path.backend !== undefined && refKey(path.backend) === key),
  );
}

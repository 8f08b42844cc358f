import { readRules } from '../../gateway-api/route.ts';
import type { RouteRule } from '../../gateway-api/route.ts';
import {
  BACKEND_LB_POLICY,
  SERVICE,
  X_BACKEND,
  X_BACKEND_TRAFFIC_POLICY,
  isRouteKind,
} from '../../gateway-api/kinds.ts';
import { ruleSection } from '../../gateway-api/section.ts';
import { isRecord, readPath, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { refKey, sameGroupKind, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { effectivePolicies } from '../effective.ts';
import type { Fact } from '../../model/fact.ts';
import { ageReason, compareAge } from '../policy.ts';
import type { Policy } from '../policy.ts';
import type { PolicyIndex } from '../policy-index.ts';
import type { BeatenSource, EffectiveSetting, SettingSource } from './setting.ts';

/** A place that holds a setting, still in the words of its release. */
interface Candidate extends SettingSource {
  readonly written: JsonRecord;
  readonly from: 'backend' | 'rule' | 'policy';
  readonly policy?: Policy | undefined;
}

/**
 * The session persistence of a route's rules, one answer a rule and backend (semantics.md 5.11): an XBackend's own, else
 * the rule's, else that of the oldest BackendLBPolicy or XBackendTrafficPolicy. Pairs without any are left out.
 */
export function sessionPersistenceOf(index: PolicyIndex, route: ObjectRef): readonly EffectiveSetting[] {
  const object = index.graph.node(route).object;
  if (object === undefined || !isRouteKind(route)) return [];
  return readRules(object).flatMap((rule) => sessionPersistenceAt(index, route, rule));
}

/** The same for one rule. */
export function sessionPersistenceAt(index: PolicyIndex, ref: ObjectRef, rule: RouteRule): readonly EffectiveSetting[] {
  const route = wholeOf(ref);
  const own = readPath(rule.source, 'sessionPersistence');
  const settings: EffectiveSetting[] = [];
  const backends = new Map<string, ObjectRef>();
  for (const { to, state } of index.graph.outgoing({ ...route, section: ruleSection(rule.index) }, 'backend')) {
    if (state !== 'resolved') continue;
    const backend = wholeOf(to);
    backends.set(refKey(backend), backend);
  }
  for (const backend of backends.values()) {
    const candidates = backendCandidates(index, backend);
    if (isRecord(own)) {
      candidates.push({
        ref: route,
        field: `spec.rules[${rule.index}].sessionPersistence`,
        written: own,
        from: 'rule',
      });
    }
    candidates.push(...policyCandidates(index, backend));
    const setting = choose(
      candidates,
      { route, rule: { index: rule.index, name: rule.name }, backend },
      mesh(index, backend),
    );
    if (setting !== undefined) settings.push(setting);
  }
  return settings.length === 0 ? settings : withSplitNotes(settings, backends.size);
}

/** XBackend carries it since v1.7, for endpoints that it selects itself. */
function backendCandidates(index: PolicyIndex, backend: ObjectRef): Candidate[] {
  if (!sameGroupKind(backend, X_BACKEND)) return [];
  const object = index.graph.node(backend).object;
  const written = readPath(object, 'spec', 'sessionPersistence');
  const selects = readString(readPath(object, 'spec', 'type')) !== 'ExternalHostname';
  if (!isRecord(written) || !selects) return [];
  return [{ ref: backend, field: 'spec.sessionPersistence', written, from: 'backend' }];
}

function policyCandidates(index: PolicyIndex, backend: ObjectRef): readonly Candidate[] {
  const kinds = [X_BACKEND_TRAFFIC_POLICY, BACKEND_LB_POLICY];
  const policies = effectivePolicies(index, { object: backend, kinds }).flatMap(({ inputs }) =>
    inputs.map(({ policy }) => policy),
  );
  return policies.toSorted(compareAge).flatMap((policy): readonly Candidate[] => {
    const written = readPath(policy.object, 'spec', 'sessionPersistence');
    const { ref } = policy;
    return isRecord(written) ? [{ ref, field: 'spec.sessionPersistence', written, from: 'policy', policy }] : [];
  });
}

function choose(
  candidates: readonly Candidate[],
  path: EffectiveSetting['path'],
  meshNotes: readonly Fact[],
): EffectiveSetting | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  const notes = [...meshNotes];
  if (first.from !== 'backend') {
    notes.push({ code: 'deprecatedField', field: first.field });
  } else if (others.length > 0) {
    notes.push({ code: 'besideXBackend' });
  }
  const { spec, problems } = normalizeSessionPersistence(first.written);
  return {
    about: 'sessionPersistence',
    path,
    spec,
    source: { ref: first.ref, field: first.field },
    beats: others.map((other): BeatenSource => ({
      ref: other.ref,
      field: other.field,
      reason: reasonOf(first, other),
    })),
    notes: [...notes, ...problems],
  };
}

function reasonOf(first: Candidate, other: Candidate): BeatenSource['reason'] {
  if (first.from === 'backend') return 'xBackendFirst';
  if (first.policy === undefined || other.policy === undefined) return 'ruleBeforePolicy';
  return ageReason(first.policy, other.policy);
}

/**
 * The fields of every release in those of v1.7 (semantics.md 1.4): `sessionName` became `cookie.name` or `header.name`,
 * `cookieConfig.lifetimeType` became `cookie.lifetimeType`, `idleTimeout` is gone but kept as written. Type is Cookie where absent.
 */
export function normalizeSessionPersistence(written: JsonRecord): {
  readonly spec: JsonRecord;
  readonly problems: readonly Fact[];
} {
  const type = readString(written['type']) ?? 'Cookie';
  const field = type === 'Header' ? 'header' : 'cookie';
  const block = readRecord(written[field]);
  const name = readString(block['name']) ?? readString(written['sessionName']);
  const lifetimeType =
    readString(block['lifetimeType']) ?? readString(readPath(written, 'cookieConfig', 'lifetimeType'));
  const absoluteTimeout = readString(written['absoluteTimeout']);
  const idleTimeout = readString(written['idleTimeout']);
  const problems: Fact[] = [];
  const fields = ['sessionName', 'cookieConfig', 'idleTimeout'].filter((key) => Object.hasOwn(written, key));
  if (fields.length > 0) problems.push({ code: 'oldFields', fields });
  if (type === 'Header' && name === undefined) problems.push({ code: 'headerNameMissing' });
  if (lifetimeType === 'Permanent' && absoluteTimeout === undefined) problems.push({ code: 'lifetimeMissing' });
  if (Object.keys(written).length === 0) problems.push({ code: 'emptySession' });
  const settings = {
    ...(name === undefined ? {} : { name }),
    ...(readString(block['path']) === undefined ? {} : { path: readString(block['path']) }),
    ...(lifetimeType === undefined ? {} : { lifetimeType }),
  };
  const spec = {
    type,
    ...(absoluteTimeout === undefined ? {} : { absoluteTimeout }),
    ...(idleTimeout === undefined ? {} : { idleTimeout }),
    [field]: settings,
  };
  return { spec, problems };
}

/** What concerns the split as a whole: the weights are asked first, on every request (since v1.7). */
function withSplitNotes(settings: readonly EffectiveSetting[], backends: number): readonly EffectiveSetting[] {
  if (backends < 2) return settings;
  const notes: Fact[] = [{ code: 'weightsBeforeSession' }];
  if (settings.length < backends) notes.push({ code: 'partlyPersistent' });
  const cookies = settings.flatMap(({ spec, path }) => {
    const name = readString(readPath(spec, 'cookie', 'name'));
    return name === undefined || path.backend === undefined || !sameGroupKind(path.backend, X_BACKEND) ? [] : [name];
  });
  if (new Set(cookies).size < cookies.length) notes.push({ code: 'sharedCookieName' });
  return settings.map((setting) => Object.assign({}, setting, { notes: [...setting.notes, ...notes] }));
}

function mesh(index: PolicyIndex, backend: ObjectRef): readonly Fact[] {
  const object = sameGroupKind(backend, SERVICE) ? index.graph.node(backend).object : undefined;
  if (readPath(object, 'spec', 'sessionAffinity') !== 'ClientIP') return [];
  return [{ code: 'clientIpAffinity' }];
}

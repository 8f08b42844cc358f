import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BACKEND_LB_POLICY,
  BACKEND_TLS_POLICY,
  GATEWAY,
  X_BACKEND_TRAFFIC_POLICY,
  X_TELEMETRY_POLICY,
} from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { GroupKind } from '../../../src/model/ref.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { backendTlsOf } from '../../../src/policy/settings/backend-tls.ts';
import { normalizeSessionPersistence, sessionPersistenceOf } from '../../../src/policy/settings/session-persistence.ts';
import { telemetryOf } from '../../../src/policy/settings/telemetry.ts';
import { NS, born, gateway, index, policyKind, ref, service, targetRef } from './world.ts';

function core(type: GroupKind): PolicyKind {
  const entry = CATALOGUE.get(`${type.group}/${type.kind}`);
  return policyKind(type.kind, { ...type, class: 'Direct', entry });
}

function object(type: GroupKind, name: string, target: string, spec: object, day = 0): KubernetesObject {
  return {
    apiVersion: `${type.group}/v1`,
    kind: type.kind,
    metadata: { name, namespace: NS, ...born(day) },
    spec: { targetRefs: [targetRef(target)], ...spec },
  };
}

function xBackend(name: string, spec: object): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
    kind: 'XBackend',
    metadata: { name, namespace: NS },
    spec: { ...spec },
  };
}

function cart(rules: readonly object[]): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'cart', namespace: NS },
    spec: { parentRefs: [{ name: 'g' }], rules },
  };
}

const X = { group: 'gateway.networking.x-k8s.io', kind: 'XBackend' };

describe('semantics.md 5.11: session persistence', () => {
  const kinds = [core(X_BACKEND_TRAFFIC_POLICY), core(BACKEND_LB_POLICY)];

  test('the rule before the policy, the older policy before the younger, deprecated both', () => {
    const world = index(
      [
        gateway('g'),
        service('b'),
        cart([
          { backendRefs: [{ name: 'b', port: 80 }], sessionPersistence: { sessionName: 'own' } },
          { backendRefs: [{ name: 'b', port: 80 }] },
        ]),
        object(
          X_BACKEND_TRAFFIC_POLICY,
          'younger',
          'Service/b',
          { sessionPersistence: { cookie: { name: 'younger' } } },
          2,
        ),
        object(
          X_BACKEND_TRAFFIC_POLICY,
          'older',
          'Service/b',
          { sessionPersistence: { cookie: { name: 'older' } } },
          1,
        ),
      ],
      kinds,
    );
    const [first, second] = sessionPersistenceOf(world, ref.route('cart'));
    assert.deepEqual(first?.spec, { type: 'Cookie', cookie: { name: 'own' } });
    assert.equal(first.source?.field, 'spec.rules[0].sessionPersistence');
    assert.deepEqual(
      first.beats.map(({ ref: own, reason }) => [own.name, reason]),
      [
        ['older', 'ruleBeforePolicy'],
        ['younger', 'ruleBeforePolicy'],
      ],
    );
    assert.deepEqual(first.notes, [
      { code: 'deprecatedField', field: 'spec.rules[0].sessionPersistence' },
      { code: 'oldFields', fields: ['sessionName'] },
    ]);
    assert.equal(second?.source?.ref.name, 'older');
    assert.deepEqual(
      second.beats.map(({ reason }) => reason),
      ['older'],
    );
  });

  test("an XBackend's own comes first; what else is said there is up to the implementation", () => {
    const world = index(
      [
        gateway('g'),
        xBackend('x', {
          type: 'EndpointSelector',
          sessionPersistence: { type: 'Header', header: { name: 'x-session' } },
        }),
        xBackend('host', { type: 'ExternalHostname', sessionPersistence: { cookie: {} } }),
        cart([
          { backendRefs: [{ ...X, name: 'x' }], sessionPersistence: { cookie: {} } },
          { backendRefs: [{ ...X, name: 'host' }] },
        ]),
      ],
      kinds,
    );
    const settings = sessionPersistenceOf(world, ref.route('cart'));
    assert.equal(settings.length, 1);
    assert.deepEqual(settings[0]?.spec, { type: 'Header', header: { name: 'x-session' } });
    assert.equal(settings[0].source?.ref.kind, 'XBackend');
    assert.deepEqual(settings[0].notes, [{ code: 'besideXBackend' }]);
  });

  test('in a split the weights are asked first; a shared cookie name and a gap are noted', () => {
    const cookie = { type: 'EndpointSelector', sessionPersistence: { cookie: { name: 'same' } } };
    const world = index(
      [
        gateway('g'),
        service('plain'),
        xBackend('x', cookie),
        xBackend('y', cookie),
        cart([
          {
            backendRefs: [
              { ...X, name: 'x' },
              { ...X, name: 'y' },
              { name: 'plain', port: 80 },
            ],
          },
        ]),
      ],
      kinds,
    );
    const [first] = sessionPersistenceOf(world, ref.route('cart'));
    assert.deepEqual(
      first?.notes.map(({ code }) => code),
      ['weightsBeforeSession', 'partlyPersistent', 'sharedCookieName'],
    );
  });

  test('semantics.md 1.4: every generation of the fields reads alike', () => {
    const expected = { type: 'Cookie', absoluteTimeout: '1h', cookie: { name: 's', lifetimeType: 'Permanent' } };
    const old = { sessionName: 's', absoluteTimeout: '1h', cookieConfig: { lifetimeType: 'Permanent' } };
    assert.deepEqual(normalizeSessionPersistence(old).spec, expected);
    const current = { absoluteTimeout: '1h', cookie: { name: 's', lifetimeType: 'Permanent' } };
    assert.deepEqual(normalizeSessionPersistence(current).spec, expected);
    assert.deepEqual(normalizeSessionPersistence({ type: 'Header', sessionName: 'x' }).spec, {
      type: 'Header',
      header: { name: 'x' },
    });
    assert.deepEqual(normalizeSessionPersistence({}).problems, [{ code: 'emptySession' }]);
    assert.deepEqual(normalizeSessionPersistence({ type: 'Header' }).problems, [{ code: 'headerNameMissing' }]);
    assert.deepEqual(normalizeSessionPersistence({ cookie: { lifetimeType: 'Permanent' } }).problems, [
      { code: 'lifetimeMissing' },
    ]);
  });
});

describe('semantics.md 5.10: BackendTLSPolicy per Service port', () => {
  test('the one for the port before the one for the Service, then the older', () => {
    const world = index(
      [
        service('b', { http: 80, admin: 81 }),
        object(BACKEND_TLS_POLICY, 'whole', 'Service/b', { validation: { hostname: 'whole' } }, 0),
        object(BACKEND_TLS_POLICY, 'port', 'Service/b#admin', { validation: { hostname: 'port' } }, 1),
        object(BACKEND_TLS_POLICY, 'late', 'Service/b#admin', { validation: { hostname: 'late' } }, 2),
      ],
      [core(BACKEND_TLS_POLICY)],
    );
    const answers = backendTlsOf(world, ref.service('b'));
    assert.deepEqual(
      answers.map(({ path, source, beats }) => [
        path.port,
        source?.ref.name,
        beats.map(({ ref: own, reason }) => [own.name, reason]),
      ]),
      [
        [80, 'whole', []],
        [
          81,
          'port',
          [
            ['whole', 'moreSpecific'],
            ['late', 'older'],
          ],
        ],
      ],
    );
    assert.equal(backendTlsOf(world, ref.service('b', '81'))[0]?.source?.ref.name, 'port');
  });

  test('UDP ports are noted', () => {
    const udp: KubernetesObject = { ...service('b'), spec: { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] } };
    const world = index([udp, object(BACKEND_TLS_POLICY, 'p', 'Service/b', {})], [core(BACKEND_TLS_POLICY)]);
    assert.deepEqual(backendTlsOf(world, ref.service('b'))[0]?.notes, [{ code: 'noTlsOnUdp' }]);
  });
});

describe('semantics.md 5.13: telemetry of a Gateway', () => {
  const tracing = {
    mode: 'Enabled',
    samplingRate: { numerator: 1, denominator: 200 },
    provider: { backendRef: { name: 'otel' }, headers: [{ name: 'authorization', value: 'Bearer secret' }] },
  };
  const world = index(
    [
      gateway('g'),
      object(X_TELEMETRY_POLICY, 'younger', 'Gateway/g', { tracing: { mode: 'ImplementationDefault' } }, 2),
      object(X_TELEMETRY_POLICY, 'older', 'Gateway/g', { tracing }, 1),
    ],
    [core(X_TELEMETRY_POLICY)],
  );

  test('one policy acts, the oldest; its share is said', () => {
    const [answer] = telemetryOf(world, { ...GATEWAY, namespace: NS, name: 'g' });
    assert.equal(answer?.source?.ref.name, 'older');
    assert.deepEqual(
      answer.beats.map(({ ref: own, reason }) => [own.name, reason]),
      [['younger', 'older']],
    );
    assert.deepEqual(answer.notes, [{ code: 'sampled', percent: 0.5 }]);
  });

  test('the values of headers never show, here and in effective policies', () => {
    const shown = [
      telemetryOf(world, ref.gateway('g')),
      effectivePolicies(world, { object: ref.gateway('g') })[0]?.spec,
    ];
    const text = JSON.stringify(shown);
    assert.doesNotMatch(text, /secret/);
    assert.match(text, /authorization/);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { loadAll } from 'js-yaml';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { isRecord, readString } from '../../../src/model/read.ts';
import { groupKindKey, groupKindOf } from '../../../src/model/ref.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { discoverPolicyKinds } from '../../../src/policy/discover.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { EffectivePolicy } from '../../../src/policy/effective.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { gateway, index, makeSnapshot, ref, route, service } from './world.ts';

const topology = [
  gateway('web', ['http', 'https']),
  route(
    'cart',
    ['web'],
    [
      { name: 'read', backends: ['cart'] },
      { name: 'write', backends: ['cart'] },
    ],
  ),
  route('docs', ['web'], [{ backends: ['docs'] }]),
  service('cart'),
  service('docs'),
];

/** Objects as users write them; no CRD and no label is there, so that only the catalogue knows the kinds. */
function read(yaml: string, namespace?: string): readonly KubernetesObject[] {
  return loadAll(yaml).map((value) => {
    assert.ok(isRecord(value) && isRecord(value['metadata']));
    const name = readString(value['metadata']['name']) ?? '';
    return Object.assign({}, value, {
      apiVersion: readString(value['apiVersion']) ?? '',
      kind: readString(value['kind']) ?? '',
      metadata: Object.assign({ namespace }, value['metadata'], { name }),
    });
  });
}

function typesOf(objects: readonly KubernetesObject[]): readonly ResourceType[] {
  const kinds = new Map(objects.map((object) => [groupKindKey(groupKindOf(object)), groupKindOf(object)]));
  return [...kinds.values()].map(({ group, kind }): ResourceType => {
    const plural = kind.toLowerCase();
    const names = { plural, singular: plural, shortNames: [], categories: [], verbs: [], subresources: [] };
    return Object.assign({ group, kind, version: 'v1', versions: ['v1'], namespaced: true }, names);
  });
}

function world(yaml: string): ReturnType<typeof index> {
  const objects = read(yaml, 'shop');
  const types = typesOf(objects);
  const found = discoverPolicyKinds({ crds: undefined, catalog: { types, gaps: [] } });
  assert.equal(found.length, types.length, 'each kind is found without a label');
  return index([...topology, ...objects.filter(({ kind }) => kind !== 'Service')], found);
}

/** A fixture with its Gateways and routes; only the catalogue knows which of its kinds are policies. */
function fixture(name: string, policies: readonly string[]): ReturnType<typeof index> {
  const objects = read(readFileSync(new URL(`../../fixtures/policies/${name}.yaml`, import.meta.url), 'utf8'));
  const kinds = discoverPolicyKinds({ crds: undefined, catalog: { types: typesOf(objects), gaps: [] } });
  assert.deepEqual(kinds.map(({ kind }) => kind).toSorted(), policies, 'each kind is found without a label');
  const snapshot = makeSnapshot(objects);
  return indexPolicies({ graph: buildGraph(snapshot, { policyKinds: kinds }), snapshot, kinds });
}

function specs(own: ReturnType<typeof index>, asked: Parameters<typeof effectivePolicies>[1]['object']): unknown {
  return effectivePolicies(own, { object: asked }).map(({ spec }) => spec);
}

describe('Envoy Gateway', () => {
  const own = fixture('envoy-gateway', [
    'BackendTrafficPolicy',
    'ClientTrafficPolicy',
    'EnvoyExtensionPolicy',
    'SecurityPolicy',
  ]);
  const of = (kind: string, object: ObjectRef): readonly EffectivePolicy[] =>
    effectivePolicies(own, { object }).filter((answer) => answer.kind.kind === kind);
  const web = {
    timeout: { tcp: { connectTimeout: '15s' }, http: { connectionIdleTimeout: '60s' } },
    retry: { numRetries: 3 },
  };

  test('a policy on a route replaces that of the Gateway', () => {
    const cart = of('BackendTrafficPolicy', ref.route('cart'));
    assert.deepEqual(
      cart.map(({ spec }) => spec),
      [{ timeout: { tcp: { connectTimeout: '5s' } } }],
    );
    assert.deepEqual(
      of('BackendTrafficPolicy', ref.route('docs')).map(({ spec }) => spec),
      [web],
    );
  });

  test('with mergeType the route policy is merged into that of the Gateway, and says so itself', () => {
    const [answer] = of('BackendTrafficPolicy', ref.route('search'));
    assert.deepEqual(answer?.spec, { ...web, timeout: { ...web.timeout, tcp: { connectTimeout: '5s' } } });
    assert.equal(answer.strategy, 'StrategicMerge');
    assert.deepEqual(answer.notes, []);
  });

  test('mergeType reaches the next policy above and not further', () => {
    assert.deepEqual(
      of('BackendTrafficPolicy', ref.route('pay')).map(({ path, spec }) => [path.listener, spec]),
      [
        [
          'http',
          {
            timeout: { tcp: { connectTimeout: '5s' }, http: { connectionIdleTimeout: '60s' } },
            retry: { numRetries: 3 },
          },
        ],
        ['internal', { timeout: { tcp: { connectTimeout: '5s' } }, retry: { numRetries: 9 } }],
      ],
    );
  });

  test('ClientTrafficPolicy: the listener before the Gateway', () => {
    assert.deepEqual(
      of('ClientTrafficPolicy', ref.gateway('web')).map(({ path, spec }) => [path.listener, spec]),
      [
        ['http', { http2: { maxConcurrentStreams: 100 } }],
        ['internal', { enableProxyProtocol: true }],
      ],
    );
  });

  test('the older targetRef is read, and targetSelectors choose by label', () => {
    assert.deepEqual(
      of('SecurityPolicy', ref.route('docs')).map(({ spec }) => spec),
      [{ cors: { allowOrigins: ['https://shop.example.com'] } }],
    );
    assert.equal(of('EnvoyExtensionPolicy', ref.route('search')).length, 1);
    assert.deepEqual(of('EnvoyExtensionPolicy', ref.route('docs')), []);
  });
});

/** A policy of Envoy Gateway in a word or two. */
const envoy = (kind: string, name: string, target: string, spec: string): string => {
  const [whole = '', section] = target.split('#');
  const [targetKind, targetName] = whole.split('/');
  const sectionName = section === undefined ? '' : `, sectionName: ${section}`;
  return `---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ${kind}
metadata: {name: ${name}}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: ${targetKind}, name: ${targetName}${sectionName}}]
  ${spec}
`;
};

/** What strategic merge, or another, makes of the specs of a Gateway's and a route's policy. */
const merged = (gatewaySpec: string, routeSpec: string, type = 'StrategicMerge'): EffectivePolicy | undefined => {
  const own = world(
    envoy('BackendTrafficPolicy', 'of-gateway', 'Gateway/web', gatewaySpec) +
      envoy('BackendTrafficPolicy', 'of-route', 'HTTPRoute/docs', `mergeType: ${type}\n  ${routeSpec}`),
  );
  return effectivePolicies(own, { object: ref.route('docs') })[0];
};

const limit = (requests: number): string =>
  `rateLimit: {global: {rules: [{limit: {requests: ${requests}, unit: Second}}]}}`;
const limitRule = (requests: number) => ({ limit: { requests, unit: 'Second' } });

/** What becomes of the targets of policies. */
const targetsOf = (yaml: string) =>
  world(yaml)
    .policies()
    .flatMap(({ targets }) => targets.map(({ state, because, node }) => [state, because?.code, node?.section]));

/** What is said of a target whose group is written `core`. */
const notesOn = (group: string, kind: string, targetKind: string, name: string) =>
  world(`
apiVersion: ${group}/v1alpha1
kind: ${kind}
metadata: {name: p}
spec: {targetRef: {group: core, kind: ${targetKind}, name: ${name}}}`)
    .policies()
    .flatMap(({ targets }) => targets.map(({ state, note }) => [state, note?.code]));

/** A RateLimitPolicy of NGINX Gateway Fabric. */
const nginxLimits = (name: string, kind: string, target: string, rates: string, more = '') => `---
apiVersion: gateway.nginx.org/v1alpha1
kind: RateLimitPolicy
metadata: {name: ${name}}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: ${kind}, name: ${target}}]
  rateLimit: {local: {rules: [${rates}]}${more}}
`;
const nginxRules = (...rates: readonly string[]) => ({ local: { rules: rates.map((rate) => ({ rate })) } });

describe('Envoy Gateway: mergeType merges with the nearest policy above the routes alone', () => {
  const btp = envoy.bind(undefined, 'BackendTrafficPolicy');
  const levels = [
    btp('of-gateway', 'Gateway/web', 'retry: {numRetries: 1}'),
    btp('of-route', 'HTTPRoute/cart', 'timeout: {tcp: {connectTimeout: 9s}}'),
  ];
  const rule = btp('of-rule', 'HTTPRoute/cart#read', 'mergeType: JSONMerge\n  useClientProtocol: true');

  test("a rule's policy leaves that of its route out", () => {
    const own = world([...levels, rule].join(''));
    const [answer] = effectivePolicies(own, { object: ref.route('cart', 'rules[0]') });
    assert.deepEqual(answer?.spec, { retry: { numRetries: 1 }, useClientProtocol: true });
    assert.equal(answer.strategy, 'PatchDefaults');
    assert.deepEqual(
      answer.ineffective.map(({ placement, by }) => [placement.policy.ref.name, by[0]?.policy.ref.name]),
      [['of-route', 'of-rule']],
    );
  });

  test("a listener's is nearer than that of the Gateway, and the Gateway's is left out", () => {
    const listener = btp('of-listener', 'Gateway/web#http', 'connection: {bufferLimit: 1Mi}');
    const own = world([...levels, rule, listener].join(''));
    const answers = effectivePolicies(own, { object: ref.route('cart', 'rules[0]') });
    assert.deepEqual(
      answers.map(({ path, spec }) => [path.listener, spec]),
      [
        ['http', { connection: { bufferLimit: '1Mi' }, useClientProtocol: true }],
        ['https', { retry: { numRetries: 1 }, useClientProtocol: true }],
      ],
    );
    assert.deepEqual(
      answers[0]?.ineffective.map(({ placement }) => placement.policy.ref.name),
      ['of-gateway', 'of-route'],
    );
  });

  test('without mergeType the most specific counts alone', () => {
    const own = world([...levels, btp('of-rule', 'HTTPRoute/cart#read', 'useClientProtocol: true')].join(''));
    assert.deepEqual(specs(own, ref.route('cart', 'rules[0]')), [{ useClientProtocol: true }]);
    assert.deepEqual(specs(own, ref.route('cart', 'rules[1]')), [{ timeout: { tcp: { connectTimeout: '9s' } } }]);
  });
});

describe('Envoy Gateway: strategic merge puts lists together by their keys', () => {
  test('the rules of global rate limits of both stand, the route first, each with its source', () => {
    const answer = merged(limit(500), limit(7));
    assert.deepEqual(answer?.spec, { rateLimit: { global: { rules: [limitRule(7), limitRule(500)] } } });
    assert.deepEqual(
      answer.sources.map(({ path, placement }) => [path.join('.'), placement.policy.ref.name]),
      [
        ['rateLimit.global.rules.0', 'of-route'],
        ['rateLimit.global.rules.1', 'of-gateway'],
      ],
    );
    assert.deepEqual([answer.ineffective, answer.notes], [[], []]);
  });

  test('of two items with one key the route has the last word', () => {
    const answer = merged(
      'compressor: [{type: Gzip}, {type: Brotli}]',
      'compressor: [{type: Brotli, minContentLength: 9}]',
    );
    assert.deepEqual(answer?.spec, { compressor: [{ type: 'Brotli', minContentLength: 9 }, { type: 'Gzip' }] });
  });

  test('a JSON merge and the rules of local limits replace the list', () => {
    assert.deepEqual(merged(limit(500), limit(7), 'JSONMerge')?.spec, {
      rateLimit: { global: { rules: [limitRule(7)] } },
    });
    const local = merged('rateLimit: {local: {rules: [{a: 1}]}}', 'rateLimit: {local: {rules: [{b: 1}]}}');
    assert.deepEqual(local?.spec, { rateLimit: { local: { rules: [{ b: 1 }] } } });
  });

  test('of a kind whose keys are not known, lists are left to the controller', () => {
    const own = world(
      envoy('SecurityPolicy', 'of-gateway', 'Gateway/web', 'cors: {}') +
        envoy('SecurityPolicy', 'of-route', 'HTTPRoute/docs', 'mergeType: StrategicMerge'),
    );
    assert.deepEqual(effectivePolicies(own, { object: ref.route('docs') })[0]?.notes, [{ code: 'listsMayMerge' }]);
  });
});

describe('the kinds that a policy may target', () => {
  test('a kind that it cannot target is refused, and a group that is missing named', () => {
    assert.deepEqual(targetsOf(envoy('ClientTrafficPolicy', 'p', 'HTTPRoute/cart', 'http3: {}')), [
      ['notPermitted', 'untargetedKind', undefined],
    ]);
    const group = envoy('SecurityPolicy', 'p', 'HTTPRoute/cart', 'cors: {}').replace(
      'group: gateway.networking.k8s.io, ',
      '',
    );
    assert.deepEqual(targetsOf(group), [['notPermitted', 'wrongGroup', undefined]]);
    assert.deepEqual(targetsOf(envoy('SecurityPolicy', 'p', 'TCPRoute/cart', 'cors: {}')), [
      ['missing', 'objectMissing', undefined],
    ]);
  });

  test('a target by name of another namespace is refused, whatever a ReferenceGrant says', () => {
    const yaml = envoy('SecurityPolicy', 'p', 'HTTPRoute/cart', 'cors: {}').replace(
      'name: cart',
      'name: cart, namespace: far',
    );
    assert.deepEqual(targetsOf(yaml), [['notPermitted', 'targetsAreLocal', undefined]]);
  });

  test('core is the core group to those who take it', () => {
    assert.deepEqual(notesOn('gateway.nginx.org', 'UpstreamSettingsPolicy', 'Service', 'cart'), [
      ['resolved', undefined],
    ]);
    assert.deepEqual(notesOn('policy.linkerd.io', 'AuthorizationPolicy', 'Namespace', 'shop'), [
      ['resolved', undefined],
    ]);
    assert.deepEqual(notesOn('networking.gke.io', 'GCPBackendPolicy', 'Service', 'cart'), [
      ['resolved', 'coreIsWritten'],
    ]);
  });

  test("Azure's sectionNames are listeners", () => {
    const yaml = `
apiVersion: alb.networking.azure.io/v1
kind: FrontendTLSPolicy
metadata: {name: p}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web, namespace: shop, sectionNames: [https, htps]}
  default: {verify: {}}`;
    assert.deepEqual(targetsOf(yaml), [
      ['resolved', undefined, 'https'],
      ['sectionMissing', 'sectionMissing', undefined],
    ]);
    assert.deepEqual(
      effectivePolicies(world(yaml), { object: ref.gateway('web') }).map(({ path, spec }) => [path.listener, spec]),
      [['https', { verify: {} }]],
    );
  });
});

describe('Kuadrant', () => {
  const own = fixture('kuadrant', ['AuthPolicy', 'DNSPolicy', 'RateLimitPolicy', 'TLSPolicy']);
  const of = (kind: string, object: ObjectRef): readonly EffectivePolicy[] =>
    effectivePolicies(own, { object }).filter((answer) => answer.kind.kind === kind);

  test('AuthPolicy: the defaults of a Gateway hold where a route has none of its own', () => {
    assert.deepEqual(
      of('AuthPolicy', ref.route('cart')).map(({ spec }) => spec),
      [{ rules: { authentication: { 'api-key': { apiKey: { selector: { matchLabels: { app: 'cart' } } } } } } }],
    );
    assert.deepEqual(
      of('AuthPolicy', ref.route('docs')).map(({ spec }) => spec),
      [{ rules: { authorization: { 'deny-all': { opa: { rego: 'allow = false' } } } } }],
    );
  });

  test('RateLimitPolicy: merged overrides keep other limits of the route; a limit is never mixed', () => {
    const [answer] = of('RateLimitPolicy', ref.route('cart'));
    assert.deepEqual(answer?.spec, {
      limits: {
        expensive: { rates: [{ limit: 2, window: '30s' }] },
        cheap: { rates: [{ limit: 500, window: '30s' }] },
      },
    });
    assert.deepEqual(
      answer.sources.map(({ path, placement }) => [path.join('.'), placement.policy.ref.name]),
      [
        ['limits.expensive', 'infra'],
        ['limits.cheap', 'cart'],
      ],
    );
  });

  test('atomic overrides of a Gateway take the place of the route policy', () => {
    assert.deepEqual(
      of('RateLimitPolicy', ref.route('pay')).map(({ path, spec, ineffective }) => [
        path.rule?.index,
        spec,
        ineffective.map(({ reason }) => reason),
      ]),
      [
        [0, { limits: { all: { rates: [{ limit: 5, window: '10s' }] } } }, []],
        [1, { limits: { all: { rates: [{ limit: 5, window: '10s' }] } } }, ['override']],
      ],
    );
  });

  test('DNSPolicy acts on the Gateway, TLSPolicy on its listener', () => {
    assert.deepEqual(
      of('DNSPolicy', ref.gateway('web')).map(({ spec }) => spec),
      [{ providerRefs: [{ name: 'aws' }] }],
    );
    assert.deepEqual(
      of('TLSPolicy', ref.gateway('web', 'api')).map(({ path }) => path.listener),
      ['api'],
    );
  });
});

describe('NGINX Gateway Fabric', () => {
  const own = fixture('nginx-gateway-fabric', [
    'ClientSettingsPolicy',
    'ObservabilityPolicy',
    'UpstreamSettingsPolicy',
  ]);
  const of = (kind: string, object: ObjectRef): readonly EffectivePolicy[] =>
    effectivePolicies(own, { object }).filter((answer) => answer.kind.kind === kind);

  test('ClientSettingsPolicy: a route inherits the fields that it does not set', () => {
    assert.deepEqual(
      of('ClientSettingsPolicy', ref.route('cart')).map(({ spec }) => spec),
      [{ body: { maxSize: '75', timeout: '30s' }, keepAlive: { requests: 100, time: '5s' } }],
    );
  });

  test('two on one Gateway act together while they set different fields, else the younger is refused whole', () => {
    const [answer] = of('ClientSettingsPolicy', ref.gateway('web'));
    assert.deepEqual(answer?.spec, {
      body: { maxSize: '50m', timeout: '30s' },
      keepAlive: { requests: 100, time: '5s' },
    });
    assert.deepEqual(
      answer.ineffective.map(({ placement, by, reason }) => [
        placement.policy.ref.name,
        by.map((winner) => winner.policy.ref.name),
        reason,
      ]),
      [['web-conflict', ['web'], 'older']],
    );
  });

  test('ObservabilityPolicy is Direct: it acts on its route alone', () => {
    // The field is called strategy and is a setting.
    assert.deepEqual(
      of('ObservabilityPolicy', ref.route('cart')).map(({ spec }) => spec),
      [{ tracing: { strategy: 'ratio', ratio: 75 } }],
    );
    assert.deepEqual(of('ObservabilityPolicy', ref.route('docs')), []);
    assert.deepEqual(of('ObservabilityPolicy', ref.service('cart')), []);
  });

  test('RateLimitPolicy: a route has its own limits in place of those of the Gateway; several of one target add theirs up', () => {
    const limited = world(
      nginxLimits('a', 'Gateway', 'web', '{rate: 9r/s}', ', logLevel: warn') +
        nginxLimits('b', 'HTTPRoute', 'cart', '{rate: 1r/s}') +
        nginxLimits('c', 'HTTPRoute', 'cart', '{rate: 2r/s}') +
        nginxLimits('d', 'HTTPRoute', 'docs', '{rate: 3r/s}', ', rejectCode: 429') +
        nginxLimits('e', 'HTTPRoute', 'docs', '{rate: 4r/s}', ', rejectCode: 503'),
    );
    assert.deepEqual(specs(limited, ref.route('cart')), [
      { rateLimit: { ...nginxRules('1r/s', '2r/s'), logLevel: 'warn' } },
    ]);
    const [docs] = effectivePolicies(limited, { object: ref.route('docs') });
    assert.deepEqual(docs?.spec, { rateLimit: { ...nginxRules('3r/s'), logLevel: 'warn', rejectCode: 429 } });
    assert.ok(docs.ineffective.some(({ placement }) => placement.policy.ref.name === 'e'));
  });

  test('UpstreamSettingsPolicy acts on its Service', () => {
    assert.deepEqual(
      of('UpstreamSettingsPolicy', ref.service('cart')).map(({ spec }) => spec),
      [{ zoneSize: '1m', keepAlive: { connections: 32 } }],
    );
  });
});

describe('Istio', () => {
  const own = fixture('istio', ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry']);

  test('AuthorizationPolicies are shown in order, and what they add up to is left to the controller', () => {
    const answers = effectivePolicies(own, { object: ref.gateway('web') });
    const answer = answers.find((one) => one.kind.kind === 'AuthorizationPolicy');
    assert.equal(answer?.strategy, 'Custom');
    assert.equal(answer.spec, undefined);
    assert.deepEqual(
      answer.inputs.map(({ policy }) => policy.ref.name),
      ['allow-get', 'deny-admin'],
    );
    const bySelector = own.policies().find((policy) => policy.ref.name === 'by-selector');
    assert.deepEqual([bySelector?.problems, bySelector?.elsewhere], [[], { code: 'actsBySelector' }]);
    const whole = own.policies().find((policy) => policy.ref.name === 'allow-nothing');
    assert.deepEqual(
      [whole?.problems, whole?.elsewhere],
      [[], { code: 'actsUntargeted', how: 'applies to its whole namespace' }],
    );
  });
});

describe('others', () => {
  test('GKE writes below spec.default', () => {
    const own = world(`
apiVersion: networking.gke.io/v1
kind: GCPBackendPolicy
metadata: {name: cart}
spec:
  default: {timeoutSec: 40, connectionDraining: {drainingTimeoutSec: 60}}
  targetRef: {group: "", kind: Service, name: cart}
`);
    const [answer] = effectivePolicies(own, { object: ref.service('cart') });
    assert.deepEqual(answer?.spec, { timeoutSec: 40, connectionDraining: { drainingTimeoutSec: 60 } });
    assert.equal(answer.sources[0]?.layer, 'default');
    assert.equal(answer.strategy, 'None');
  });

  test("GKE's policies act on its own ServiceImports and on those of the multi-cluster API", () => {
    const entry = CATALOGUE.get('networking.gke.io/GCPBackendPolicy');
    const groups = entry?.targets.filter(({ kind }) => kind === 'ServiceImport').map(({ group }) => group);
    assert.deepEqual(groups, ['net.gke.io', 'multicluster.x-k8s.io']);
  });

  test('kgateway merges top-level settings, each whole from the most specific policy', () => {
    const own = world(`
apiVersion: gateway.kgateway.dev/v1alpha1
kind: TrafficPolicy
metadata: {name: web}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  transformation: {request: {set: [{name: x-a, value: "1"}]}}
  rateLimit: {local: {tokenBucket: {maxTokens: 1, fillInterval: 30s}}}
---
apiVersion: gateway.kgateway.dev/v1alpha1
kind: TrafficPolicy
metadata: {name: cart}
spec:
  targetSelectors: [{group: gateway.networking.k8s.io, kind: HTTPRoute, matchLabels: {}}]
  rateLimit: {local: {tokenBucket: {maxTokens: 9}}}
`);
    assert.deepEqual(specs(own, ref.route('cart')), [
      {
        transformation: { request: { set: [{ name: 'x-a', value: '1' }] } },
        rateLimit: { local: { tokenBucket: { maxTokens: 9 } } },
      },
    ]);
  });
});

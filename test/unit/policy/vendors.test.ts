import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { isRecord, readString } from '../../../src/model/read.ts';
import { groupKindKey, groupKindOf } from '../../../src/model/ref.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { discoverPolicyKinds } from '../../../src/policy/discover.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import { gateway, index, ref, route, service } from './world.ts';

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
function read(yaml: string): readonly KubernetesObject[] {
  return loadAll(yaml).map((value) => {
    assert.ok(isRecord(value) && isRecord(value['metadata']));
    const name = readString(value['metadata']['name']) ?? '';
    return Object.assign({}, value, {
      apiVersion: readString(value['apiVersion']) ?? '',
      kind: readString(value['kind']) ?? '',
      metadata: Object.assign({ namespace: 'shop' }, value['metadata'], { name }),
    });
  });
}

function world(yaml: string): ReturnType<typeof index> {
  const objects = read(yaml);
  const kinds = new Map(objects.map((object) => [groupKindKey(groupKindOf(object)), groupKindOf(object)]));
  const types = [...kinds.values()].map(({ group, kind }): ResourceType => {
    const plural = kind.toLowerCase();
    const names = { plural, singular: plural, shortNames: [], categories: [], verbs: [], subresources: [] };
    return Object.assign({ group, kind, version: 'v1', versions: ['v1'], namespaced: true }, names);
  });
  const found = discoverPolicyKinds({ crds: undefined, catalog: { types, gaps: [] } });
  assert.equal(found.length, kinds.size, 'each kind is found without a label');
  return index([...topology, ...objects.filter(({ kind }) => kind !== 'Service')], found);
}

function specs(own: ReturnType<typeof index>, asked: Parameters<typeof effectivePolicies>[1]['object']): unknown {
  return effectivePolicies(own, { object: asked }).map(({ spec }) => spec);
}

describe('Envoy Gateway', () => {
  const GATEWAY_POLICY = `
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: all}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  timeout: {tcp: {connectTimeout: 15s}, http: {connectionIdleTimeout: 60s}}
  retry: {numRetries: 3}
`;

  test('a policy on a route replaces that of the Gateway', () => {
    const own = world(`${GATEWAY_POLICY}---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  timeout: {tcp: {connectTimeout: 5s}}
`);
    assert.deepEqual(specs(own, ref.route('cart')), [{ timeout: { tcp: { connectTimeout: '5s' } } }]);
    assert.deepEqual(specs(own, ref.route('docs')), [
      { timeout: { tcp: { connectTimeout: '15s' }, http: { connectionIdleTimeout: '60s' } }, retry: { numRetries: 3 } },
    ]);
  });

  test('with mergeType the route policy is merged into that of the Gateway, and says so itself', () => {
    const own = world(`${GATEWAY_POLICY}---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  mergeType: StrategicMerge
  timeout: {tcp: {connectTimeout: 5s}}
`);
    const [answer] = effectivePolicies(own, { object: ref.route('cart') });
    assert.deepEqual(answer?.spec, {
      timeout: { tcp: { connectTimeout: '5s' }, http: { connectionIdleTimeout: '60s' } },
      retry: { numRetries: 3 },
    });
    assert.equal(answer.strategy, 'StrategicMerge');
    assert.match(answer.notes.join(), /lists/);
  });

  test('mergeType reaches the next policy above and not further', () => {
    const own = world(`${GATEWAY_POLICY}---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: listener}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web, sectionName: https}]
  retry: {numRetries: 9}
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  mergeType: JSONMerge
  timeout: {tcp: {connectTimeout: 5s}}
`);
    const answers = effectivePolicies(own, { object: ref.route('cart') });
    assert.deepEqual(
      answers.map(({ path, spec }) => [path.listener, spec]),
      [
        [
          'http',
          {
            timeout: { tcp: { connectTimeout: '5s' }, http: { connectionIdleTimeout: '60s' } },
            retry: { numRetries: 3 },
          },
        ],
        ['https', { timeout: { tcp: { connectTimeout: '5s' } }, retry: { numRetries: 9 } }],
      ],
    );
  });

  test('ClientTrafficPolicy: the listener before the Gateway, the oldest first on one listener', () => {
    const own = world(`
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata: {name: whole}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  http2: {maxConcurrentStreams: 100}
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: ClientTrafficPolicy
metadata: {name: https}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web, sectionName: https}]
  tls: {minVersion: "1.3"}
`);
    const answers = effectivePolicies(own, { object: ref.gateway('web') });
    assert.deepEqual(
      answers.map(({ path, spec }) => [path.listener, spec]),
      [
        ['http', { http2: { maxConcurrentStreams: 100 } }],
        ['https', { tls: { minVersion: '1.3' } }],
      ],
    );
  });
});

describe('Kuadrant', () => {
  test('AuthPolicy: the defaults of a Gateway hold where a route has none of its own', () => {
    const own = world(`
apiVersion: kuadrant.io/v1
kind: AuthPolicy
metadata: {name: deny-all}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  defaults:
    rules: {authorization: {deny-all: {opa: {rego: "allow = false"}}}}
---
apiVersion: kuadrant.io/v1
kind: AuthPolicy
metadata: {name: cart}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}
  rules: {authentication: {api-key: {apiKey: {selector: {matchLabels: {app: cart}}}}}}
`);
    assert.deepEqual(specs(own, ref.route('cart')), [
      { rules: { authentication: { 'api-key': { apiKey: { selector: { matchLabels: { app: 'cart' } } } } } } },
    ]);
    assert.deepEqual(specs(own, ref.route('docs')), [
      { rules: { authorization: { 'deny-all': { opa: { rego: 'allow = false' } } } } },
    ]);
  });

  test('RateLimitPolicy: merged overrides keep other limits of the route; a limit is never mixed', () => {
    const own = world(`
apiVersion: kuadrant.io/v1
kind: RateLimitPolicy
metadata: {name: infra}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  overrides:
    strategy: merge
    limits:
      expensive: {rates: [{limit: 2, window: 30s}]}
---
apiVersion: kuadrant.io/v1
kind: RateLimitPolicy
metadata: {name: cart}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}
  limits:
    expensive: {rates: [{limit: 50, window: 30s}], when: [{predicate: request.path == '/'}]}
    cheap: {rates: [{limit: 500, window: 30s}]}
`);
    const [answer] = effectivePolicies(own, { object: ref.route('cart') });
    assert.deepEqual(answer?.spec, {
      limits: {
        expensive: { rates: [{ limit: 2, window: '30s' }] },
        cheap: { rates: [{ limit: 500, window: '30s' }] },
      },
    });
    assert.deepEqual(
      answer.sources.map(({ path, standing }) => [path.join('.'), standing.policy.ref.name]),
      [
        ['limits.expensive', 'infra'],
        ['limits.cheap', 'cart'],
      ],
    );
  });

  test('atomic overrides of a Gateway take the place of the route policy', () => {
    const own = world(`
apiVersion: kuadrant.io/v1
kind: RateLimitPolicy
metadata: {name: infra}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  overrides: {limits: {all: {rates: [{limit: 5, window: 10s}]}}}
---
apiVersion: kuadrant.io/v1
kind: RateLimitPolicy
metadata: {name: cart}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart, sectionName: write}
  limits: {mine: {rates: [{limit: 50, window: 10s}]}}
`);
    const answers = effectivePolicies(own, { object: ref.route('cart') });
    assert.deepEqual(
      answers.map(({ path, spec, ineffective }) => [path.rule?.index, spec, ineffective.map(({ reason }) => reason)]),
      [
        [0, { limits: { all: { rates: [{ limit: 5, window: '10s' }] } } }, []],
        [1, { limits: { all: { rates: [{ limit: 5, window: '10s' }] } } }, ['override']],
      ],
    );
  });
});

describe('NGINX Gateway Fabric', () => {
  const GATEWAY_POLICY = `
apiVersion: gateway.nginx.org/v1alpha1
kind: ClientSettingsPolicy
metadata: {name: web, creationTimestamp: "2025-01-01T00:00:00Z"}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  body: {maxSize: 50m, timeout: 30s}
  keepAlive: {requests: 100}
`;

  test('ClientSettingsPolicy: a route inherits the fields that it does not set', () => {
    const own = world(`${GATEWAY_POLICY}---
apiVersion: gateway.nginx.org/v1alpha1
kind: ClientSettingsPolicy
metadata: {name: cart}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}
  body: {maxSize: "75"}
`);
    assert.deepEqual(specs(own, ref.route('cart')), [
      { body: { maxSize: '75', timeout: '30s' }, keepAlive: { requests: 100 } },
    ]);
  });

  test('two on one Gateway act together while they set different fields, else the younger is refused whole', () => {
    const own = world(`${GATEWAY_POLICY}---
apiVersion: gateway.nginx.org/v1alpha1
kind: ClientSettingsPolicy
metadata: {name: together, creationTimestamp: "2025-01-02T00:00:00Z"}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  keepAlive: {time: 5s}
---
apiVersion: gateway.nginx.org/v1alpha1
kind: ClientSettingsPolicy
metadata: {name: conflict, creationTimestamp: "2025-01-03T00:00:00Z"}
spec:
  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
  body: {maxSize: 1m}
  keepAlive: {timeout: {server: 60s}}
`);
    const [answer] = effectivePolicies(own, { object: ref.gateway('web') });
    assert.deepEqual(answer?.spec, {
      body: { maxSize: '50m', timeout: '30s' },
      keepAlive: { requests: 100, time: '5s' },
    });
    assert.deepEqual(
      answer.ineffective.map(({ standing, by, reason }) => [
        standing.policy.ref.name,
        by.map((winner) => winner.policy.ref.name),
        reason,
      ]),
      [['conflict', ['web'], 'older']],
    );
  });

  test('ObservabilityPolicy is Direct: it acts on its route alone', () => {
    const own = world(`
apiVersion: gateway.nginx.org/v1alpha2
kind: ObservabilityPolicy
metadata: {name: trace}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  tracing: {strategy: ratio, ratio: 75}
`);
    // The field is called strategy and is a setting.
    assert.deepEqual(specs(own, ref.route('cart')), [{ tracing: { strategy: 'ratio', ratio: 75 } }]);
    assert.deepEqual(specs(own, ref.route('docs')), []);
    assert.deepEqual(specs(own, ref.service('cart')), []);
  });
});

describe('Istio', () => {
  test('AuthorizationPolicies are shown in order, and what they add up to is left to the controller', () => {
    const own = world(`
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: deny}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  action: DENY
  rules: [{to: [{operation: {paths: [/admin]}}]}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: by-selector}
spec:
  selector: {matchLabels: {app: cart}}
  action: ALLOW
`);
    const [answer] = effectivePolicies(own, { object: ref.gateway('web') });
    assert.equal(answer?.strategy, 'Custom');
    assert.equal(answer.spec, undefined);
    assert.deepEqual(
      answer.inputs.map(({ policy }) => policy.ref.name),
      ['deny'],
    );
    assert.match(own.policies[1]?.problems.join() ?? '', /acts by spec.selector/);
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

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { GATEWAY } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { asImplemented } from '../../../src/routing/implementations/as-implemented.ts';
import { IMPLEMENTATIONS } from '../../../src/routing/implementations/index.ts';
import { anchoring } from '../../../src/routing/implementations/match-as.ts';
import { makeRequest } from '../../../src/routing/make-request.ts';
import type { RequestParts } from '../../../src/routing/make-request.ts';
import { routingWorld } from '../../../src/routing/routing-world.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { say } from '../../../src/view/say/say.ts';
import { born, gateway, make, route, service, snapshotOf } from '../../support/world.ts';
import { loadPatterns } from '../../../src/app/trace/load-patterns.ts';

const compile = await loadPatterns();
const EXPLAIN = { looked: 100, told: 5 };

/** What a Gateway of an implementation answers to a request: the specification's answer, and the lines that say otherwise. */
function answers(
  implementation: string,
  objects: readonly KubernetesObject[],
  request: RequestParts,
): readonly [specified: string, ...otherwise: string[]] {
  const known = IMPLEMENTATIONS.find(({ name }) => name === implementation);
  assert.ok(known, implementation);
  const [controllerName] = known.controllerNames;
  const gatewayClass = {
    ...make('gateway.networking.k8s.io/v1', 'GatewayClass', 'acme'),
    metadata: { name: 'acme' },
    spec: { controllerName },
  };
  const snapshot = snapshotOf([gatewayClass, ...objects]);
  const world = routingWorld(snapshot, [], compile);
  const parent = { group: GATEWAY.group, kind: GATEWAY.kind, namespace: 'shop', name: 'web' };
  const [trace] = traceRequest(world, { request: makeRequest(request), parent, address: undefined }, EXPLAIN);
  assert.ok(trace);
  const implemented = asImplemented(world, trace, anchoring(compile));
  const lines = (implemented?.departures ?? []).map(({ fact }) => {
    const { statusCode, grpcStatus, backends, redirect } = implemented?.outcome ?? trace.outcome;
    return say({
      code: 'answersOtherwise',
      statusCode,
      grpcStatus,
      backends: backends.map(({ ref, port, share }) => ({ ref, port, share })),
      location: redirect?.location,
      because: fact,
    });
  });
  const { outcome } = trace;
  const from = outcome.backends.map(({ ref, share }) => (share === 1 ? ref.name : `${ref.name} ${share}`));
  const failing = outcome.failing.map(({ share, statusCode }) => `${statusCode} ${share}`);
  const specified =
    outcome.redirect?.location ??
    [outcome.grpcStatus ?? outcome.statusCode, ...from, ...(from.length > 0 ? failing : [])].join(' ');
  return [specified, ...lines];
}

const SERVICES = ['a', 'b', 'c', 'd'].map((name) => service(name));
const WEB = gateway('web');

type Fields = Readonly<Record<string, unknown>>;

/** A rule that sends what matches to a Service. */
function rule(backend: string, match?: Fields, more: Fields = {}): Fields {
  return { ...(match !== undefined && { matches: [match] }), backendRefs: [{ name: backend, port: 80 }], ...more };
}

const prefix = (value: string): Fields => ({ path: { type: 'PathPrefix', value } });
const exact = (value: string): Fields => ({ path: { type: 'Exact', value } });
const expression = (value: string): Fields => ({ path: { type: 'RegularExpression', value } });
const header = (name: string, value: string, type = 'Exact'): Fields => ({ name, value, type });

function http(name: string, hostnames: readonly string[], rules: readonly Fields[], day = 1): KubernetesObject {
  return route('HTTPRoute', name, ['web'], { ...(hostnames.length > 0 && { hostnames }), rules }, born(day));
}

const at = (host: string, path = '/', more: RequestParts = {}): RequestParts => ({
  host,
  path,
  scheme: 'http',
  ...more,
});

const servedAs = (anchor: string): string => `answers from service shop/b:80 here: ${anchor}`;
const mirror = (name: string): Fields => ({
  type: 'RequestMirror',
  requestMirror: { backendRef: { name, port: 80 } },
});
const grpc = (backend: string, method: Fields): KubernetesObject =>
  route(
    'GRPCRoute',
    'calls',
    ['web'],
    { rules: [{ matches: [{ method }], backendRefs: [{ name: backend, port: 80 }] }] },
    born(1),
  );
const call = (method: string): RequestParts => ({ host: 'h', scheme: 'http', grpc: { service: 'a.B', method } });
const tls = (name: string, hostname: string): Fields => ({
  name,
  port: 443,
  protocol: 'HTTPS',
  hostname,
  tls: { certificateRefs: [{ name: 'cert' }] },
});

suite('what controllers are known to do otherwise', () => {
  const fallThrough = [
    WEB,
    ...SERVICES,
    http('any', [], [rule('a')]),
    http('shop', ['shop.example.com'], [rule('b', prefix('/cart'))]),
  ];
  const noFall = 'answers 404 here: it does not fall through from shop.example.com to less specific hostnames';
  for (const [implementation, ...said] of [
    ['Envoy Gateway', noFall],
    ['Istio', noFall],
    ['Cilium', noFall],
    ['kgateway', noFall],
    ['Contour', noFall],
    ['NGINX Gateway Fabric', noFall],
    ['Traefik'],
    ['agentgateway'],
    ['Kong'],
    ['HAProxy Unified Gateway'],
    ['AWS Load Balancer Controller'],
    ['Apache APISIX'],
  ] as const) {
    test(`${implementation}, where the best hostname has no rule`, () => {
      assert.deepEqual(answers(implementation, fallThrough, at('shop.example.com', '/x')), ['200 a', ...said]);
      assert.deepEqual(answers(implementation, fallThrough, at('shop.example.com', '/cart')), ['200 b']);
    });
  }

  const competing = [
    WEB,
    ...SERVICES,
    http(
      'shop',
      [],
      [
        rule('a', { ...prefix('/'), method: 'GET' }),
        rule('b', { ...prefix('/'), headers: [header('x-a', '1'), header('x-b', '2')] }),
        rule('c', { ...prefix('/'), headers: [header('x-a', '1')] }),
      ],
    ),
  ];
  const both = at('h', '/', {
    headers: [
      ['x-a', '1'],
      ['x-b', '2'],
    ],
  });
  for (const [implementation, ...said] of [
    ['Envoy Gateway', 'answers from service shop/b:80 here: it counts the method as one header among the others'],
    ['Istio'],
    ['Cilium'],
    ['Traefik'],
  ] as const) {
    test(`${implementation}, where a method competes with two headers`, () => {
      assert.deepEqual(answers(implementation, competing, both), ['200 a', ...said]);
    });
  }

  test('Envoy Gateway lets the earlier rule win where a method competes with one header', () => {
    const one = at('h', '/', { headers: [['x-a', '1']] });
    assert.deepEqual(answers('Envoy Gateway', competing, one), ['200 a']);
  });

  test('Traefik adds up numbers', () => {
    const objects = [
      WEB,
      ...SERVICES,
      http('shop', [], [rule('a', prefix('/api')), rule('b', { ...prefix('/'), method: 'GET' })]),
    ];
    // 1 + 1000 against 10000 + 400: the prefix wins there too.
    assert.deepEqual(answers('Traefik', objects, at('h', '/api')), ['200 a']);
    const longer = [
      WEB,
      ...SERVICES,
      http('shop', [], [rule('a', prefix('/api/v1/foo')), rule('b', { ...prefix('/api'), method: 'GET' })]),
    ];
    // 10000 + 400 + 1000 against 10000 + 1100.
    assert.deepEqual(answers('Traefik', longer, at('h', '/api/v1/foo')), [
      '200 a',
      'answers from service shop/b:80 here: it adds up numbers for hostname, path, method, headers and query',
    ]);
    const hosts = [
      WEB,
      ...SERVICES,
      http('exact', ['a.example.com'], [rule('a', prefix('/'))]),
      http('wild', ['*.example.com'], [rule('b', prefix('/x'))]),
    ];
    assert.deepEqual(answers('Traefik', hosts, at('a.example.com', '/x')).length, 2);
  });

  const expressions = [WEB, ...SERVICES, http('shop', [], [rule('a', prefix('/')), rule('b', expression('/c.rt'))])];
  for (const [implementation, ...said] of [
    ['Envoy Gateway'],
    ['Istio', 'answers from service shop/a:80 here: it places path expressions behind prefixes'],
    ['agentgateway', 'answers from service shop/a:80 here: it places path expressions behind prefixes'],
    ['Kong'],
  ] as const) {
    test(`${implementation}, where an expression competes with a prefix`, () => {
      assert.deepEqual(answers(implementation, expressions, at('h', '/cart')), ['200 b', ...said]);
    });
  }

  test('expressions are anchored otherwise', () => {
    assert.deepEqual(answers('Traefik', expressions, at('h', '/x/cart/y')), [
      '200 a',
      servedAs('it finds path expressions anywhere in the text'),
    ]);
    assert.deepEqual(answers('NGINX Gateway Fabric', expressions, at('h', '/cart/y')), [
      '200 a',
      servedAs('it matches path expressions from the beginning, but not to the end'),
    ]);
    assert.deepEqual(answers('NGINX Gateway Fabric', expressions, at('h', '/x/cart')), ['200 a']);
    const headers = [
      WEB,
      ...SERVICES,
      http('shop', [], [rule('b', { headers: [header('x-a', 'v[0-9]', 'RegularExpression')] })]),
    ];
    assert.deepEqual(answers('Traefik', headers, at('h', '/', { headers: [['x-a', 'xv1']] })), [
      '404',
      servedAs('it finds header expressions anywhere in the text'),
    ]);
  });

  test('NGINX chooses by the path alone', () => {
    const objects = [
      WEB,
      ...SERVICES,
      http('shop', [], [rule('a', prefix('/')), rule('b', { ...prefix('/cart'), method: 'POST' })]),
    ];
    assert.deepEqual(answers('NGINX Gateway Fabric', objects, at('h', '/cart')), [
      '200 a',
      'answers 404 here: it chooses by the path alone, and there is no way back where method, headers or query do not match',
    ]);
    assert.deepEqual(answers('Envoy Gateway', objects, at('h', '/cart')), ['200 a']);
  });

  test('prefixes are read otherwise', () => {
    const slash = [WEB, ...SERVICES, http('shop', [], [rule('a', prefix('/foo/'))])];
    assert.deepEqual(answers('NGINX Gateway Fabric', slash, at('h', '/foo')), [
      '200 a',
      'answers 404 here: it does not ignore the / at the end of prefix /foo/',
    ]);
    assert.deepEqual(answers('Envoy Gateway', slash, at('h', '/foo')), ['200 a']);
    const characters = [WEB, ...SERVICES, http('shop', [], [rule('a', prefix('/v2'))])];
    assert.deepEqual(answers('HAProxy Unified Gateway', characters, at('h', '/v2example')), [
      '404',
      'answers from service shop/a:80 here: it compares prefixes by characters, not by path elements',
    ]);
    const glob = [WEB, ...SERVICES, http('shop', [], [rule('a', exact('/img/*.png'))])];
    assert.deepEqual(answers('AWS Load Balancer Controller', glob, at('h', '/img/a.png')), [
      '404',
      'answers from service shop/a:80 here: it takes * and ? in an exact path as wildcards',
    ]);
    const dots = [WEB, ...SERVICES, http('shop', [], [rule('a', prefix('/')), rule('b', prefix('/admin'))])];
    assert.deepEqual(answers('Envoy Gateway', dots, at('h', '/x/../admin')), [
      '200 a',
      'answers from service shop/b:80 here: it normalises the path to /admin before it matches',
    ]);
  });

  test('repeated headers and parameters are read otherwise', () => {
    const headers = [WEB, ...SERVICES, http('shop', [], [rule('a', { headers: [header('x-a', 'two')] })])];
    const twice = at('h', '/', {
      headers: [
        ['x-a', 'one'],
        ['X-A', 'two'],
      ],
    });
    const served = 'answers from service shop/a:80 here: ';
    assert.deepEqual(answers('Envoy Gateway', headers, twice), ['404']);
    assert.deepEqual(answers('Traefik', headers, twice), [
      '404',
      `${served}it compares each occurrence of a repeated header on its own`,
    ]);
    const comma = at('h', '/', { headers: [['x-a', 'one,two']] });
    assert.deepEqual(answers('NGINX Gateway Fabric', headers, comma), [
      '404',
      `${served}it splits the values of headers at commas and compares each piece`,
    ]);
    const query = [WEB, ...SERVICES, http('shop', [], [rule('a', { queryParams: [header('q', 'a b')] })])];
    assert.deepEqual(answers('Envoy Gateway', query, at('h', '/?q=a%20b')), [
      '200 a',
      'answers 404 here: it compares query parameters as they are written, not decoded',
    ]);
    assert.deepEqual(answers('agentgateway', query, at('h', '/?q=x&q=a+b')), [
      '404',
      `${served}it takes the last of a repeated query parameter`,
    ]);
  });

  test('ties are broken otherwise', () => {
    const objects = [
      WEB,
      ...SERVICES,
      http('z', [], [rule('a', prefix('/'))], 1),
      http('a', [], [rule('b', prefix('/'))], 9),
    ];
    assert.deepEqual(answers('agentgateway', objects, at('h')), [
      '200 a',
      'answers from service shop/b:80 here: it breaks ties by namespace and name, not by age',
    ]);
    assert.deepEqual(answers('Envoy Gateway', objects, at('h')), ['200 a']);
    const merged = answers(
      'Cilium',
      [WEB, ...SERVICES, http('a', [], [rule('a', prefix('/'))], 1), http('b', [], [rule('b', prefix('/'))], 2)],
      at('h'),
    );
    assert.deepEqual(merged, [
      '200 a',
      'answers from service shop/a:80 (50 %), service shop/b:80 (50 %) here: it merges the backends with those of httproute shop/b, which has the same match',
    ]);
  });

  const mixed = [
    WEB,
    ...SERVICES,
    http(
      'shop',
      [],
      [
        {
          backendRefs: [
            { name: 'a', port: 80, weight: 3 },
            { name: 'gone', port: 80, weight: 1 },
          ],
        },
      ],
    ),
  ];
  const none = [WEB, ...SERVICES, http('shop', [], [{ backendRefs: [{ name: 'gone', port: 80 }] }])];
  const zero = [WEB, ...SERVICES, http('shop', [], [{ backendRefs: [{ name: 'a', port: 80, weight: 0 }] }])];
  test('backends that cannot be used are answered for otherwise', () => {
    const given =
      'answers from service shop/a:80 here: it gives the share of a backend that cannot be used to the others';
    for (const implementation of ['Cilium', 'Contour', 'Kong', 'Apache APISIX']) {
      assert.deepEqual(answers(implementation, mixed, at('h')), ['200 a 0.75 500 0.25', given], implementation);
    }
    for (const implementation of ['Envoy Gateway', 'Istio', 'Traefik', 'NGINX Gateway Fabric', 'agentgateway']) {
      assert.deepEqual(answers(implementation, mixed, at('h')), ['200 a 0.75 500 0.25'], implementation);
      assert.deepEqual(answers(implementation, none, at('h')), ['500'], implementation);
    }
    assert.deepEqual(answers('AWS Load Balancer Controller', none, at('h')), [
      '500',
      'answers 503 here: it answers 503 for a rule without a usable backend',
    ]);
    assert.deepEqual(answers('Traefik', zero, at('h')), [
      '500',
      'answers 503 here: it answers 503 for a rule whose weights are all 0',
    ]);
    assert.deepEqual(answers('Cilium', zero, at('h')), [
      '500',
      'answers from service shop/a:80 here: it does not look at the weight of a single backend',
    ]);
    assert.deepEqual(answers('Contour', [WEB, http('shop', [], [{}])], at('h')), [
      '500',
      'answers 404 here: it leaves out a rule without backends',
    ]);
  });

  const extension = { type: 'ExtensionRef', extensionRef: { group: 'acme.io', kind: 'Filter', name: 'gone' } };
  test('mirrors and filters fail otherwise', () => {
    const lost = [
      WEB,
      ...SERVICES,
      http('shop', [], [rule('a', prefix('/'), { filters: [mirror('gone')] }), rule('b', prefix('/b'))]),
    ];
    assert.deepEqual(answers('Envoy Gateway', lost, at('h')), [
      '200 a',
      'answers 500 here: a mirror that cannot be used fails the whole rule',
    ]);
    assert.deepEqual(answers('Envoy Gateway', lost, at('h', '/b')), ['200 b']);
    const dropped = 'answers 404 here: it serves no rule of httproute shop/shop, for a mirror that cannot be used';
    assert.deepEqual(answers('agentgateway', lost, at('h')), ['200 a', dropped]);
    assert.deepEqual(answers('agentgateway', lost, at('h', '/b')), ['200 b', dropped]);
    assert.deepEqual(answers('Cilium', lost, at('h')), ['200 a']);
    const fine = [WEB, ...SERVICES, http('shop', [], [rule('a', prefix('/'), { filters: [mirror('b')] })])];
    assert.deepEqual(answers('Traefik', fine, at('h')), [
      '200 a',
      'answers 500 here: it does not support filter RequestMirror, and fails the whole rule',
    ]);
    assert.deepEqual(answers('Envoy Gateway', fine, at('h')), ['200 a']);
    const unknown = [
      WEB,
      ...SERVICES,
      make('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'filters.acme.io', {
        spec: {
          group: 'acme.io',
          names: { kind: 'Filter', plural: 'filters' },
          scope: 'Namespaced',
          versions: [{ name: 'v1', served: true }],
        },
      }),
      make('acme.io/v1', 'Filter', 'other'),
      http('shop', [], [rule('a', prefix('/'), { filters: [extension] })]),
    ];
    assert.deepEqual(answers('Envoy Gateway', unknown, at('h')), ['500']);
    assert.deepEqual(answers('Cilium', unknown, at('h')), [
      '500',
      'answers from service shop/a:80 here: it ignores filter ExtensionRef, which it does not know',
    ]);
    assert.deepEqual(answers('Istio', unknown, at('h')), [
      '500',
      'answers 404 here: it serves no rule of httproute shop/shop, for filter ExtensionRef, which it does not know',
    ]);
  });

  test('gRPC has other statuses', () => {
    const gone = [WEB, ...SERVICES, grpc('gone', { service: 'a.B', method: 'C' })];
    assert.deepEqual(answers('Envoy Gateway', gone, call('C')), [
      '14',
      'answers gRPC status 2 here: it sends gRPC status 2 for this',
    ]);
    assert.deepEqual(answers('NGINX Gateway Fabric', gone, call('C')), [
      '14',
      'answers gRPC status 13 here: it sends gRPC status 13 for this',
    ]);
    assert.deepEqual(answers('agentgateway', gone, call('C')), ['14']);
    assert.deepEqual(answers('Traefik', gone, call('C')), ['14', 'answers 200 here: it sends no gRPC status']);
    assert.deepEqual(answers('Traefik', gone, call('D')), ['12', 'answers 404 here: it sends no gRPC status']);
    assert.deepEqual(answers('Envoy Gateway', gone, call('D')), ['12']);
    const alone = [WEB, ...SERVICES, grpc('a', { service: 'a.B' })];
    assert.deepEqual(answers('agentgateway', alone, call('C')), [
      '0 a',
      'answers gRPC status 12 here: its matches of a gRPC service without a method never match',
    ]);
    assert.deepEqual(answers('Contour', alone, call('C')), [
      '0 a',
      'answers gRPC status 12 here: it refuses matches of a gRPC service without a method',
    ]);
  });

  test('redirects are written otherwise', () => {
    const other = gateway('web', [{ name: 'http', port: 8080, protocol: 'HTTP' }]);
    const redirect = (fields: Fields): readonly KubernetesObject[] => [
      other,
      http('shop', [], [{ filters: [{ type: 'RequestRedirect', requestRedirect: fields }] }]),
    ];
    const request = at('h', '/x', { port: 8080 });
    assert.deepEqual(answers('AWS Load Balancer Controller', redirect({ hostname: 'b' }), request), [
      'http://b:8080/x',
      'answers 302 to http://b/x here: it puts no port into a redirect unless one is written',
    ]);
    assert.deepEqual(answers('Envoy Gateway', redirect({ hostname: 'b' }), request), ['http://b:8080/x']);
    assert.deepEqual(answers('Kong', redirect({ statusCode: 301 }), request), [
      'http://h:8080/x',
      'answers 301 to /x here: a redirect without a hostname has only a path',
    ]);
    const guarded = [...redirect({ scheme: 'http', hostname: 'b' })];
    assert.deepEqual(answers('Cilium', guarded, request), [
      'http://b/x',
      'answers 404 here: a rule that redirects to http does not match what came by http already',
    ]);
  });

  test('listeners are kept apart otherwise', () => {
    const two = gateway('web', [
      { name: 'all', port: 80, protocol: 'HTTP', hostname: '*.example.com' },
      { name: 'one', port: 80, protocol: 'HTTP', hostname: 'a.example.com' },
    ]);
    const objects = [
      two,
      ...SERVICES,
      route('HTTPRoute', 'wide', [{ name: 'web', sectionName: 'all' }], { rules: [rule('a', prefix('/'))] }, born(1)),
      route(
        'HTTPRoute',
        'narrow',
        [{ name: 'web', sectionName: 'one' }],
        { rules: [rule('b', prefix('/b'))] },
        born(2),
      ),
    ];
    assert.deepEqual(answers('Traefik', objects, at('a.example.com', '/x')), [
      '404',
      'answers from service shop/a:80 here: it does not isolate listeners: routes of less specific ones answer too',
    ]);
    assert.deepEqual(answers('Istio', objects, at('a.example.com', '/x')), ['404']);
    assert.deepEqual(answers('Envoy Gateway', objects, at('a.example.com', '/x')), ['404']);
    const apart = gateway('web', [
      { name: 'all', port: 80, protocol: 'HTTP', hostname: '*.example.com' },
      { name: 'one', port: 8080, protocol: 'HTTP', hostname: 'a.example.com' },
    ]);
    // Listeners of other ports take a hostname away too.
    assert.deepEqual(answers('Cilium', [apart, ...objects.slice(1)], at('a.example.com', '/x')), [
      '200 a',
      'answers 404 here: its listeners of all ports share their routes',
    ]);
    assert.deepEqual(answers('Cilium', [apart, ...objects.slice(1)], at('b.example.com', '/x')), ['200 a']);
    const again = { ...tls('good', '*.example.com') };
    const broken = { ...tls('bad', '*.example.com'), tls: { certificateRefs: [{ name: 'gone' }] } };
    const beside = [
      gateway('web', [broken, again]),
      make('v1', 'Secret', 'cert', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }),
      ...SERVICES,
      route('HTTPRoute', 'r', [{ name: 'web', sectionName: 'good' }], { rules: [rule('a')] }, born(1)),
    ];
    assert.deepEqual(answers('Envoy Gateway', beside, { host: 'a.example.com', scheme: 'https' }), ['200 a']);
    const ports = gateway('web', [
      { name: 'one', port: 80, protocol: 'HTTP' },
      { name: 'two', port: 8080, protocol: 'HTTP' },
    ]);
    const onPort = [
      ports,
      ...SERVICES,
      route('HTTPRoute', 'r', [{ name: 'web', sectionName: 'one' }], { rules: [rule('a')] }, born(1)),
    ];
    assert.deepEqual(answers('Cilium', onPort, at('h', '/', { port: 8080 })), [
      '404',
      'answers from service shop/a:80 here: its listeners of all ports share their routes',
    ]);
  });

  test('a host of another listener than the server name is served otherwise', () => {
    const objects = [
      gateway('web', [tls('a', 'a.example.com'), tls('b', 'b.example.com')]),
      make('v1', 'Secret', 'cert', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }),
      ...SERVICES,
      route('HTTPRoute', 'a', [{ name: 'web', sectionName: 'a' }], { rules: [rule('a')] }, born(1)),
      route('HTTPRoute', 'b', [{ name: 'web', sectionName: 'b' }], { rules: [rule('b')] }, born(1)),
    ];
    const request: RequestParts = { host: 'b.example.com', sni: 'a.example.com', scheme: 'https', path: '/' };
    const [specified, ...lines] = answers('Traefik', objects, request);
    assert.equal(specified, '421');
    assert.deepEqual(lines, ['answers from service shop/b:80 here: it does not compare the host with the server name']);
    assert.deepEqual(answers('NGINX Gateway Fabric', objects, request), ['421']);
  });

  test('a controller that nobody knows gets no line', () => {
    const world = routingWorld(snapshotOf(fallThrough), [], compile);
    const [trace] = traceRequest(
      world,
      { request: makeRequest(at('shop.example.com', '/x')), parent: undefined, address: undefined },
      EXPLAIN,
    );
    assert.ok(trace);
    assert.equal(asImplemented(world, trace, anchoring(compile)), undefined);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { tableDifference } from '../../../src/routing/difference/table-difference.ts';
import type { joined } from '../../../src/routing/difference/match-of-row.ts';
import { gateway, grant, http, make, namespace, policy, route, service } from '../../support/world.ts';
import type { World } from '../../support/world.ts';
import { routingOf } from './trace-of.ts';

const ENDPOINTS = (name: string, id = `${name}-1`): KubernetesObject =>
  make('discovery.k8s.io/v1', 'EndpointSlice', id, {
    metadata: { labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 80 }],
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
  });
const BACKENDS = ['one', 'two'].flatMap((name) => [service(name), ENDPOINTS(name)]);

const rule = (path: string, name: string, more: object = {}): object => ({
  matches: [{ path: { type: 'PathPrefix', value: path }, ...more }],
  backendRefs: [{ name, port: 80 }],
});
const app = (...rules: readonly object[]): KubernetesObject => route('HTTPRoute', 'app', ['web'], { rules });

const withMore = (more: object): readonly KubernetesObject[] => [gateway('web'), app({ ...rule('/', 'one'), ...more })];
const served = (...policies: readonly KubernetesObject[]): readonly KubernetesObject[] => [
  ...withMore({}),
  ...policies,
];
const timeouts = (name: string, request: string): KubernetesObject => ({
  ...policy('TimeoutPolicy', name, [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'app' }], {
    request,
  }),
  apiVersion: 'policies.example.com/v1',
});

/** `HOSTNAME PATH: kinds` of each change. */
function differ(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  worlds: readonly [World, World] = [{}, {}],
): readonly string[] {
  const difference = tableDifference(
    routingOf([...before, ...BACKENDS], worlds[0]),
    routingOf([...after, ...BACKENDS], worlds[1]),
  );
  return [
    ...difference.changes.map(({ hostname, match, kinds }) => `${hostname} ${wordsOf(match)}: ${kinds.join(', ')}`),
    ...difference.open.map(({ hostname, match, side }) => `${hostname} ${wordsOf(match)}: unknown ${side}`),
  ];
}

function wordsOf(match: ReturnType<typeof joined>): string {
  const path = match?.path;
  const headers = (match?.headers ?? []).map(({ name, test: { value } }) => ` ${name}=${value}`);
  return `${path?.type === 'Exact' ? '= ' : ''}${path?.value === '' ? '/' : (path?.value ?? '')}${headers.join('')}`;
}

suite('what two states answer differently', () => {
  test('nothing where nothing is different', () => {
    const state = [gateway('web'), app(rule('/a', 'one'), rule('/', 'two'))];
    assert.deepEqual(differ(state, state.toReversed()), []);
  });

  test('a rule that leads elsewhere moves its requests, and no others', () => {
    const before = [gateway('web'), app(rule('/a', 'one'), rule('/', 'two'))];
    assert.deepEqual(differ(before, [gateway('web'), app(rule('/a', 'two'), rule('/', 'two'))]), ['* /a: moves']);
  });

  test('what a rule gave up goes where the next one leads', () => {
    const before = [gateway('web'), app(rule('/a', 'one'), rule('/', 'two'))];
    assert.deepEqual(differ(before, [gateway('web'), app(rule('/', 'two'))]), ['* /a: moves']);
    assert.deepEqual(differ(before, [gateway('web'), app(rule('/a', 'one'))]), ['* /: notFound']);
  });

  // Neither match alone moves: a request that asks for both does.
  test('two rules that change places move what both match', () => {
    const [one, two] = [['x-a', 'one'] as const, ['x-b', 'two'] as const].map(([name, to]) =>
      rule('/', to, { headers: [{ name, value: '1' }] }),
    );
    const before = [gateway('web'), app({ ...one }, { ...two })];
    assert.deepEqual(differ(before, [gateway('web'), app({ ...two }, { ...one })]), ['* / x-a=1 x-b=1: moves']);
  });

  test('a longer path takes the canary of a shorter one, although both lead to the same without it', () => {
    const canary = rule('/a', 'two', { headers: [{ name: 'x-canary', value: '1' }] });
    const before = [gateway('web'), app(canary, rule('/a', 'one'))];
    const after = [gateway('web'), app(canary, rule('/a', 'one'), rule('/a/b', 'one'))];
    assert.deepEqual(differ(before, after), ['* /a/b x-canary=1: moves']);
  });

  test('a new listener takes its hostname from the others', () => {
    const listeners = [http, { name: 'shop', port: 80, protocol: 'HTTP', hostname: 'shop.example.com' }];
    const own = {
      ...app(rule('/', 'one')),
      spec: { parentRefs: [{ name: 'web', sectionName: 'http' }], rules: [rule('/', 'one')] },
    };
    const changes = differ([gateway('web'), own], [gateway('web', listeners), own]);
    assert.deepEqual(changes, ['shop.example.com /: notFound']);
  });

  test('a narrowed grant fails what it allowed', () => {
    const target = make('v1', 'Service', 'pay/api', { spec: { ports: [{ name: 'http', port: 80 }] } });
    const granting = (name: string): readonly KubernetesObject[] => [
      gateway('web'),
      app({ matches: [{ path: { value: '/pay' } }], backendRefs: [{ name: 'api', namespace: 'pay', port: 80 }] }),
      target,
      ENDPOINTS('api', 'pay/api-1'),
      grant('pay/allow', 'gateway.networking.k8s.io/HTTPRoute/shop', `/Service/${name}`),
    ];
    assert.deepEqual(differ(granting('api'), granting('other')), ['* /pay: fails']);
    assert.deepEqual(differ(granting('other'), granting('api')), ['* /pay: reachable']);
  });

  test('a label of a namespace lets a route in, or out', () => {
    const listener = {
      ...http,
      allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } } },
    };
    const inTeam = (team: string): readonly KubernetesObject[] => [
      gateway('infra/web', [listener]),
      route('HTTPRoute', 'app', [{ name: 'web', namespace: 'infra' }], { rules: [rule('/', 'one')] }),
      namespace('shop', { team }),
      namespace('infra'),
    ];
    assert.deepEqual(differ(inTeam('a'), inTeam('b')), ['* /: notFound']);
    assert.deepEqual(differ(inTeam('b'), inTeam('a')), ['* /: reachable']);
  });

  test('without its Gateway, its Service or its endpoints a route serves nothing', () => {
    const state = [gateway('web'), app(rule('/', 'one'))];
    assert.deepEqual(differ(state, state.slice(1)), ['* /: refused']);
    const [before, after] = [
      routingOf([...state, ...BACKENDS]),
      routingOf([...state, service('one'), ENDPOINTS('two')]),
    ];
    assert.deepEqual(
      tableDifference(before, after).changes.map(({ kinds }) => kinds),
      [['fails']],
    );
  });

  test('shares, and a share that fails', () => {
    const split = (...weights: readonly [string, number][]): readonly KubernetesObject[] => [
      gateway('web'),
      app({ backendRefs: weights.map(([name, weight]) => ({ name, port: 80, weight })) }),
    ];
    assert.deepEqual(differ(split(['one', 1], ['two', 1]), split(['two', 50], ['one', 50])), []);
    assert.deepEqual(differ(split(['one', 1], ['two', 1]), split(['one', 9], ['two', 1])), ['* /: shares']);
    const broken = app({
      backendRefs: [
        { name: 'one', port: 80 },
        { kind: 'Secret', name: 'two', port: 80 },
      ],
    });
    assert.deepEqual(differ([gateway('web'), app(rule('/', 'one'))], [gateway('web'), broken]), ['* /: partlyFails']);
  });

  test('filters, headers and timeouts, however the same is written', () => {
    const set = {
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x', value: '1' }] } }],
    };
    assert.deepEqual(differ(withMore({}), withMore(set)), ['* /: headers']);
    const auth = {
      filters: [{ type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', backendRef: { name: 'two', port: 80 } } }],
    };
    assert.deepEqual(differ(withMore(auth), withMore({})), ['* /: losesAuthentication']);
    assert.deepEqual(differ(withMore({}), withMore(auth)), ['* /: gainsAuthentication']);
    const minute = withMore({ timeouts: { request: '60s' } });
    assert.deepEqual(differ(minute, withMore({ timeouts: { request: '1m' } })), []);
    assert.deepEqual(differ(minute, withMore({ timeouts: { request: '2m' } })), ['* /: settings']);
  });

  test('a policy that sets something else, and not one that another sets the same by', () => {
    assert.deepEqual(differ(served(timeouts('a', '1s')), served(timeouts('b', '1s'))), []);
    assert.deepEqual(differ(served(timeouts('a', '1s')), served(timeouts('a', '2s'))), ['* /: policies']);
    assert.deepEqual(differ(served(timeouts('a', '1s')), served()), ['* /: policies']);
  });

  test('what could not be read of a side is no difference', () => {
    const state = [gateway('web'), app(rule('/', 'one'))];
    const gap = {
      what: 'httproutes',
      kind: 'HTTPRoute',
      group: 'gateway.networking.k8s.io',
      reason: 'forbidden',
      message: 'no',
    } as const;
    const live = { origin: 'live' } as const;
    const kinds = ['GatewayClass', 'Gateway', 'ListenerSet', 'GRPCRoute', 'Namespace', 'Service'];
    const complete = kinds.map((kind) => ({
      group: kind === 'Namespace' || kind === 'Service' ? '' : 'gateway.networking.k8s.io',
      kind,
    }));
    const changes = differ(state, [gateway('web')], [{}, { ...live, gaps: [gap], complete }]);
    assert.ok(changes.length > 0);
    for (const change of changes) assert.match(change, /unknown after$/);
  });
});

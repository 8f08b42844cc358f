import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { policiesActingOn } from '../../../src/policy/acting.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { PolicyIndex } from '../../../src/policy/policy-index.ts';
import { reportPolicy } from '../../../src/policy/policy-report.ts';
import type { PolicyReport } from '../../../src/policy/policy-report.ts';
import * as support from '../../support/world.ts';
import { index, policyKind, ref, route, service, targetRef } from './world.ts';

const EG = 'gateway.envoyproxy.io/gatewayclass-controller';
const NGINX = 'gateway.nginx.org/nginx-gateway-controller';

const classOf = (name: string, controllerName: string): KubernetesObject => ({
  ...support.gatewayClass(name),
  spec: { controllerName },
});

const gatewayOf = (name: string, gatewayClassName: string): KubernetesObject =>
  support.gateway(name, [support.http], { gatewayClassName });

/** Two Gateways of two vendors, one of nobody known, and a route at each and at two of them. */
const topology = [
  classOf('eg', EG),
  classOf('nginx', NGINX),
  classOf('mine', 'example.com/mine'),
  gatewayOf('envoy', 'eg'),
  gatewayOf('other', 'nginx'),
  gatewayOf('unknown', 'mine'),
  route('r-envoy', ['envoy'], [{ backends: ['a'] }]),
  route('r-other', ['other'], [{ backends: ['b'] }]),
  route('r-both', ['envoy', 'other'], [{ backends: ['a'] }]),
  route('r-unknown', ['unknown'], [{ backends: ['a'] }]),
  service('a'),
  service('b'),
];

const KINDS = ['gateway.envoyproxy.io/BackendTrafficPolicy', 'gateway.nginx.org/UpstreamSettingsPolicy'].map((key) => {
  const entry = CATALOGUE.get(key);
  assert.ok(entry !== undefined);
  const { group, kind, targets } = entry;
  return policyKind(kind, { group, class: entry.class, targets, entry });
});

/** A BackendTrafficPolicy, or on a Service an UpstreamSettingsPolicy of NGINX. */
function policyOn(name: string, target: string, status?: Readonly<Record<string, unknown>>): KubernetesObject {
  const isUpstream = target.startsWith('Service/');
  const [group, kind] = isUpstream
    ? ['gateway.nginx.org', 'UpstreamSettingsPolicy']
    : ['gateway.envoyproxy.io', 'BackendTrafficPolicy'];
  const spec = { targetRefs: [targetRef(target)], [isUpstream ? 'zoneSize' : 'retry']: name };
  return support.make(`${group}/v1alpha1`, kind, name, status === undefined ? { spec } : { spec, status });
}

const worldOf = (...policies: readonly KubernetesObject[]): PolicyIndex => index([...topology, ...policies], KINDS);

function reportOn(world: PolicyIndex, name: string): PolicyReport {
  const policy = world.policies().find(({ ref: own }) => own.name === name);
  assert.ok(policy !== undefined);
  return reportPolicy(world, policy);
}

const strangersOf = (report: PolicyReport) =>
  report.strangers.map(({ ref: { name }, controllerName }) => [name, controllerName]);

describe('a policy acts only under Gateways of controllers that know its kind', () => {
  test('on a Gateway of another vendor it has no effect and reaches nothing', () => {
    const world = worldOf(policyOn('p', 'Gateway/other'));
    const report = reportOn(world, 'p');
    assert.deepEqual(report.paths, { all: 0, part: 0, none: 0, unknown: 0 });
    assert.deepEqual([report.scope.gateways, report.scope.routes, report.expected], [[], [], undefined]);
    assert.deepEqual(strangersOf(report), [['other', NGINX]]);
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r-other') }), []);
    assert.deepEqual(policiesActingOn(world, ref.gateway('other')), []);
  });

  test('on a route of Gateways of two vendors it acts under its own', () => {
    const world = worldOf(policyOn('p', 'HTTPRoute/r-both'));
    const answers = effectivePolicies(world, { object: ref.route('r-both') });
    assert.deepEqual(
      answers.map(({ path }) => path.gateway?.name),
      ['envoy'],
    );
    assert.deepEqual(strangersOf(reportOn(world, 'p')), [['other', NGINX]]);
  });

  test('under a controller that nobody knows it may act', () => {
    const world = worldOf(policyOn('p', 'Gateway/unknown'));
    assert.equal(reportOn(world, 'p').paths.all, 1);
    assert.equal(effectivePolicies(world, { object: ref.route('r-unknown') }).length, 1);
  });

  test('on a Service it acts by other ways than Gateways too, and is told where it does not', () => {
    const world = worldOf(policyOn('a', 'Service/a'), policyOn('b', 'Service/b'));
    assert.equal(reportOn(world, 'b').paths.all, 1);
    // r-both leads from the Gateway of NGINX to it.
    assert.equal(reportOn(world, 'a').paths.all, 1);
    const lonely = index(
      [
        ...topology.filter(({ metadata }) => metadata.name !== 'r-both' && metadata.name !== 'r-unknown'),
        policyOn('a', 'Service/a'),
      ],
      KINDS,
    );
    assert.deepEqual([reportOn(lonely, 'a').paths.all, reportOn(lonely, 'a').onlyStrangers], [1, true]);
    assert.equal(effectivePolicies(lonely, { object: ref.service('a') }).length, 1);
    assert.deepEqual(strangersOf(reportOn(lonely, 'a')), [['envoy', EG]]);
  });
});

/** A status with one ancestor. */
const statusAt = (gateway: string, status: string, controllerName = EG, observedGeneration?: number) => ({
  ancestors: [
    {
      ancestorRef: { name: gateway },
      controllerName,
      conditions: [
        {
          type: 'Accepted',
          status,
          reason: 'Invalid',
          message: 'no',
          lastTransitionTime: '2026-01-01T00:00:00Z',
          ...(observedGeneration === undefined ? {} : { observedGeneration }),
        },
      ],
    },
  ],
});

describe('a policy that its controller refuses has no effect', () => {
  test('where it refuses it: what it would have replaced acts', () => {
    const world = worldOf(
      policyOn('up', 'Gateway/envoy'),
      policyOn('p', 'HTTPRoute/r-envoy', statusAt('envoy', 'False')),
    );
    const [answer] = effectivePolicies(world, { object: ref.route('r-envoy') });
    assert.deepEqual(answer?.spec, { retry: 'up' });
    assert.deepEqual(
      answer.ineffective.map(({ placement, reason }) => [placement.policy.ref.name, reason]),
      [['p', 'refused']],
    );
    const { paths, refusals } = reportOn(world, 'p');
    assert.deepEqual(paths, { all: 0, part: 0, none: 1, unknown: 0 });
    assert.deepEqual(
      refusals.map(({ ancestor, reason }) => [ancestor?.name, reason]),
      [['envoy', 'Invalid']],
    );
  });

  test('not where it accepts it, where another controller wrote, or where the word is outdated', () => {
    for (const status of [
      statusAt('envoy', 'True'),
      statusAt('envoy', 'False', NGINX),
      statusAt('other', 'False', NGINX),
    ]) {
      const world = worldOf(policyOn('p', 'HTTPRoute/r-envoy', status));
      assert.equal(reportOn(world, 'p').paths.all, 1);
    }
    const old = policyOn('p', 'HTTPRoute/r-envoy', statusAt('envoy', 'False', EG, 1));
    const world = worldOf({ ...old, metadata: { ...old.metadata, generation: 2 } });
    assert.equal(reportOn(world, 'p').paths.all, 1);
  });

  test('where the controller reports on the policy as a whole', () => {
    const conditions = [
      { type: 'Accepted', status: 'False', reason: 'Invalid', lastTransitionTime: '2026-01-01T00:00:00Z' },
    ];
    assert.equal(reportOn(worldOf(policyOn('p', 'HTTPRoute/r-envoy', { conditions })), 'p').paths.none, 1);
  });
});

describe('a policy of a Gateway that every route overrides is overridden on every path', () => {
  test('the Gateway itself is no path beside those of its routes', () => {
    const own = policyOn('p', 'Gateway/envoy');
    const routes = ['r-envoy', 'r-both'].map((name) => policyOn(name, `HTTPRoute/${name}`));
    assert.deepEqual(reportOn(worldOf(own, ...routes), 'p').paths, { all: 0, part: 0, none: 2, unknown: 0 });
    assert.deepEqual(reportOn(worldOf(own, ...routes.slice(1)), 'p').paths, { all: 1, part: 0, none: 1, unknown: 0 });
  });

  test('without routes the Gateway is the path', () => {
    const lonely = index([classOf('eg', EG), gatewayOf('envoy', 'eg'), policyOn('p', 'Gateway/envoy')], KINDS);
    assert.deepEqual(reportOn(lonely, 'p').paths, { all: 1, part: 0, none: 0, unknown: 0 });
  });
});

/** A route to a backend that no specification knows, and a policy on it. */
const chatTo = (name: string) =>
  support.route('HTTPRoute', 'chat', ['envoy'], support.to({ group: 'example.com', kind: 'Model', name }));

const ofModel = (target: string): KubernetesObject =>
  support.make('policies.example.com/v1', 'P', 'p', {
    spec: { targetRefs: [{ group: 'example.com', kind: 'Model', name: target }], a: 1 },
  });

describe('a backend of a kind that only its controller knows', () => {
  const backend = support.make('example.com/v1', 'Model', 'gpt');
  const P = policyKind('P');
  test('its policies are on the way of the routes that use it, where it is there', () => {
    const gateways = [classOf('eg', EG), gatewayOf('envoy', 'eg')];
    const world = index([...gateways, backend, chatTo('gpt'), ofModel('gpt')], [P]);
    const [answer] = effectivePolicies(world, { object: ref.route('chat') });
    assert.deepEqual([answer?.path.backend?.name, answer?.spec], ['gpt', { a: 1 }]);
    assert.deepEqual(
      effectivePolicies(world, { object: { group: 'example.com', kind: 'Model', namespace: 'shop', name: 'gpt' } }).map(
        ({ path }) => path.route?.name,
      ),
      ['chat'],
    );
    const gone = index([...gateways, backend, chatTo('gone'), ofModel('gone')], [P]);
    assert.deepEqual(effectivePolicies(gone, { object: ref.route('chat') }), []);
  });
});

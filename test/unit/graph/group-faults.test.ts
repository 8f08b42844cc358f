import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { idleEntriesOf } from '../../../src/graph/resolve/idle-grant-entries.ts';
import { refOf } from '../../../src/model/ref.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import { say } from '../../../src/view/say/say.ts';
import {
  attachmentOf,
  gateway,
  gatewayClass,
  grant,
  graphOf,
  listenerSet,
  make,
  route,
  secret,
  service,
  snapshotOf,
  to,
} from '../../support/world.ts';

const GATEWAY_API = 'gateway.networking.k8s.io';
const main = gateway('main');
const cart = service('cart');

const attach = (parent: Readonly<Record<string, unknown>>, backend: Readonly<Record<string, unknown>>) =>
  attachmentOf(route('HTTPRoute', 'web', [parent], to(backend)), [main, cart]);

const listener = (ref: Readonly<Record<string, unknown>>) => ({
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  tls: { certificateRefs: [ref] },
});

/** The state of a Gateway's only listener. */
function listenerOf(...objects: readonly KubernetesObject[]) {
  const [first] = objects;
  const [computed] = first === undefined ? [] : (graphOf(objects).parent(refOf(first))?.listeners ?? []);
  assert.ok(computed);
  return computed;
}

describe('group core is read as the core group, which the API writes as the empty string', () => {
  test('of a backendRef: it works, and what to write is said', () => {
    const { resolvedRefs } = attach({ name: 'main' }, { group: 'core', name: 'cart', port: 80 });
    assert.equal(resolvedRefs.status, 'True');
    assert.equal(resolvedRefs.choice?.code, 'coreIsWritten');
    const web = route('HTTPRoute', 'web', ['main'], to({ group: 'core', name: 'cart', port: 80 }));
    const [edge] = graphOf([web, main, cart]).outgoing({ ...refOf(web), section: 'rules[0]' }, 'backend');
    assert.deepEqual([edge?.to.group, edge?.state, edge?.note?.code], ['', 'resolved', 'coreIsWritten']);
  });

  test('of a backendRef to an object that is not there: the object is missing', () => {
    const { resolvedRefs } = attach({ name: 'main' }, { group: 'core', name: 'gone', port: 80 });
    assert.deepEqual([resolvedRefs.reason, resolvedRefs.because?.code], ['BackendNotFound', 'objectMissing']);
  });

  test('of a certificateRef', () => {
    const holder = gateway('tls', [listener({ group: 'core', kind: 'Secret', name: 'c' })]);
    const { resolvedRefs } = listenerOf(holder, secret('c'));
    assert.deepEqual([resolvedRefs.status, resolvedRefs.choice?.code], ['True', 'coreIsWritten']);
  });

  test('of a parametersRef', () => {
    const infrastructure = { parametersRef: { group: 'core', kind: 'ConfigMap', name: 'p' } };
    const holder = gateway('g', [{ name: 'http', port: 80, protocol: 'HTTP' }], { infrastructure });
    const [edge] = graphOf([holder, make('v1', 'ConfigMap', 'p')]).outgoing(refOf(holder), 'parameters');
    assert.deepEqual([edge?.state, edge?.note?.code], ['resolved', 'coreIsWritten']);
  });

  test('an entry of a ReferenceGrant with it grants nothing', () => {
    const object = grant('pay/g', `${GATEWAY_API}/HTTPRoute/shop`, 'core/Service');
    assert.deepEqual(idleEntriesOf(snapshotOf([]), object).map(say), [
      'spec.to[0] grants nothing: Service.core is not a kind: write group "" (or none)',
    ]);
    const web = route('HTTPRoute', 'web', ['main'], to({ name: 'pay', namespace: 'pay', port: 80 }));
    const { resolvedRefs } = attachmentOf(web, [main, service('pay/pay'), object]);
    assert.equal(resolvedRefs.reason, 'RefNotPermitted');
  });
});

describe('a group that no such kind has is named with the right one', () => {
  for (const [group, kind, right] of [
    [GATEWAY_API, 'Service', 'group "" (or none) for Service shop/cart'],
    ['networking.k8s.io', 'Service', 'group "" (or none) for Service shop/cart'],
  ] as const) {
    test(`a backendRef to ${kind}.${group}`, () => {
      const { resolvedRefs } = attach({ name: 'main' }, { group, kind, name: 'cart', port: 80 });
      assert.equal(resolvedRefs.reason, 'InvalidKind');
      assert.equal(say(resolvedRefs.because), `${kind}.${group} is not a kind: write ${right}`);
    });
  }

  for (const [group, kind, near] of [
    [GATEWAY_API, 'Gatewy', 'Gateway'],
    [GATEWAY_API, 'ListnerSet', 'ListenerSet'],
    ['', 'Services', 'Service'],
  ] as const) {
    test(`a parentRef to ${kind}`, () => {
      const { accepted } = attach({ group, kind, name: 'main' }, { name: 'cart', port: 80 });
      assert.equal(accepted.reason, 'ParentNotFound');
      assert.deepEqual(accepted.because, {
        code: 'notAParentKind',
        type: { group, kind, name: 'main', namespace: 'shop' },
        near,
      });
    });
  }

  for (const kind of ['HTTPRoute', 'GatewayClass']) {
    test(`nothing is said of a parentRef to ${kind}, which is a kind`, () => {
      const { accepted } = attach({ kind, name: 'main' }, { name: 'cart', port: 80 });
      assert.equal(accepted.because?.code, 'foreignParent');
    });
  }

  for (const group of [
    'networking.gateway.k8s.io',
    'networking.k8s.io',
    'gateway.networking.k8s.oi',
    'gateway.network.k8s.io',
    `${GATEWAY_API}/v1`,
  ]) {
    test(`a parentRef to Gateway.${group}`, () => {
      const { accepted } = attach({ group, name: 'main' }, { name: 'cart', port: 80 });
      assert.equal(accepted.reason, 'ParentNotFound');
      assert.equal(
        say(accepted.because),
        `Gateway.${group} is not a kind: write group ${GATEWAY_API} for Gateway shop/main`,
      );
    });
  }

  test('a kind of the core group that has none', () => {
    const { accepted } = attach({ group: '', kind: 'Gateway', name: 'main' }, { name: 'cart', port: 80 });
    assert.equal(
      say(accepted.because),
      `Gateway of the core group is not a kind: write group ${GATEWAY_API} for Gateway shop/main`,
    );
  });

  test('a ListenerSet whose Gateway has a wrong group', () => {
    const extra = listenerSet('extra', { group: 'networking.k8s.io', name: 'main' }, []);
    assert.equal(graphOf([extra, main]).parent(refOf(extra))?.accepted.because?.code, 'wrongGroup');
  });

  test('a certificateRef and a kind of route', () => {
    const tls = gateway('tls', [listener({ group: GATEWAY_API, kind: 'Secret', name: 'c' })]);
    assert.equal(listenerOf(tls, secret('c')).resolvedRefs.because?.code, 'wrongGroup');
    const kinds = [{ group: 'networking.gateway.k8s.io', kind: 'HTTPRoute' }];
    const web = gateway('web', [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { kinds } }]);
    const { resolvedRefs } = listenerOf(web);
    assert.deepEqual([resolvedRefs.reason, resolvedRefs.because?.code], ['InvalidRouteKinds', 'wrongGroup']);
  });

  test("a parametersRef: by the vendor's known kind, and by what the source serves", () => {
    const proxy = make('gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', 'infra/six');
    const own = make('proxies.example.com/v1', 'ProxyConfig', 'infra/own');
    const builder = new SnapshotBuilder();
    for (const object of [proxy, own]) builder.add(object);
    const type = { singular: '', shortNames: [], categories: [], namespaced: true, verbs: [], subresources: [] };
    builder.setCatalog({
      types: [
        {
          ...type,
          group: 'proxies.example.com',
          kind: 'ProxyConfig',
          plural: 'proxyconfigs',
          version: 'v1',
          versions: ['v1'],
        },
      ],
      gaps: [],
    });
    const fault = (group: string, kind: string, name: string) => {
      const parametersRef = { group, kind, name, namespace: 'infra' };
      const holder = { ...gatewayClass(), spec: { controllerName: 'x/y', parametersRef } };
      builder.add(holder);
      const [edge] = edgesOf(builder, holder);
      return say(edge?.because);
    };
    assert.equal(
      fault('config.gateway.envoyproxy.io', 'EnvoyProxy', 'six'),
      'EnvoyProxy.config.gateway.envoyproxy.io is not a kind: write group gateway.envoyproxy.io for EnvoyProxy infra/six',
    );
    assert.equal(
      fault('', 'ProxyConfig', 'own'),
      'ProxyConfig of the core group is not a kind: write group proxies.example.com for ProxyConfig infra/own',
    );
  });

  test('a parametersRef of a class that lacks the namespace, where an object of the name has one', () => {
    const builder = new SnapshotBuilder();
    builder.add(make('gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', 'infra/six'));
    const parametersRef = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'six' };
    const holder = { ...gatewayClass(), spec: { controllerName: 'x/y', parametersRef } };
    builder.add(holder);
    const [edge] = edgesOf(builder, holder);
    assert.equal(edge?.state, 'missing');
    assert.equal(
      say(edge.because),
      'EnvoyProxy six does not exist; there is one in namespace infra: write the namespace',
    );
  });

  for (const [group, kind] of [
    ['networking.istio.io', 'Gateway'],
    ['serving.knative.dev', 'Service'],
    ['policy.linkerd.io', 'HTTPRoute'],
    ['example.com', 'EnvoyProxy'],
  ] as const) {
    test(`not ${kind}.${group}, which may be another vendor's`, () => {
      const { accepted } = attach({ group, kind, name: 'main' }, { name: 'cart', port: 80 });
      assert.equal(accepted.because?.code, 'foreignParent');
    });
  }
});

function edgesOf(builder: SnapshotBuilder, holder: KubernetesObject) {
  return buildGraph(builder.build('files'), { policyKinds: [] }).outgoing(refOf(holder), 'parameters');
}

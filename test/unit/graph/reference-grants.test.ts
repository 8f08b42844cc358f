import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findGrant } from '../../../src/graph/resolve/reference-grants.ts';
import { REFERENCE_GRANT, SERVICE } from '../../../src/gateway-api/kinds.ts';
import { refOf } from '../../../src/model/ref.ts';
import { gateway, grant, graphOf, make, route, service, snapshotOf, to } from '../../support/world.ts';

const GROUP = 'gateway.networking.k8s.io';
const from = { group: GROUP, kind: 'HTTPRoute', namespace: 'shop' };
const target = { ...SERVICE, namespace: 'pay', name: 'pay' };

describe('ReferenceGrants (semantics.md 3.5)', () => {
  for (const [name, grants, expected] of [
    ['none', [], 'denied'],
    ['every Service', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Service')], 'granted'],
    ['this Service', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Service/pay')], 'granted'],
    ['an empty name means every', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Service/')], 'granted'],
    ['another Service', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Service/other')], 'denied'],
    ['another namespace to come from', [grant('pay/g', `${GROUP}/HTTPRoute/cart`, '/Service')], 'denied'],
    ['another kind to come from', [grant('pay/g', `${GROUP}/GRPCRoute/shop`, '/Service')], 'denied'],
    ['another group to come from', [grant('pay/g', '/HTTPRoute/shop', '/Service')], 'denied'],
    ['another kind to go to', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Secret')], 'denied'],
    ['another group to go to', [grant('pay/g', `${GROUP}/HTTPRoute/shop`, 'core/Service')], 'denied'],
    ['a grant in the namespace to come from', [grant('shop/g', `${GROUP}/HTTPRoute/shop`, '/Service')], 'denied'],
    [
      'grants add up',
      [grant('pay/a', `${GROUP}/HTTPRoute/cart`, '/Service'), grant('pay/b', `${GROUP}/HTTPRoute/shop`, '/Service')],
      'granted',
    ],
  ] as const) {
    test(name, () => assert.equal(findGrant(snapshotOf(grants), from, target).state, expected));
  }

  test('from and to are a cross product', () => {
    const both = make(`${GROUP}/v1`, 'ReferenceGrant', 'pay/g', {
      spec: {
        from: [{ group: GROUP, kind: 'GRPCRoute', namespace: 'x' }, from],
        to: [
          { group: '', kind: 'Secret' },
          { group: '', kind: 'Service', name: 'pay' },
        ],
      },
    });
    assert.equal(findGrant(snapshotOf([both]), from, target).state, 'granted');
  });

  test('within a namespace none is needed', () => {
    assert.equal(findGrant(snapshotOf([]), from, { ...target, namespace: 'shop' }).state, 'notNeeded');
  });

  test('grants that could not be read make it unknown, unless one that was read allows it', () => {
    const gaps = [
      { what: 'referencegrants', ...REFERENCE_GRANT, namespace: 'pay', reason: 'forbidden', message: 'no' } as const,
    ];
    assert.equal(findGrant(snapshotOf([], { gaps }), from, target).state, 'unknown');
    const allowed = grant('pay/g', `${GROUP}/HTTPRoute/shop`, '/Service');
    assert.equal(findGrant(snapshotOf([allowed], { gaps }), from, target).state, 'granted');
  });
});

describe('what grants allow (semantics.md 7)', () => {
  const used = grant('pay/used', `${GROUP}/HTTPRoute/shop`, '/Service');
  const idle = grant('pay/idle', `${GROUP}/GRPCRoute/shop`, '/Service');
  const web = route('HTTPRoute', 'web', ['main'], to({ name: 'pay', namespace: 'pay', port: 80 }));
  const graph = graphOf([gateway('main'), service('pay/pay'), used, idle, web]);

  test('a grant leads to the object whose reference it allows', () => {
    const edges = graph.outgoing(refOf(used), 'grant');
    assert.deepEqual(
      edges.map((edge) => [edge.to, edge.path]),
      [[refOf(web), 'spec.rules[0].backendRefs[0]']],
    );
    assert.equal(graph.incoming(refOf(web), 'grant').length, 1);
  });

  test('of two grants that allow the same each has its edge', () => {
    const again = grant('pay/zz', `${GROUP}/HTTPRoute/shop`, '/Service/pay');
    const both = graphOf([gateway('main'), service('pay/pay'), used, again, web]);
    assert.deepEqual(
      [used, again].map((object) => both.outgoing(refOf(object), 'grant').length),
      [1, 1],
    );
  });

  test('a grant that nothing needs has no edge', () => {
    assert.deepEqual(graph.outgoing(refOf(idle), 'grant'), []);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatewayClassTable } from '../../../src/view/tables/gateway-class.ts';
import { gatewayTable } from '../../../src/view/tables/gateway.ts';
import { listenerSetTable } from '../../../src/view/tables/listener-set.ts';
import { xMeshTable } from '../../../src/view/tables/x-mesh.ts';
import { condition, defaultCondition, make, rowOf } from './table-row.ts';

const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };

function gateway(fields: Readonly<Record<string, unknown>> = {}): ReturnType<typeof make> {
  return make('Gateway', 'web', { spec: { gatewayClassName: 'acme', listeners: [HTTP] }, ...fields });
}

describe('PROGRAMMED and ACCEPTED of a Gateway', () => {
  const cases: readonly (readonly [string, readonly object[], number | undefined])[] = [
    ['True', [condition('Programmed', 'True')], 1],
    ['False', [condition('Programmed', 'False')], 1],
    ['Unknown', [condition('Programmed', 'Unknown')], 1],
    ['Unknown', [], 1],
    ['Stale', [condition('Programmed', 'True')], 2],
    ['True', [condition('Programmed', 'True', { observedGeneration: undefined })], 2],
    ['True', [condition('Programmed', 'True')], undefined],
    ['Pending', [defaultCondition('Programmed')], 1],
    ['Pending', [{ ...defaultCondition('Programmed'), reason: 'Waiting' }], 1],
    ['Unknown', [condition('Programmed', 'Unknown', { reason: 'Pending' })], 1],
  ];
  for (const [expected, conditions, generation] of cases) {
    test(`${expected}: ${JSON.stringify(conditions)}, generation ${generation} (semantics.md 6.2)`, () => {
      const object = gateway({ metadata: { generation }, status: { conditions } });
      assert.equal(rowOf(gatewayTable, object)['PROGRAMMED'], expected);
    });
  }

  test('ACCEPTED is a wide column', () => {
    const object = gateway({ status: { conditions: [condition('Accepted', 'False')] } });
    assert.equal(rowOf(gatewayTable, object)['ACCEPTED'], undefined);
    assert.equal(rowOf(gatewayTable, object, { wide: true })['ACCEPTED'], 'False');
  });
});

describe('columns of a Gateway', () => {
  test('every port once, in rising order, cut after four', () => {
    const ports = [443, 80, 443, 8443, 9000, 9001];
    const listeners = ports.map((port, index) => ({ name: `l${index}`, port, protocol: 'HTTP' }));
    const object = gateway({ spec: { listeners } });
    assert.equal(rowOf(gatewayTable, object)['PORTS'], '80,443,8443,9000 + 1 more');
    const wide = rowOf(gatewayTable, object, { wide: true });
    assert.equal(wide['PORTS'], '80,443,8443,9000,9001');
    assert.equal(wide['LISTENERS'], 'l0,l1,l2,l3,l4,l5');
    assert.equal(wide['CLASS'], '<none>');
  });

  test('addresses are the assigned ones', () => {
    const addresses = [{ value: '203.0.113.10' }, { type: 'Hostname', value: 'lb.example.com' }, { type: 'IPAddress' }];
    const object = gateway({ status: { addresses } });
    assert.equal(rowOf(gatewayTable, object)['ADDRESSES'], '203.0.113.10,lb.example.com');
    assert.equal(rowOf(gatewayTable, gateway())['ADDRESSES'], '<none>');
  });

  test('ROUTES counts each route once, and not those that were refused here', () => {
    const parentRefs = [{ name: 'web', namespace: 'shop' }];
    const refused = {
      parents: [{ parentRef: parentRefs[0], controllerName: 'x', conditions: [condition('Accepted', 'False')] }],
    };
    const others = [
      make('HTTPRoute', 'a', { spec: { parentRefs: [{ name: 'web' }, { name: 'web', sectionName: 'http' }] } }),
      make('GRPCRoute', 'b', { metadata: { namespace: 'infra' }, spec: { parentRefs } }),
      make('HTTPRoute', 'refused', { spec: { parentRefs }, status: refused }),
      make('HTTPRoute', 'elsewhere', { metadata: { namespace: 'infra' }, spec: { parentRefs: [{ name: 'web' }] } }),
      make('ListenerSet', 'more', { spec: { parentRef: { name: 'web' } } }),
    ];
    const open = gateway({ spec: { listeners: [{ ...HTTP, allowedRoutes: { namespaces: { from: 'All' } } }] } });
    assert.equal(rowOf(gatewayTable, open, { wide: true, others })['ROUTES'], '2');
    assert.equal(rowOf(gatewayTable, open, { wide: true, others, coverage: 'part' })['ROUTES'], '2+');
    assert.equal(rowOf(gatewayTable, gateway(), { wide: true, coverage: 'none' })['ROUTES'], '<unknown>');
  });

  test('a route that is refused at one listener and not at another is counted', () => {
    const parentRefs = [
      { name: 'web', sectionName: 'a' },
      { name: 'web', sectionName: 'b' },
    ];
    const parents = [{ parentRef: parentRefs[0], controllerName: 'x', conditions: [condition('Accepted', 'False')] }];
    const others = [make('HTTPRoute', 'a', { spec: { parentRefs }, status: { parents } })];
    const listeners = ['a', 'b'].map((name, port) => ({ ...HTTP, name, port }));
    assert.equal(rowOf(gatewayTable, gateway({ spec: { listeners } }), { wide: true, others })['ROUTES'], '1');
  });

  test('an old Gateway without any status reads Unknown', () => {
    const row = rowOf(gatewayTable, make('Gateway', 'old', { apiVersion: 'gateway.networking.k8s.io/v1beta1' }));
    assert.deepEqual(row, {
      NAME: 'old',
      CLASS: '<none>',
      ADDRESSES: '<none>',
      PORTS: '<none>',
      PROGRAMMED: 'Unknown',
      AGE: '3d',
    });
  });
});

describe('columns of a ListenerSet', () => {
  for (const [kind, apiVersion] of [
    ['ListenerSet', 'gateway.networking.k8s.io/v1'],
    ['XListenerSet', 'gateway.networking.x-k8s.io/v1alpha1'],
  ] as const) {
    test(kind, () => {
      const object = make(kind, 'more', {
        apiVersion,
        spec: { parentRef: { name: 'web', namespace: 'infra' }, listeners: [HTTP, { name: 'any', port: 0 }] },
        status: { conditions: [condition('Accepted', 'True'), condition('Programmed', 'False')] },
      });
      const others = [
        make('HTTPRoute', 'a', { spec: { parentRefs: [{ group: apiVersion.split('/')[0], kind, name: 'more' }] } }),
      ];
      assert.deepEqual(rowOf(listenerSetTable, object, { wide: true, others }), {
        NAME: 'more',
        PARENT: 'infra/gateway/web',
        PORTS: '80',
        ACCEPTED: 'True',
        PROGRAMMED: 'False',
        AGE: '3d',
        LISTENERS: 'http,any',
        ROUTES: '1',
        POLICIES: '0',
      });
    });
  }

  test('without a parent', () => {
    assert.equal(rowOf(listenerSetTable, make('ListenerSet', 'bare'))['PARENT'], '<none>');
  });
});

describe('columns of a GatewayClass', () => {
  const object = make('GatewayClass', 'acme', {
    metadata: { namespace: undefined },
    spec: {
      controllerName: 'acme.io/controller',
      description: 'for everybody',
      parametersRef: { group: 'acme.io', kind: 'Params', name: 'p', namespace: 'infra' },
    },
    status: {
      conditions: [defaultCondition('Accepted')],
      supportedFeatures: [{ name: 'Gateway' }, { name: 'HTTPRoute' }],
    },
  });

  test('narrow and wide', () => {
    assert.deepEqual(rowOf(gatewayClassTable, object, { wide: true, others: [gateway(), make('Gateway', 'other')] }), {
      NAME: 'acme',
      CONTROLLER: 'acme.io/controller',
      ACCEPTED: 'Pending',
      AGE: '3d',
      GATEWAYS: '1',
      FEATURES: '2',
      PARAMETERS: 'infra/params/p',
      DESCRIPTION: 'for everybody',
    });
  });

  test('features as v1.1 wrote them, and a bare class (semantics.md 1.4)', () => {
    const old = make('GatewayClass', 'old', { status: { supportedFeatures: ['Gateway', 'HTTPRoute', 'Mesh'] } });
    const row = rowOf(gatewayClassTable, old, { wide: true });
    assert.equal(row['FEATURES'], '3');
    assert.equal(row['CONTROLLER'], '<none>');
    assert.equal(row['PARAMETERS'], '<none>');
    assert.equal(row['DESCRIPTION'], '<none>');
  });

  test('GATEWAYS is unknown where Gateways could not be read', () => {
    assert.equal(rowOf(gatewayClassTable, object, { wide: true, coverage: 'none' })['GATEWAYS'], '<unknown>');
  });

  test('XMesh has the same columns but GATEWAYS', () => {
    const mesh = { ...object, kind: 'XMesh', apiVersion: 'gateway.networking.x-k8s.io/v1alpha1' };
    const row = rowOf(xMeshTable, mesh, { wide: true });
    assert.equal(row['GATEWAYS'], undefined);
    assert.equal(row['CONTROLLER'], 'acme.io/controller');
    assert.equal(row['ACCEPTED'], 'Pending');
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import * as kinds from '../../../src/gateway-api/kinds.ts';
import { backendTable } from '../../../src/view/tables/backend.ts';
import { conformanceReportTable } from '../../../src/view/tables/conformance-report.ts';
import { namespaceTable } from '../../../src/view/tables/namespace.ts';
import { referenceGrantTable } from '../../../src/view/tables/reference-grant.ts';
import { findTable } from '../../../src/view/tables/registry.ts';
import { serviceTable } from '../../../src/view/tables/service.ts';
import { xBackendTable } from '../../../src/view/tables/x-backend.ts';
import { condition, make, rowOf } from './table-row.ts';

function makeXBackend(spec: object, status: object = {}): KubernetesObject {
  return make('XBackend', 'ext', { apiVersion: 'gateway.networking.x-k8s.io/v1alpha1', spec, status });
}

function makePool(spec: object): KubernetesObject {
  return make('InferencePool', 'cart', { apiVersion: 'inference.networking.k8s.io/v1', spec });
}

describe('columns of a ReferenceGrant', () => {
  const grant = make('ReferenceGrant', 'grant', {
    metadata: { namespace: 'infra' },
    spec: {
      from: [
        { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' },
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop' },
      ],
      to: [
        { group: '', kind: 'Service', name: 'pay' },
        { group: '', kind: 'Secret' },
      ],
    },
  });
  const others = [
    make('HTTPRoute', 'used', {
      spec: {
        rules: [
          {
            backendRefs: [
              { name: 'pay', namespace: 'infra', port: 1 },
              { name: 'other', namespace: 'infra', port: 1 },
            ],
          },
        ],
      },
    }),
    make('Gateway', 'web', {
      spec: {
        listeners: [{ name: 'l', tls: { certificateRefs: [{ name: 'cert', namespace: 'infra' }, { name: 'own' }] } }],
      },
    }),
    make('GRPCRoute', 'not-allowed', {
      spec: { rules: [{ backendRefs: [{ name: 'pay', namespace: 'infra', port: 1 }] }] },
    }),
    make('HTTPRoute', 'elsewhere', {
      metadata: { namespace: 'other' },
      spec: { rules: [{ backendRefs: [{ name: 'pay', namespace: 'infra', port: 1 }] }] },
    }),
  ];

  test('FROM, TO, and USED: the references that it allows (semantics.md 3.5)', () => {
    const row = rowOf(referenceGrantTable, grant, { wide: true, others });
    assert.equal(row['FROM'], 'shop/httproute,shop/gateway');
    assert.equal(row['TO'], 'service/pay,secret/*');
    assert.equal(row['USED'], '2');
  });

  test('USED is 0 where no reference needs it, and unknown where holders could not be read', () => {
    assert.equal(rowOf(referenceGrantTable, grant, { wide: true })['USED'], '0');
    assert.equal(rowOf(referenceGrantTable, grant, { wide: true, coverage: 'none' })['USED'], '<unknown>');
    assert.equal(rowOf(referenceGrantTable, grant, { wide: true, others, coverage: 'part' })['USED'], '2+');
  });

  test('a kind that gwctl does not read may use the grant too', () => {
    const foreign = make('ReferenceGrant', 'grant', {
      metadata: { namespace: 'infra' },
      spec: { from: [{ group: 'x.io', kind: 'Pipe', namespace: 'shop' }], to: [{ group: '', kind: 'Service' }] },
    });
    assert.equal(rowOf(referenceGrantTable, foreign, { wide: true, others })['USED'], '<unknown>');
  });

  test('a parentRef of another namespace needs no grant and uses none (semantics.md 2.1)', () => {
    const toGateways = make('ReferenceGrant', 'grant', {
      metadata: { namespace: 'infra' },
      spec: {
        from: [{ group: kinds.GATEWAY_API, kind: 'HTTPRoute', namespace: 'shop' }],
        to: [{ group: kinds.GATEWAY_API, kind: 'Gateway' }],
      },
    });
    const route = make('HTTPRoute', 'r', { spec: { parentRefs: [{ name: 'edge', namespace: 'infra' }] } });
    assert.equal(rowOf(referenceGrantTable, toGateways, { wide: true, others: [route] })['USED'], '0');
  });
});

describe('columns of a Service', () => {
  const service = make('Service', 'cart', {
    apiVersion: 'v1',
    spec: {
      type: 'NodePort',
      clusterIP: '10.0.0.1',
      ports: [
        { name: 'http', port: 80, nodePort: 30080 },
        { port: 53, protocol: 'UDP' },
      ],
    },
  });

  test('they are those of kubectl', () => {
    assert.deepEqual(rowOf(serviceTable, service), {
      NAME: 'cart',
      TYPE: 'NodePort',
      'CLUSTER-IP': '10.0.0.1',
      'EXTERNAL-IP': '<none>',
      'PORT(S)': '80:30080/TCP,53/UDP',
      AGE: '3d',
    });
  });

  test('from a file nothing is filled in', () => {
    const row = rowOf(serviceTable, make('Service', 'bare', { apiVersion: 'v1' }), { wide: true });
    assert.equal(row['TYPE'], 'ClusterIP');
    assert.equal(row['CLUSTER-IP'], '<none>');
    assert.equal(row['EXTERNAL-IP'], '<none>');
    assert.equal(row['PORT(S)'], '<none>');
    assert.equal(row['SELECTOR'], '<none>');
  });

  test('all ports stand there, and with -o wide the selector by its labels', () => {
    const ports = [1, 2, 3, 4, 5].map((port) => ({ name: `p${port}`, port }));
    const selector = { b: 'x', a: '', 'a-b': 'y' };
    const row = rowOf(serviceTable, make('Service', 's', { apiVersion: 'v1', spec: { ports, selector } }), {
      wide: true,
    });
    assert.equal(row['PORT(S)'], '1/TCP,2/TCP,3/TCP,4/TCP,5/TCP');
    assert.equal(row['SELECTOR'], 'a-b=y,a=,b=x');
    assert.deepEqual(Object.keys(row).slice(-3), ['SELECTOR', 'ROUTES', 'POLICIES']);
  });

  const ingress = [{ hostname: 'b.example.com' }, { ip: '203.0.113.9', hostname: 'ignored' }, { ip: '203.0.113.10' }];
  const outside: readonly (readonly [spec: object, status: object, shown: string])[] = [
    [{ externalIPs: ['203.0.113.9', '203.0.113.7'] }, {}, '203.0.113.9,203.0.113.7'],
    [{ type: 'NodePort', externalIPs: ['203.0.113.9'] }, {}, '203.0.113.9'],
    [{ type: 'LoadBalancer' }, {}, '<pending>'],
    [{ type: 'LoadBalancer' }, { loadBalancer: { ingress } }, '203.0.113.10,203.0.113.9,b.example.com'],
    [
      { type: 'LoadBalancer', externalIPs: ['203.0.113.1'] },
      { loadBalancer: { ingress } },
      '203.0.113.10,203.0.113.9,b.example.com,203.0.113.1',
    ],
    [{ type: 'ExternalName', externalName: 'shop.example.com' }, {}, 'shop.example.com'],
    [{ type: 'Other' }, {}, '<unknown>'],
  ];
  for (const [spec, status, shown] of outside) {
    test(`EXTERNAL-IP of ${JSON.stringify(spec)} is ${shown}`, () => {
      const row = rowOf(serviceTable, make('Service', 's', { apiVersion: 'v1', spec, status }));
      assert.equal(row['EXTERNAL-IP'], shown);
    });
  }

  test('ROUTES counts whatever refers to it: backend, mirror, mesh parent; POLICIES its ports too', () => {
    const others = [
      make('HTTPRoute', 'a', {
        spec: {
          rules: [
            {
              backendRefs: [
                { name: 'cart', port: 80 },
                { name: 'cart', port: 53 },
              ],
            },
          ],
        },
      }),
      make('HTTPRoute', 'b', { spec: { parentRefs: [{ group: '', kind: 'Service', name: 'cart' }] } }),
      make('GRPCRoute', 'c', {
        spec: { rules: [{ filters: [{ requestMirror: { backendRef: { name: 'cart', port: 80 } } }] }] },
      }),
      make('BackendTLSPolicy', 'p', {
        spec: { targetRefs: [{ group: '', kind: 'Service', name: 'cart', sectionName: 'http' }] },
      }),
    ];
    const row = rowOf(serviceTable, service, { wide: true, others });
    assert.equal(row['ROUTES'], '3');
    assert.equal(row['POLICIES'], '1');
  });
});

describe('columns of a Namespace', () => {
  const namespace = make('Namespace', 'shop', {
    apiVersion: 'v1',
    metadata: { namespace: undefined },
    status: { phase: 'Active' },
  });

  test('what it holds, and the policies that target it', () => {
    const others = [
      make('Gateway', 'web'),
      make('HTTPRoute', 'a'),
      make('TCPRoute', 'b'),
      make('HTTPRoute', 'c', { metadata: { namespace: 'infra' } }),
      make('DefaultsPolicy', 'p', {
        apiVersion: 'x.io/v1',
        spec: { targetRef: { group: '', kind: 'Namespace', name: 'shop' } },
      }),
    ];
    const row = rowOf(namespaceTable, namespace, { wide: true, others });
    assert.deepEqual([row['STATUS'], row['GATEWAYS'], row['ROUTES'], row['POLICIES']], ['Active', '1', '2', '1']);
  });

  test('states', () => {
    assert.equal(rowOf(namespaceTable, { ...namespace, status: { phase: 'Terminating' } })['STATUS'], 'Terminating');
    assert.equal(rowOf(namespaceTable, { ...namespace, status: undefined })['STATUS'], '<unknown>');
  });
});

describe('columns of an XBackend', () => {
  test('v1.7 and v1.6 read alike (semantics.md 1.4)', () => {
    const external = { type: 'ExternalHostname', externalHostname: { hostname: 'api.example.com' }, protocol: 'HTTP' };
    const conditions = [condition('Accepted', 'True')];
    const now = rowOf(
      xBackendTable,
      makeXBackend(
        { ...external, port: { number: 443 } },
        { ancestors: [{ ancestorRef: { name: 'web' }, conditions }] },
      ),
    );
    const before = rowOf(
      xBackendTable,
      makeXBackend({ ...external, port: { port: 443 } }, { parents: [{ parentRef: { name: 'web' }, conditions }] }),
    );
    assert.deepEqual(now, before);
    assert.deepEqual(
      [now['DESTINATION'], now['PORT'], now['PROTOCOL'], now['ACCEPTED']],
      ['api.example.com', '443', 'HTTP', 'True'],
    );
  });

  test('Pods by label, and nothing at all', () => {
    const selected = rowOf(
      xBackendTable,
      makeXBackend({
        type: 'EndpointSelector',
        endpointSelector: { matchLabels: { app: 'cart', tier: 'x' } },
        tls: { mode: 'ServerOnly' },
      }),
      { wide: true },
    );
    assert.equal(selected['DESTINATION'], 'app=cart,tier=x');
    assert.equal(selected['TLS'], 'ServerOnly');
    const bare = rowOf(xBackendTable, makeXBackend({}), { wide: true });
    assert.deepEqual(
      [bare['DESTINATION'], bare['PORT'], bare['TLS'], bare['ACCEPTED']],
      ['<none>', '<none>', 'None', 'Unknown'],
    );
  });
});

describe('columns of backends', () => {
  const route = make('HTTPRoute', 'r', {
    metadata: { namespace: 'infra' },
    spec: {
      rules: [
        {
          backendRefs: [
            { name: 'cart', namespace: 'shop', port: 80 },
            { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'cart', namespace: 'shop' },
          ],
        },
      ],
    },
  });

  test('a Service, named by a route of another namespace', () => {
    const row = rowOf(backendTable, make('Service', 'cart', { apiVersion: 'v1', spec: { ports: [{ port: 80 }] } }), {
      others: [route],
    });
    assert.deepEqual([row['TYPE'], row['PORTS'], row['REFERRED BY']], ['ClusterIP', '80/TCP', 'infra/httproute/r']);
  });

  test('InferencePool of both shapes, ServiceImport, and a kind of a vendor', () => {
    assert.equal(
      rowOf(backendTable, makePool({ targetPorts: [{ number: 8000 }, { number: 8001 }] }), { others: [route] })[
        'REFERRED BY'
      ],
      'infra/httproute/r',
    );
    assert.equal(
      rowOf(backendTable, makePool({ targetPorts: [{ number: 8000 }, { number: 8001 }] }))['PORTS'],
      '8000,8001',
    );
    assert.equal(rowOf(backendTable, makePool({ targetPortNumber: 8000 }))['PORTS'], '8000');
    const imported = make('ServiceImport', 'cart', {
      apiVersion: 'multicluster.x-k8s.io/v1alpha1',
      spec: { type: 'Headless', ports: [{ port: 80 }] },
    });
    assert.deepEqual(
      [rowOf(backendTable, imported)['TYPE'], rowOf(backendTable, imported)['PORTS']],
      ['Headless', '80/TCP'],
    );
    const bucket = rowOf(backendTable, make('Bucket', 'files', { apiVersion: 'x.io/v1' }), { wide: true });
    assert.deepEqual(
      [bucket['TYPE'], bucket['PORTS'], bucket['REFERRED BY'], bucket['DESTINATION']],
      ['<none>', '<none>', '<none>', '<none>'],
    );
  });
});

describe('columns of a ConformanceReport (semantics.md 6.5)', () => {
  const report = make('ConformanceReport', 'report', {
    implementation: { organization: 'acme', project: 'gateway', version: 'v2.0.0', url: 'https://acme.example' },
    gatewayAPIVersion: 'v1.4.0',
    gatewayAPIChannel: 'standard',
    mode: 'default',
    date: '2026-01-01',
    profiles: [
      { name: 'GATEWAY-HTTP', core: { result: 'success' }, extended: { result: 'partial' } },
      { name: 'GATEWAY-GRPC', core: { result: 'partial' } },
    ],
  });

  test('core and extended results of each profile', () => {
    const row = rowOf(conformanceReportTable, report, { wide: true });
    assert.equal(row['IMPLEMENTATION'], 'acme/gateway');
    assert.equal(row['CORE'], 'GATEWAY-HTTP=success,GATEWAY-GRPC=partial');
    assert.equal(row['EXTENDED'], 'GATEWAY-HTTP=partial');
    assert.deepEqual(
      [row['VERSION'], row['GATEWAY API'], row['MODE'], row['CHANNEL'], row['DATE']],
      ['v2.0.0', 'v1.4.0', 'default', 'standard', '2026-01-01'],
    );
  });

  test('an old report without mode, channel or profiles', () => {
    const row = rowOf(
      conformanceReportTable,
      make('ConformanceReport', 'old', { apiVersion: 'gateway.networking.k8s.io/v1alpha1' }),
    );
    assert.deepEqual(row, {
      IMPLEMENTATION: '<unknown>',
      VERSION: '<unknown>',
      'GATEWAY API': '<unknown>',
      MODE: '<unknown>',
      CHANNEL: '<unknown>',
      CORE: '<none>',
      EXTENDED: '<none>',
    });
  });
});

test('every kind of the Gateway API has a list view; others show the columns of the server', () => {
  for (const kind of [
    ...kinds.ROUTE_KINDS,
    ...kinds.SPECIFICATION_POLICY_KINDS,
    kinds.GATEWAY_CLASS,
    kinds.GATEWAY,
    kinds.LISTENER_SET,
    kinds.X_LISTENER_SET,
    kinds.REFERENCE_GRANT,
    kinds.X_BACKEND,
    kinds.X_MESH,
    kinds.NAMESPACE,
    kinds.SERVICE,
  ]) {
    assert.ok(findTable(kind) !== undefined, `${kind.kind} has none`);
  }
  assert.equal(findTable({ group: 'networking.istio.io', kind: 'Gateway' }), undefined);
  assert.equal(findTable({ group: '', kind: 'ConfigMap' }), undefined);
});

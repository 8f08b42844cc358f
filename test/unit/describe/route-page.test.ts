import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reported } from '../../../src/graph/graph.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import { attachment, cannotTell, edge, no, saying } from './fake-graph.ts';
import type { Relations } from './fake-graph.ts';
import { pageOf } from './page-of.ts';

const ROUTE: ObjectRef = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'checkout' };
const PAY: ObjectRef = { group: '', kind: 'Service', namespace: 'shop', name: 'pay' };

const MANIFEST = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: checkout
  namespace: shop
  generation: 4
  creationTimestamp: "2026-11-22T12:00:00Z"
  labels: {team: payments}
spec:
  hostnames: [shop.example.com]
  parentRefs: [{name: web}, {name: edge, namespace: infra, sectionName: https}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /pay}}]
    timeouts: {request: 10s}
    backendRefs: [{name: pay, port: 8080, weight: 9}, {name: refunds, port: 8080}]
    speed: high
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
{apiVersion: v1, kind: Service, metadata: {name: pay, namespace: shop}, spec: {type: ClusterIP, ports: [{port: 8080, appProtocol: kubernetes.io/h2c}]}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: pay-1, namespace: shop, labels: {kubernetes.io/service-name: pay}}
endpoints:
- {addresses: [10.0.0.1], targetRef: {kind: Pod, name: a}}
- {addresses: [10.0.0.2], targetRef: {kind: Pod, name: b}, conditions: {ready: false}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: pay-2, namespace: shop, labels: {kubernetes.io/service-name: pay}}
endpoints: [{addresses: ["fd00::1"], targetRef: {kind: Pod, name: a}}]
`;

const STALE: Reported = {
  controllerName: 'acme.io/x',
  conditions: [
    {
      type: 'Accepted',
      status: 'True',
      reason: 'Accepted',
      message: '',
      observedGeneration: 3,
      lastTransitionTime: undefined,
      stale: true,
    },
  ],
};

const RELATIONS: Relations = {
  edges: [
    edge('backend', { ...ROUTE, section: 'rules[0]' }, PAY, { path: 'spec.rules[0].backendRefs[0]' }),
    edge(
      'backend',
      { ...ROUTE, section: 'rules[0]' },
      { ...PAY, name: 'refunds' },
      {
        path: 'spec.rules[0].backendRefs[1]',
        state: 'missing',
        reason: 'BackendNotFound',
        because: saying('Service shop/refunds does not exist'),
      },
    ),
  ],
  attachments: [
    [
      ROUTE,
      [
        attachment(
          { name: 'web' },
          {
            listeners: [
              { name: 'http', port: 80, protocol: 'HTTP', hostnames: ['shop.example.com'], taken: [], exceptions: [] },
            ],
            resolvedRefs: no('BackendNotFound', 'Service shop/refunds does not exist'),
            reported: [STALE],
          },
        ),
        attachment(
          { name: 'edge', namespace: 'infra', section: 'https' },
          { path: 'spec.parentRefs[1]', accepted: cannotTell('gateways is forbidden') },
        ),
      ],
    ],
  ],
};

test('a route says where it attaches, what it does and what is wrong with it', async () => {
  const gaps = [
    {
      what: 'gateways.gateway.networking.k8s.io',
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace: 'infra',
      reason: 'forbidden',
      message: 'gateways is forbidden',
    } as const,
  ];
  const page = await pageOf({ manifest: MANIFEST, gaps, relations: () => RELATIONS, events: [] }, 'httproute/checkout');
  assert.equal(
    page,
    `Name:       checkout
Namespace:  shop
Kind:       HTTPRoute (gateway.networking.k8s.io/v1)
Labels:     team=payments
Created:    2026-11-22T12:00:00Z (3d)
Hostnames:  shop.example.com
URLs:       http://shop.example.com/
Attachment:
  ! gateway/web                listener http :80 for shop.example.com
      Service shop/refunds does not exist
      computed   Accepted=True   ResolvedRefs=False BackendNotFound
      reported   Accepted=True                                        by acme.io/x   ! stale: generation 4, observed 3
  ? infra/gateway/edge#https   unknown: cannot read gateways.gateway.networking.k8s.io: forbidden
Rules:
  #   MATCHES           BACKENDS                              SETTINGS
  0   PathPrefix /pay   service/pay:8080 90 %                 request timeout 10s
                        service/refunds:8080 10 % (missing)
Backends:
  ✓ service/pay:8080       ClusterIP, 1 of 2 endpoints ready, appProtocol kubernetes.io/h2c
  ✗ service/refunds:8080   BackendNotFound   spec.rules[0].backendRefs[1]
      Service shop/refunds does not exist
Effective Policies:
  ? infra/gateway/edge   unknown (could not be read)
Other fields:
  spec.rules[0].speed:  high
Events:     <none>
`,
  );
});

test('a parent that could not be read but took the route is no success while a backend is missing', async () => {
  const admitted: Reported = {
    controllerName: 'acme.io/x',
    conditions: STALE.conditions.map((condition) => ({ ...condition, observedGeneration: 4, stale: false })),
  };
  const parent = attachment(
    { name: 'edge', namespace: 'infra' },
    {
      accepted: cannotTell('gateways is forbidden'),
      resolvedRefs: no('BackendNotFound', 'Service shop/refunds does not exist'),
      reported: [admitted],
    },
  );
  const whole = attachment(
    { name: 'edge', namespace: 'infra' },
    { accepted: cannotTell('gateways is forbidden'), reported: [admitted] },
  );
  for (const [one, mark] of [
    [parent, '!'],
    [whole, '✓'],
  ] as const) {
    const relations = (): Relations => ({ ...RELATIONS, attachments: [[ROUTE, [one]]] });
    const page = await pageOf({ manifest: MANIFEST, relations, events: [] }, 'httproute/checkout');
    assert.match(page, new RegExp(`^  ${mark} infra/gateway/edge `, 'm'));
  }
});

test('a backend that is mirrored to as well is no mirror alone', async () => {
  const mirror = '\n    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: pay, port: 8080}}}]';
  const both = MANIFEST.replace('    timeouts:', `${mirror.slice(1)}\n    timeouts:`);
  const page = await pageOf({ manifest: both, relations: () => RELATIONS, events: [] }, 'httproute/checkout');
  assert.match(page, /^  ✓ service\/pay:8080 \(backend, mirror\) /m);
  const alone = both.replace('{name: pay, port: 8080, weight: 9}, ', '');
  const other = await pageOf({ manifest: alone, relations: () => ({}), events: [] }, 'httproute/checkout');
  assert.match(other, /^  ✓ service\/pay:8080 \(mirror\) /m);
});

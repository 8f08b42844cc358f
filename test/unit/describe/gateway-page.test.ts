import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reported } from '../../../src/graph/graph.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import { runMain } from '../../support/run-main.ts';
import { RESOLVED, YES, attachment, edge, listener, no, saying } from './fake-graph.ts';
import { pageOf } from './page-of.ts';

const WEB: ObjectRef = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'web' };
const ROUTE: ObjectRef = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' };

const MANIFEST = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop, generation: 3}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: https, port: 443, protocol: HTTPS, hostname: a.example.com, tls: {certificateRefs: [{name: cert}]}}
status:
  conditions:
  - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 3, lastTransitionTime: "2026-11-20T12:00:00Z"}
  - {type: Programmed, status: "False", reason: AddressNotAssigned, message: no address is left, observedGeneration: 3, lastTransitionTime: "2026-11-20T12:00:00Z"}
  listeners:
  - {name: http, attachedRoutes: 7, conditions: [{type: Accepted, status: "True", reason: Accepted, observedGeneration: 2}, {type: Programmed, status: "True", reason: Programmed, observedGeneration: 3}]}
`;

const REPORTED: Reported = {
  controllerName: '',
  conditions: [
    {
      type: 'Accepted',
      status: 'True',
      reason: 'Accepted',
      message: '',
      observedGeneration: 2,
      lastTransitionTime: undefined,
      stale: true,
    },
    {
      type: 'acme.io/Tuned',
      status: 'False',
      reason: 'Slow',
      message: 'too many routes',
      observedGeneration: 3,
      lastTransitionTime: undefined,
      stale: false,
    },
  ],
};

test('a Gateway that is broken, stale, partly forbidden and counted otherwise says each', async () => {
  const gap = {
    what: 'secrets',
    group: '',
    kind: 'Secret',
    reason: 'forbidden',
    message: 'secrets is forbidden',
  } as const;
  const page = await pageOf(
    {
      manifest: MANIFEST,
      gaps: [gap],
      relations: () => ({
        edges: [
          edge('parent', ROUTE, WEB, { path: 'spec.parentRefs[0]' }),
          edge('parent', { ...ROUTE, name: 'lost' }, WEB, { path: 'spec.parentRefs[0]', state: 'notPermitted' }),
        ],
        attachments: [
          [
            ROUTE,
            [
              attachment(
                { name: 'web' },
                {
                  listeners: [
                    { name: 'http', port: 80, protocol: 'HTTP', hostnames: ['*'], taken: [], exceptions: [] },
                  ],
                  resolvedRefs: no('BackendNotFound', 'x'),
                },
              ),
            ],
          ],
          [
            { ...ROUTE, name: 'lost' },
            [attachment({ name: 'web' }, { accepted: no('NotAllowedByListeners', 'only routes of namespace shop') })],
          ],
        ],
        parents: [
          {
            ref: WEB,
            accepted: YES,
            resolvedRefs: RESOLVED,
            attachedListenerSets: 0,
            reported: [],
            drift: [],
            listeners: [
              listener(WEB, 'http', 0, {
                attachedRoutes: 1,
                reportedAttachedRoutes: 7,
                reported: [REPORTED],
                drift: [
                  {
                    kind: 'count',
                    about: 'attachedRoutes',
                    controllerName: '',
                    fact: { code: 'miscounted', reported: 7, counted: 1 },
                  },
                ],
              }),
              listener(WEB, 'https', 1, {
                accepted: no('HostnameConflict', 'listener other has the same hostname'),
                conflicted: {
                  status: 'True',
                  reason: 'HostnameConflict',
                  because: saying('listener other has the same hostname'),
                },
                resolvedRefs: { status: 'Unknown', reason: 'NotEvaluated', because: { code: 'gap', gap } },
                attachedRoutes: undefined,
              }),
            ],
          },
        ],
      }),
    },
    'gateway/web',
  );
  assert.equal(
    page,
    `Name:       web
Namespace:  shop
Kind:       Gateway (gateway.networking.k8s.io/v1)
Class:      acme (missing)
Listeners:
  NAME    PORT   PROTOCOL   HOSTNAME        TLS                     ALLOWED ROUTES   ATTACHED         ACCEPTED   RESOLVED   PROGRAMMED
  http    80     HTTP                                               same namespace   1 (reported 7)   Stale      True       True
  https   443    HTTPS      a.example.com   Terminate               same namespace   unknown          False      Unknown
                                            secret/cert (unknown)
Listener Problems:
  ! http    spec.listeners[0]
      computed   Accepted=True   Conflicted=False   ResolvedRefs=True
      reported   Accepted=True                                          acme.io/Tuned=False Slow   ! stale: generation 3, observed 2
      acme.io/Tuned: too many routes
  ✗ https   spec.listeners[1]
      listener other has the same hostname
      cannot read secrets: forbidden
      computed   Accepted=False HostnameConflict   Conflicted=True HostnameConflict   ResolvedRefs not evaluated
Attached Routes (1):
  ! httproute/cart   http   BackendNotFound
Refused Routes (1):
  ✗ httproute/lost   NotAllowedByListeners   spec.parentRefs[0]
      only routes of namespace shop
Status:
  ✓ computed   Accepted=True   ResolvedRefs=True
  ✓ reported   Accepted=True
  ✗ reported   Programmed=False AddressNotAssigned
      no address is left
Drift:
  ! listener http   attachedRoutes   reported 7, counted 1
`,
  );
});

test('a Gateway without an address says what the Service has that was made for it', async () => {
  const input = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
status: {conditions: [{type: Programmed, status: "False", reason: AddressNotAssigned, message: none}]}
---
apiVersion: v1
kind: Service
metadata: {name: made, namespace: shop, labels: {gateway.networking.k8s.io/gateway-name: web}}
spec: {type: LoadBalancer}
status: {loadBalancer: {ingress: [{ip: 203.0.113.9}]}}
---
apiVersion: v1
kind: Service
metadata: {name: waiting, namespace: shop, labels: {gateway.networking.k8s.io/gateway-name: web}}
spec: {type: LoadBalancer}
`;
  const { out } = await runMain(['describe', 'gateway', 'web', '-n', 'shop', '--from', '-'], input);
  assert.match(
    out,
    /\n {2}Made: +service\/made \(LoadBalancer, 203\.0\.113\.9\)\n +service\/waiting \(LoadBalancer, no address yet\)\n/,
  );
  assert.match(out, /AddressNotAssigned\n +none\n +made for it: service\/made \(LoadBalancer, 203\.0\.113\.9\)\n/);
});

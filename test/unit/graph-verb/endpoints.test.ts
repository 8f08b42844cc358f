import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runGet, runGraph } from './run-graph.ts';
import { SHOP } from './shop.ts';

/** What stands behind the backends of the shop. */
const PODS = `${SHOP}---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.1], targetRef: {kind: Pod, name: cart-a, namespace: shop}}]
---
apiVersion: v1
kind: Pod
metadata: {name: cart-a, namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: edge-a, namespace: shop, labels: {app: edge, tier: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: stranger, namespace: shop, labels: {app: edge}}
---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: {name: edge, namespace: shop}
spec: {type: EndpointSelector, endpointSelector: {matchLabels: {app: edge, tier: web}}, port: {number: 80}}
---
apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata: {name: pool, namespace: shop}
spec: {selector: {matchLabels: {app: edge}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pods, namespace: shop}
spec:
  parentRefs: [{name: web, sectionName: http}]
  rules:
  - backendRefs:
    - {group: gateway.networking.x-k8s.io, kind: XBackend, name: edge}
    - {group: inference.networking.k8s.io, kind: InferencePool, name: pool}
`;

const IN_SHOP = { namespace: 'shop' };

/** The names that `get TYPE --for OBJECT` prints. */
async function names(kind: 'files' | 'live', type: string, of: string): Promise<string> {
  return (await runGet([type], { ...IN_SHOP, for: of, output: 'name' }, PODS, { kind })).out;
}

for (const kind of ['files', 'live'] as const) {
  describe(`EndpointSlices and Pods on request, ${kind}`, () => {
    test('the graph draws them below their backends where it is asked to', async () => {
      const { out } = await runGraph(['httproute/pods'], { ...IN_SHOP, down: true, endpoints: true }, PODS, { kind });
      assert.equal(
        out,
        `✓ httproute/pods ─ rule 0
├─ ✓ xbackend/edge 50 %
│  └─ pod/edge-a
└─ ✓ inferencepool/pool 50 %
   ├─ pod/edge-a
   └─ pod/stranger
`,
      );
      const without = await runGraph(['httproute/pods'], { ...IN_SHOP, down: true }, PODS, { kind });
      assert.doesNotMatch(without.out, /pod\//);
    });

    test('who names a Pod or its kind wants to see it', async () => {
      const pod = await runGraph(['pod/cart-a'], IN_SHOP, PODS, { kind });
      assert.match(
        pod.out,
        /httproute\/cart ─ rule 0 ─ ✓ service\/cart:8080\n│  │  └─ endpointslice\/cart-1\n│  │     └─ pod\/cart-a/,
      );
      const kinds = await runGraph(['gateway/web'], { ...IN_SHOP, kinds: ['services,pods'] }, PODS, { kind });
      assert.match(kinds.out, /✓ service\/cart:8080\n└─ pod\/cart-a/);
    });

    test('get --for follows them both ways', async () => {
      assert.equal(await names(kind, 'pods', 'gateway/web'), 'pod/cart-a\npod/edge-a\npod/stranger\n');
      assert.equal(await names(kind, 'endpointslices', 'httproute/cart'), 'endpointslice.discovery.k8s.io/cart-1\n');
      assert.equal(await names(kind, 'gateways', 'pod/cart-a'), 'gateway.gateway.networking.k8s.io/web\n');
      assert.equal(await names(kind, 'routes', 'pod/edge-a'), 'httproute.gateway.networking.k8s.io/pods\n');
      assert.match(await names(kind, 'routes', 'endpointslice/cart-1'), /cart\n.*checkout\n/);
    });
  });
}

describe('what a policy refers to', () => {
  test('is drawn with the policy: the authorities of a BackendTLSPolicy', async () => {
    const { out } = await runGraph(['httproute/checkout'], { ...IN_SHOP, output: 'dot' }, SHOP);
    assert.match(out, /label="ConfigMap\\npay-ca"/);
    const without = await runGraph(['httproute/checkout'], { ...IN_SHOP, output: 'dot', policies: false }, SHOP);
    assert.doesNotMatch(without.out, /pay-ca/);
  });

  test('a grant that nothing needs says so', async () => {
    const unused = SHOP.replace('to: [{group: "", kind: Service, name: search}]', 'to: [{group: "", kind: Secret}]');
    const { out } = await runGraph(['referencegrant/from-shop'], { namespace: 'shop-eu' }, unused);
    assert.equal(out, 'referencegrant/from-shop  allows nothing: no reference needs it\n');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { grant, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const GROUP = 'effective.example.com';
let cluster: Cluster;

function crd(plural: string, kind: string, label: string): string {
  const target = '{type: object, properties: {group: {type: string}, kind: {type: string}, name: {type: string}}}';
  return `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.${GROUP}, labels: {${label}}}
spec:
  group: ${GROUP}
  scope: Namespaced
  names: {kind: ${kind}, plural: ${plural}, singular: ${kind.toLowerCase()}}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            x-kubernetes-preserve-unknown-fields: true
            properties: {targetRefs: {type: array, items: ${target}}}
`;
}

const CRDS = [
  crd('timeoutpolicies', 'TimeoutPolicy', 'gateway.networking.k8s.io/policy: inherited'),
  crd('wafpolicies', 'WafPolicy', ''),
].join('---');

const OBJECTS = `
apiVersion: v1
kind: Namespace
metadata: {name: eff-infra}
---
apiVersion: v1
kind: Namespace
metadata: {name: eff-shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: eff-other}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: eff}
spec: {controllerName: acme.io/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: eff-infra}
spec:
  gatewayClassName: eff
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: eff-shop}
spec:
  parentRefs: [{name: edge, namespace: eff-infra}]
  rules: [{backendRefs: [{name: cart, port: 80}]}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: eff-shop}
spec: {ports: [{port: 80}]}
---
apiVersion: ${GROUP}/v1
kind: TimeoutPolicy
metadata: {name: everywhere, namespace: eff-other}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: GatewayClass, name: eff}]
  defaults: {strategy: merge, retries: 2, request: 60s}
---
apiVersion: ${GROUP}/v1
kind: TimeoutPolicy
metadata: {name: cart, namespace: eff-shop}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}]
  request: 10s
---
apiVersion: ${GROUP}/v1
kind: WafPolicy
metadata: {name: block, namespace: eff-infra}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
  mode: block
`;

async function kubectl(words: string, input: string): Promise<void> {
  const { err, code } = await runKubectlOn(cluster, [...words.split(' '), '-f', '-'], 'admin', input);
  assert.deepEqual([code, err], [0, '']);
}

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await kubectl('apply', CRDS);
  await kubectl('wait --for=condition=Established --timeout=300s', CRDS);
  await kubectl('apply', OBJECTS);
});

after(async () => {
  if (skip !== false) return;
  await kubectl('delete --wait=false', OBJECTS);
  await kubectl('delete', CRDS);
});

describe('effective policies of a cluster', { skip }, () => {
  const CART = ['effective', 'httproute/cart', '-n', 'eff-shop'];

  test('across namespaces, and a kind by the shape of its schema alone', async () => {
    const { out, err, code } = await runOurs(cluster, CART);
    assert.equal(
      out,
      `# gateway eff-infra/edge > httproute eff-shop/cart
# TimeoutPolicy.${GROUP}
request: 10s   # TimeoutPolicy eff-shop/cart (httproute)   beats 60s from eff-other/everywhere (gatewayclass, default): more specific
retries: 2     # TimeoutPolicy eff-other/everywhere (gatewayclass, default)
---
# gateway eff-infra/edge > httproute eff-shop/cart
# WafPolicy.${GROUP}
mode: block   # WafPolicy eff-infra/block (gateway)
`,
    );
    assert.deepEqual([code, err], [0, '']);
  });

  test('of many objects: paths with the same answer stand together', async () => {
    const { out } = await runOurs(cluster, ['effective', 'httproutes,gateways,services', '-n', 'eff-shop']);
    const [first = ''] = out.split('---\n');
    assert.equal(
      first,
      `# gateway eff-infra/edge > httproute eff-shop/cart
# gateway eff-infra/edge > httproute eff-shop/cart > service eff-shop/cart
# TimeoutPolicy.${GROUP}
request: 10s   # TimeoutPolicy eff-shop/cart (httproute)   beats 60s from eff-other/everywhere (gatewayclass, default): more specific
retries: 2     # TimeoutPolicy eff-other/everywhere (gatewayclass, default)
`,
    );
  });

  test('the page of a policy tells how far it reaches', async () => {
    const { out } = await runOurs(cluster, ['describe', 'timeoutpolicy/everywhere', '-n', 'eff-other']);
    assert.match(out, /Scope \(4\):/);
    assert.match(out, /eff-shop\/httproute\/cart/);
    assert.match(out, /Overridden By:/);
  });

  test('a kind of policies that may not be read: the others answer, exit code 1', async () => {
    const groups = ['gateway.networking.k8s.io', 'apiextensions.k8s.io', ''];
    const rules = { groups, resources: ['*'], verbs: ['get', 'list'] };
    const revoke = await grant(cluster, 'reader', rules);
    try {
      const { out, err, code } = await runOurs(cluster, CART, 'reader');
      assert.equal(out, '');
      assert.match(err, /Warning: cannot read .*timeoutpolicies/);
      assert.doesNotMatch(err, /endpointslices/);
      assert.match(err, /No policies that could be read apply to httproute eff-shop\/cart/);
      assert.equal(code, 1);
    } finally {
      await revoke();
    }
  });

  test('CRDs that may not be read are a gap, the rest answers', async () => {
    const groups = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io', ''];
    const rules = { groups, resources: ['*'], verbs: ['get', 'list'] };
    const revoke = await grant(cluster, 'reader', rules);
    try {
      const { out, err, code } = await runOurs(cluster, [...CART, '-o', 'json'], 'reader');
      assert.equal(code, 0);
      assert.match(err, /Warning: cannot read customresourcedefinitions/);
      assert.match(out, /"kind": "EffectivePolicyList"/);
    } finally {
      await revoke();
    }
  });
});

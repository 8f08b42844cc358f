import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { skip } from './api-support.ts';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { comparableTable, runKubectlOn, runOurs } from './get-support.ts';

/** Objects as v1.1.0 takes them. */
const OLD = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.io/controller}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: Gateway
metadata: {name: web, namespace: default}
spec: {gatewayClassName: acme, listeners: [{name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: HTTPRoute
metadata: {name: cart, namespace: default}
spec: {parentRefs: [{name: web}]}
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: GRPCRoute
metadata: {name: grpc, namespace: default}
spec: {parentRefs: [{name: web}]}
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TLSRoute
metadata: {name: tls, namespace: default}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 1}]}, {backendRefs: [{name: pay, port: 2}]}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: grant, namespace: default}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}]}
---
apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata: {name: tls, namespace: default}
spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: cart, wellKnownCACertificates: System}}
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendLBPolicy
metadata: {name: lb, namespace: default}
spec: {targetRefs: [{group: "", kind: Service, name: cart}]}
`;

/** Objects as the standard channel of v1.6.3 takes them. */
const STANDARD = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: default}
spec: {gatewayClassName: acme, listeners: [{name: tcp, port: 9000, protocol: TCP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: more, namespace: default}
spec: {parentRef: {name: web}, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: tcp, namespace: default}
spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: cart, port: 1}]}]}
`;

/** A kind of another group that shares its names with the Gateway API's, as Istio's does. */
const OTHER_GATEWAY = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gateways.networking.other.example}
spec:
  group: networking.other.example
  names: {kind: Gateway, plural: gateways, singular: gateway, shortNames: [gw]}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    additionalPrinterColumns: [{name: Selector, type: string, jsonPath: .spec.selector}]
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;

// A cluster of its own for each release: CRDs of another release would take the objects of other suites with them.
for (const [version, channel, manifest, check] of [
  ['v1.1.0', 'experimental', OLD, checkOld],
  ['v1.6.3', 'standard', STANDARD, checkStandard],
] as const) {
  describe(`the Gateway API ${version} ${channel}`, { skip }, () => {
    let cluster: Cluster;

    before(async () => {
      const binaries = await findBinaries();
      assert.ok(typeof binaries !== 'string');
      cluster = await startCluster(binaries);
      await installCrds(cluster, { version, channel });
      const applied = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', manifest);
      assert.equal(applied.code, 0, applied.err);
    });
    after(() => cluster.stop());

    test('every kind reads into the same lists', async () => {
      await check(cluster);
    });

    test('no kind that is not installed is missed in wide columns', async () => {
      const { err, code } = await runOurs(cluster, ['get', 'gateways,referencegrants,ns,svc', '-A', '-o', 'wide']);
      assert.deepEqual([err, code], ['', 0]);
    });
  });
}

async function rowsOf(cluster: Cluster, ...args: readonly string[]): Promise<readonly string[]> {
  const { out, err, code } = await runOurs(cluster, ['get', ...args, '--no-headers']);
  assert.deepEqual([err, code], ['', 0]);
  return comparableTable(out).trimEnd().split('\n');
}

async function checkOld(cluster: Cluster): Promise<void> {
  assert.deepEqual(await rowsOf(cluster, 'gatewayclasses'), ['acme acme.io/controller Pending AGE']);
  assert.deepEqual(await rowsOf(cluster, 'gateways'), ['web acme <none> 443 Pending AGE']);
  assert.deepEqual(await rowsOf(cluster, 'routes'), [
    'cart HTTPRoute * gateway/web NotReported NotReported AGE',
    'grpc GRPCRoute * gateway/web NotReported NotReported AGE',
    'tls TLSRoute * gateway/web NotReported NotReported AGE',
  ]);
  assert.deepEqual(await rowsOf(cluster, 'refgrant'), ['grant shop/httproute service/* AGE']);
  assert.deepEqual((await rowsOf(cluster, 'policies')).toSorted(), [
    'lb BackendLBPolicy service/cart Direct Unknown AGE',
    'tls BackendTLSPolicy service/cart Direct Unknown AGE',
  ]);
  // v1.1 gave BackendLBPolicy no label (semantics.md 1.2): the specification says that it is a policy.
  assert.deepEqual(
    (await rowsOf(cluster, 'policycrds')).map((row) => row.split(' ', 2).join(' ')),
    ['backendlbpolicies.gateway.networking.k8s.io Direct', 'backendtlspolicies.gateway.networking.k8s.io Direct'],
  );
  const missing = await runOurs(cluster, ['get', 'listenersets']);
  assert.deepEqual(
    [missing.err, missing.code],
    ['error: the server doesn\'t have a resource type "listenersets"\n', 1],
  );
}

async function checkStandard(cluster: Cluster): Promise<void> {
  assert.deepEqual(await rowsOf(cluster, 'lset'), ['more gateway/web 80 Pending Pending AGE']);
  assert.deepEqual(await rowsOf(cluster, 'routes', '-o', 'wide'), [
    'tcp TCPRoute <none> gateway/web Unknown Unknown AGE 1 service/cart:1 0',
  ]);

  const applied = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', OTHER_GATEWAY);
  assert.equal(applied.code, 0, applied.err);
  await runKubectlOn(cluster, ['wait', '--for=condition=Established', 'crd/gateways.networking.other.example']);
  const other = {
    apiVersion: 'networking.other.example/v1',
    kind: 'Gateway',
    metadata: { name: 'other' },
    spec: { selector: 'x' },
  };
  await cluster.request('POST', '/apis/networking.other.example/v1/namespaces/default/gateways', other);
  assert.deepEqual(await rowsOf(cluster, 'gateways'), ['web acme <none> 9000 Pending AGE']);
  assert.deepEqual(await rowsOf(cluster, 'gateways.networking.other.example'), ['other x']);
  assert.deepEqual(await rowsOf(cluster, 'gw'), ['other x']);
  assert.deepEqual(await rowsOf(cluster, 'gateways,gateways.networking.other.example'), [
    'gateway.gateway.networking.k8s.io/web acme <none> 9000 Pending AGE',
    'gateway.networking.other.example/other x',
  ]);
}

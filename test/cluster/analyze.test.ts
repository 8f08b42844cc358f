import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAll } from 'js-yaml';
import { isRecord, readPath, readRecords } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { applyManifests } from './manifests.ts';
import { sharedCluster } from './shared.ts';

const NS = 'analyze-test';
const CONTROLLER = 'analyze.example/controller';

/** A few routes that are as they should be. */
const HEALTHY = `
apiVersion: v1
kind: Namespace
metadata: {name: ${NS}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: ${NS}}
spec: {controllerName: ${CONTROLLER}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: ${NS}}
spec:
  gatewayClassName: ${NS}
  listeners:
  - {name: http, port: 80, protocol: HTTP, hostname: "*.shop.example", allowedRoutes: {namespaces: {from: Same}}}
  - {name: https, port: 443, protocol: HTTPS, hostname: "*.shop.example", tls: {certificateRefs: [{name: shop-tls}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: inner, namespace: ${NS}}
spec: {gatewayClassName: ${NS}, listeners: [{name: inner, port: 8080, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: safe, namespace: ${NS}}
spec:
  gatewayClassName: ${NS}
  listeners:
  - {name: https, port: 443, protocol: HTTPS, hostname: safe.shop.example, tls: {certificateRefs: [{group: "", name: shop-tls}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: upwards, namespace: ${NS}}
spec:
  parentRefs: [{name: web, sectionName: http}]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: ${NS}}
spec:
  parentRefs: [{name: web, sectionName: https}]
  hostnames: [cart.shop.example, basket.shop.example]
  rules:
  - matches: [{path: {value: /pay}}]
    backendRefs: [{name: pay, port: 8080}]
  - matches: [{path: {value: /admin}}]
    backendRefs: [{name: cart, port: 8080, weight: 1}]
  - matches: [{path: {value: /}}]
    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: pay, port: 8080}}}]
    backendRefs: [{name: cart, port: 8080}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: search, namespace: ${NS}}
spec:
  parentRefs: [{name: web, sectionName: https}]
  hostnames: [search.shop.example]
  rules: [{backendRefs: [{group: "", name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: docs, namespace: ${NS}}
spec:
  parentRefs: [{name: web, sectionName: https}]
  hostnames: [docs.shop.example]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: help, namespace: ${NS}, annotations: {note: plain}}
spec:
  parentRefs: [{name: web, sectionName: https}]
  hostnames: [help.shop.example]
  rules: [{backendRefs: [{name: help, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: certificates, namespace: ${NS}}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: elsewhere}]
  to: [{group: "", kind: Secret, name: shop-tls}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: pay, namespace: ${NS}}
spec:
  targetRefs: [{group: "", kind: Service, name: pay, sectionName: secure}]
  validation: {hostname: pay.shop.example, wellKnownCACertificates: System}
---
apiVersion: v1
kind: Secret
metadata: {name: shop-tls, namespace: ${NS}}
type: kubernetes.io/tls
stringData: {tls.crt: "", tls.key: ""}
${['cart', 'pay', 'help'].map(service).join('')}`;

/** A mistake: what it changes, and the finding that it leads to. */
const MISTAKES: readonly (readonly [code: string, object: string, right: string, wrong: string])[] = [
  ['GW1001', 'Gateway inner', `{gatewayClassName: ${NS},`, '{gatewayClassName: analyze-tset,'],
  [
    'GW1003',
    'HTTPRoute docs',
    'parentRefs: [{name: web, sectionName: https}]\n  hostnames: [docs',
    'parentRefs: [{name: wbe, sectionName: https}]\n  hostnames: [docs',
  ],
  [
    'GW1004',
    'HTTPRoute search',
    'parentRefs: [{name: web, sectionName: https}]\n  hostnames: [search',
    'parentRefs: [{name: web, sectionName: htps}, {name: web, sectionName: https}]\n  hostnames: [search',
  ],
  ['GW1008', 'HTTPRoute search', '{group: "", name: cart, port: 8080}', '{group: core, name: cart, port: 8080}'],
  ['GW2001', 'HTTPRoute help', '[{name: help, port: 8080}]', '[{name: halp, port: 8080}]'],
  ['GW2003', 'HTTPRoute cart', '[{name: pay, port: 8080}]', '[{name: pay, port: 80}]'],
  ['GW2007', 'Gateway safe', '[{group: "", name: shop-tls}]', '[{group: "", name: shop-tsl}]'],
  ['GW3018', 'HTTPRoute cart', 'basket.shop.example]', 'basket.shop.test]'],
  ['GW4001', 'HTTPRoute cart', '{path: {value: /admin}}', '{path: {value: /pay}}'],
  ['GW4003', 'HTTPRoute cart', 'weight: 1}', 'weight: 0}'],
  [
    'GW4007',
    'HTTPRoute cart',
    'requestMirror: {backendRef: {name: pay, port: 8080}}',
    'requestMirror: {backendRef: {name: cart, port: 8080}}',
  ],
  ['GW4010', 'HTTPRoute upwards', 'parentRefs: [{name: web, sectionName: http}]', 'parentRefs: [{name: web}]'],
  ['GW5001', 'BackendTLSPolicy pay', 'kind: Service, name: pay,', 'kind: Service, name: pya,'],
  ['GW8005', 'ReferenceGrant certificates', 'kind: Secret, name: shop-tls}', 'kind: Secret}'],
  ['GW8008', 'HTTPRoute help', 'note: plain', 'note: "safe\\u202Egpj.exe"'],
];

function service(name: string): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${NS}}
spec: {ports: [{name: http, port: 8080}, {name: secure, port: 8443}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}-1, namespace: ${NS}, labels: {kubernetes.io/service-name: ${name}}}
addressType: IPv4
ports: [{name: http, port: 8080}, {name: secure, port: 8443}]
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
`;
}

function conditions(...types: readonly string[]): readonly JsonRecord[] {
  const lastTransitionTime = '2026-11-20T08:00:00Z';
  return types.map((type) => ({ type, status: 'True', reason: type, message: '', lastTransitionTime }));
}

/** Objects with the status of a controller that is content with everything. */
function withStatus(object: JsonRecord): JsonRecord {
  const { kind } = object;
  if (kind === 'GatewayClass') return { ...object, status: { conditions: conditions('Accepted') } };
  if (kind === 'Gateway') {
    const addresses = [{ type: 'IPAddress', value: '192.0.2.1' }];
    return { ...object, status: { addresses, conditions: conditions('Accepted', 'Programmed') } };
  }
  if (kind !== 'HTTPRoute') return object;
  const parents = readRecords(readPath(object, 'spec', 'parentRefs')).map((parentRef) => ({
    parentRef,
    controllerName: CONTROLLER,
    conditions: conditions('Accepted', 'ResolvedRefs'),
  }));
  return { ...object, status: { parents } };
}

async function apply(cluster: Cluster, text: string): Promise<void> {
  const objects = loadAll(text).filter(isRecord).map(withStatus);
  await applyManifests(cluster, objects);
}

/** Codes with the objects that they are about: `GW2001 HTTPRoute help`. */
async function findings(cluster: Cluster, ...words: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await runOurs(cluster, ['analyze', '-n', NS, '-o', 'json', ...words]);
  assert.equal(err, '');
  return readRecords(readPath(JSON.parse(out), 'findings')).map(
    ({ code, subject, path, message }) =>
      `${String(code)} ${String(readPath(subject, 'kind'))} ${String(readPath(subject, 'name'))} ${String(path)}: ${String(message)}`,
  );
}

describe('analyze of a cluster', { skip }, () => {
  let cluster: Cluster;

  before(async () => {
    cluster = await sharedCluster();
  });

  after(async () => {
    await runKubectlOn(cluster, ['delete', '--wait=false', '-f', '-'], 'admin', HEALTHY);
  });

  test('finds each mistake, and nothing once they are mended', async () => {
    let broken = HEALTHY;
    for (const [code, , right, wrong] of MISTAKES) {
      assert.equal(broken.split(right).length, 2, `${code} changes one place`);
      broken = broken.replace(right, () => wrong);
    }
    await apply(cluster, broken);
    const found = await findings(cluster);
    const missed = MISTAKES.map(([code, object]) => `${code} ${object}`).filter(
      (start) => !found.some((line) => line.startsWith(`${start} `)),
    );
    assert.deepEqual(missed, [], found.join('\n'));
    assert.equal((await runOurs(cluster, ['analyze', '-n', NS])).code, 1);

    await apply(cluster, HEALTHY);
    assert.deepEqual(await findings(cluster, '--show', 'warning'), []);
    const { out, code } = await runOurs(cluster, ['analyze', '-n', NS, '--fail-on', 'warning']);
    assert.match(out, /^0 errors, 0 warnings/);
    assert.equal(code, 0);
  });
});

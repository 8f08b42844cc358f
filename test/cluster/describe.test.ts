import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { readPath, readRecords, readString } from '../../src/model/read.ts';
import { grant, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { comparableTable, runBoth, runKubectlOn, runOurs } from './get-support.ts';
import type { Run } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const NS = 'describe-shop';
const OTHER = 'describe-bank';

const MANIFEST = `
{apiVersion: v1, kind: Namespace, metadata: {name: ${NS}, labels: {team: shop}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: ${OTHER}}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: describe-acme}, spec: {controllerName: acme.io/describe}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: ${NS}, labels: {tier: edge}}
spec:
  gatewayClassName: describe-acme
  listeners:
  - {name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}
  - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}, allowedRoutes: {namespaces: {from: All}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: ${NS}}
spec:
  hostnames: [shop.example.com]
  parentRefs: [{name: web}]
  rules:
  - backendRefs: [{name: cart, port: 80}, {name: vault, namespace: ${OTHER}, port: 80}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart-v2, namespace: ${NS}}
spec: {hostnames: [shop.other.org], parentRefs: [{name: web, sectionName: http}], rules: [{backendRefs: [{name: gone, port: 80}]}]}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: ${NS}}, spec: {ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: vault, namespace: ${OTHER}}, spec: {ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: ${NS}}, type: example.com/certificate}
---
{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: ${NS}}, type: example.com/key, data: {key: Zm9vLWtleQ==}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart, namespace: ${NS}}
spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: cart.internal, wellKnownCACertificates: System}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: ${NS}, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
endpoints: [{addresses: [10.1.0.1]}, {addresses: [10.1.0.2], conditions: {ready: false}}]
`;

/** Events as a controller and as an old recorder write them. */
function eventsOf(uid: string): string {
  const subject = `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, name: cart, namespace: ${NS}, uid: ${uid}}`;
  const event = (name: string, rest: string): string =>
    `{apiVersion: v1, kind: Event, metadata: {name: ${name}, namespace: ${NS}}, involvedObject: ${subject}, ${rest}}`;
  const recorded = (name: string, rest: string): string =>
    `{apiVersion: events.k8s.io/v1, kind: Event, metadata: {name: ${name}, namespace: ${NS}}, regarding: ${subject}, action: x, reportingInstance: i, ${rest}}`;
  return [
    event(
      'counted',
      'type: Warning, reason: Failed, message: " no backend ", source: {component: acme}, count: 5, firstTimestamp: "2026-01-01T00:00:00Z", lastTimestamp: "2026-01-02T00:00:00Z"',
    ),
    event(
      'single',
      'type: Normal, reason: Synced, message: done, source: {component: a-long-component}, count: 1, firstTimestamp: "2026-01-01T12:00:00Z", lastTimestamp: "2026-01-01T12:00:00Z"',
    ),
    recorded(
      'series',
      'type: Normal, reason: Again, note: "again and again", reportingController: acme.io/x, eventTime: "2026-01-01T00:00:00.000000Z", series: {count: 7, lastObservedTime: "2026-01-01T06:00:00.000000Z"}',
    ),
    recorded(
      'once',
      'type: Normal, reason: Once, note: once, reportingController: acme.io/y, eventTime: "2026-01-03T00:00:00.000000Z"',
    ),
    `{apiVersion: v1, kind: Event, metadata: {name: older, namespace: ${NS}}, involvedObject: {kind: HTTPRoute, name: cart, namespace: ${NS}, uid: an-older-one}, type: Normal, reason: Older, message: gone}`,
  ].join('\n---\n');
}

let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  const applied = await runKubectlOn(cluster, ['apply', '--server-side', '-f', '-'], 'admin', MANIFEST);
  assert.equal(applied.code, 0, applied.err);
  const route = await runKubectlOn(cluster, ['get', 'httproute', 'cart', '-n', NS, '-o', 'json']);
  const uid = readString(readPath(JSON.parse(route.out), 'metadata', 'uid')) ?? '';
  const written = await runKubectlOn(cluster, ['create', '-f', '-'], 'admin', eventsOf(uid));
  assert.equal(written.code, 0, written.err);
});

const namesIn = ({ out }: Run): readonly string[] =>
  [...out.matchAll(/^Name: +(\S+)$/gm)].map(([, name]) => name ?? '');

/** The events of a page, whatever second it was made in. */
function events({ out }: Run): string {
  return comparableTable(out.slice(out.indexOf('Events:')));
}

describe('describe beside kubectl', { skip }, () => {
  test('prints the events of an object as kubectl does, in its order', async () => {
    const { ours, kubectl } = await runBoth(cluster, ['describe', 'httproute', 'cart', '-n', NS]);
    assert.match(events(kubectl), /Failed AGE \(x5 over \w+\) acme no backend/);
    assert.equal(events(ours), events(kubectl));
  });

  const SELECTIONS: readonly (readonly string[])[] = [
    ['httproute', 'cart'],
    ['httproute/cart', 'gateway/web'],
    ['httproute', 'car'],
    ['httproute', 'zzz'],
    ['httproute', 'zzz', 'yyy'],
    ['httproute/car'],
    ['gateways,httproutes'],
    ['gateway', '-l', 'tier=edge'],
    ['gateway', '-l', 'tier=none'],
    ['grpcroutes'],
    ['gateways.gateway.networking.k8s.io', 'web'],
    ['httproute', 'cart', 'cart'],
    ['httproute', 'cart', 'nope'],
    ['teapots'],
  ];
  for (const selection of SELECTIONS) {
    test(`selects and refuses as kubectl: ${selection.join(' ')}`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['describe', ...selection, '-n', NS]);
      assert.deepEqual([namesIn(ours), ours.err, ours.code], [namesIn(kubectl), kubectl.err, kubectl.code]);
    });
  }

  test('pages stand two blank lines apart, as in kubectl', async () => {
    const { ours, kubectl } = await runBoth(cluster, ['describe', 'httproutes', '-n', NS, '--show-events=false']);
    for (const { out } of [ours, kubectl]) assert.match(out, /[^\n]\n\n\nName: +cart-v2\n/);
  });
});

describe('describe of a live cluster', { skip }, () => {
  test('a route says what it attaches to, its endpoints, its TLS and the grant that it lacks', async () => {
    const { out, err } = await runOurs(cluster, ['describe', 'httproute', 'cart', '-n', NS]);
    assert.equal(err, '');
    assert.match(out, /listener http :80 for shop\.example\.com; listener https :443 for shop\.example\.com/);
    assert.match(out, /service\/cart:80 +ClusterIP, 1 of 2 endpoints ready, TLS by backendtlspolicy\/cart/);
    assert.match(out, /describe-bank\/service\/vault:80 +RefNotPermitted +spec\.rules\[0\]\.backendRefs\[1\]/);
  });

  test('a Secret is told by its type, and no value of it is anywhere', async () => {
    const runs = await Promise.all([
      runOurs(cluster, ['describe', 'gateway', 'web', '-n', NS, '-v', '9']),
      runOurs(cluster, ['describe', 'secret', 'key', '-n', NS, '-v', '9']),
      runOurs(cluster, ['describe', 'secret', 'key', '-n', NS, '-o', 'json']),
    ]);
    assert.match(runs[0].out, /example\.com\/certificate|secret\/cert/);
    for (const { out, err } of runs) assert.doesNotMatch(out + err, /Zm9v|foo-key/);
    assert.match(runs[1].out, /^Type: +example\.com\/key$/m);
  });

  test('says the same from the cluster, from its dump and from the manifests', async () => {
    const types = 'gateways,httproutes,backendtlspolicies';
    const kinds = 'gatewayclasses,gateways,httproutes,backendtlspolicies,services,secrets';
    const dump = await runKubectlOn(cluster, ['get', kinds, '-n', NS, '-o', 'yaml']);
    const other = await runKubectlOn(cluster, ['get', 'services', '-n', OTHER, '-o', 'yaml']);
    const [dumped, written] = [join(cluster.folder, 'describe-dump.yaml'), join(cluster.folder, 'describe.yaml')];
    await writeFile(dumped, `${dump.out}\n---\n${other.out}`);
    await writeFile(written, MANIFEST);
    const line = ['describe', types, '-n', NS, '-o', 'json', '--show-events=false'];
    const runs = await Promise.all([
      runOurs(cluster, line),
      runOurs(cluster, [...line, '--from', dumped, '--complete']),
      runOurs(cluster, [...line, '--from', written, '--complete']),
    ]);
    const [live, ...others] = runs.map(computedOf);
    assert.ok(live !== undefined && live.length === 4);
    for (const answer of others) assert.deepEqual(answer, live);
  });

  test('a user who may read one namespace gets the page, and nothing is called missing', async () => {
    const rule = {
      groups: ['gateway.networking.k8s.io'],
      resources: ['httproutes', 'gateways'],
      verbs: ['get', 'list'],
    };
    const revoke = await grant(cluster, 'namespaced', rule, NS);
    const { out, err, code } = await runOurs(cluster, ['describe', 'httproute', 'cart-v2', '-n', NS], 'namespaced');
    assert.equal(code, 0, err);
    assert.match(out, /\? service\/gone:80 +unknown \(cannot read services: forbidden\)/);
    assert.match(out, /not attached: NoMatchingListenerHostname/);
    assert.doesNotMatch(out, /missing|does not exist/);
    assert.match(
      err,
      /^Warning: cannot read .*services.* in namespace describe-shop: forbidden; -v=1 shows the server's words$/m,
    );
    const nobody = await runOurs(cluster, ['describe', 'httproute', 'cart', '-n', NS], 'nobody');
    assert.deepEqual([nobody.out, nobody.code], ['', 3]);
    assert.match(
      nobody.err,
      /Error from server \(Forbidden\): httproutes\.gateway\.networking\.k8s\.io "cart" is forbidden/,
    );
    await revoke();
  });
});

/** What is computed of each item: what does not depend on where the objects came from. */
function computedOf({ out }: Run): readonly unknown[] {
  return readRecords(readPath(JSON.parse(out), 'items')).map((item) => ({
    ref: item['ref'],
    accepted: item['accepted'],
    attachments: readRecords(item['attachments']).map(({ accepted, resolvedRefs, listeners, path }) => ({
      accepted,
      resolvedRefs,
      listeners,
      path,
    })),
    listeners: readRecords(item['listeners']).map(({ name, accepted, conflicted, resolvedRefs, attachedRoutes }) => ({
      name,
      accepted,
      conflicted,
      resolvedRefs,
      attachedRoutes,
    })),
    ancestors: readRecords(item['ancestors']).map(({ ancestorRef, accepted, resolvedRefs }) => ({
      ancestorRef,
      accepted,
      resolvedRefs,
    })),
  }));
}

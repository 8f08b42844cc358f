import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

function policy(name: string, target: string, created = ''): string {
  return `
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: ${name}, namespace: shop, uid: u-${name}${created}}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: ${target}}]
  timeout: {http: {requestTimeout: 1s}}
---`;
}

function route(name: string, section: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop, uid: u-${name}}
spec: {parentRefs: [{name: web, sectionName: ${section}}]}
---`;
}

const MANIFEST = `
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme, uid: c}, spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop, uid: n}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop, uid: g}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}]}
---${route('lost', 'htp')}${route('fine', 'http')}
${policy('on-lost', 'lost')}${policy('first', 'fine', ', creationTimestamp: "2026-01-01T00:00:00Z"')}
${policy('second', 'fine', ', creationTimestamp: "2026-02-01T00:00:00Z"')}
`;

const run = async (...words: readonly string[]): Promise<string> =>
  (await runMain([...words, '-n', 'shop', '--from', '-'], MANIFEST)).out;

async function effectOf(name: string): Promise<unknown> {
  const document: unknown = JSON.parse(await run('describe', 'backendtrafficpolicy', name, '-o', 'json'));
  return readPath(readRecords(readPath(document, 'items'))[0], 'effect');
}

const ref = (kind: string, group: string, name: string) => ({ group, kind, namespace: 'shop', name });
const routeRef = (name: string) => ref('HTTPRoute', 'gateway.networking.k8s.io', name);
const policyRef = (name: string) => ref('BackendTrafficPolicy', 'gateway.envoyproxy.io', name);

describe('a policy on a route that no parent accepts', () => {
  test('has no effect: its page, the page of the route and effective say so', async () => {
    assert.match(
      await run('describe', 'backendtrafficpolicy', 'on-lost'),
      /^Effect: +none: httproute\/lost attaches nowhere$/m,
    );
    assert.match(await run('describe', 'backendtrafficpolicy', 'first'), /^Effect: +full$/m);
    assert.match(await run('describe', 'httproute', 'lost'), /backendtrafficpolicy\/on-lost.*no effect/);
    assert.match(
      await run('effective', 'httproute/lost'),
      /no parent accepts the route: it inherits nothing, and its policies have no effect/,
    );
  });
});

describe('describe POLICY -o json carries what its page says', () => {
  test('of a route that attaches nowhere', async () => {
    assert.deepEqual(await effectOf('on-lost'), {
      scope: [routeRef('lost')],
      paths: { all: 0, part: 0, none: 0, unknown: 0 },
      idleRoutes: [routeRef('lost')],
      overriddenBy: [],
      rivals: [],
      expected: { accepted: { status: 'True', reason: 'Accepted' } },
      problems: [],
    });
  });

  test('of a rival on the same target', async () => {
    assert.deepEqual(await effectOf('second'), {
      scope: [routeRef('fine')],
      paths: { all: 0, part: 0, none: 1, unknown: 0 },
      idleRoutes: [],
      overriddenBy: [{ policy: policyRef('first'), on: routeRef('fine'), paths: 1 }],
      rivals: [{ policy: policyRef('first'), target: routeRef('fine'), established: true, reason: 'older' }],
      expected: { accepted: { status: 'False', reason: 'Conflicted' } },
      problems: [],
    });
  });

  test('no other kind has it', async () => {
    const document: unknown = JSON.parse(await run('describe', 'httproute', 'fine', '-o', 'json'));
    assert.equal(readPath(readRecords(readPath(document, 'items'))[0], 'effect'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { anyRouteTable, hostnameRouteTable, portRouteTable } from '../../../src/view/tables/route.ts';
import { condition, make, rowOf } from './table-row.ts';

const WEB = { name: 'web' };
const EDGE = { name: 'edge', namespace: 'infra' };

function status(parentRef: object, ...conditions: readonly object[]): object {
  return { parentRef, controllerName: 'acme.io/controller', conditions };
}

/** A route of generation 1 with parents and what was reported of them. */
function route(
  parentRefs: readonly object[],
  parents: readonly object[],
  generation: number | undefined = 1,
): ReturnType<typeof make> {
  return make('HTTPRoute', 'cart', { metadata: { generation }, spec: { parentRefs }, status: { parents } });
}

function verdicts(object: ReturnType<typeof make>): string {
  const row = rowOf(hostnameRouteTable, object);
  return `${row['ACCEPTED'] ?? ''} ${row['RESOLVED'] ?? ''}`;
}

const yes = [condition('Accepted', 'True'), condition('ResolvedRefs', 'True')];

describe('ACCEPTED and RESOLVED of a route', () => {
  test('True where every parent says so', () => {
    assert.equal(verdicts(route([WEB, EDGE], [status(WEB, ...yes), status(EDGE, ...yes)])), 'True True');
  });

  test('False where every parent says so', () => {
    const no = [condition('Accepted', 'False'), condition('ResolvedRefs', 'False')];
    assert.equal(verdicts(route([WEB, EDGE], [status(WEB, ...no), status(EDGE, ...no)])), 'False False');
  });

  test('Partial where parents differ, each condition for itself', () => {
    const half = [condition('Accepted', 'False'), condition('ResolvedRefs', 'True')];
    assert.equal(verdicts(route([WEB, EDGE], [status(WEB, ...yes), status(EDGE, ...half)])), 'Partial True');
  });

  test('Partial where a parent has not reported beside one that is True', () => {
    assert.equal(verdicts(route([WEB, EDGE], [status(WEB, ...yes)])), 'Partial Partial');
  });

  test('Unknown where nobody reported', () => {
    assert.equal(verdicts(route([WEB], [])), 'Unknown Unknown');
    assert.equal(verdicts(make('HTTPRoute', 'cart', { spec: { parentRefs: [WEB] } })), 'Unknown Unknown');
  });

  test('Unknown where the condition is absent, says Unknown, or something else', () => {
    assert.equal(verdicts(route([WEB], [status(WEB, condition('Accepted', 'Unknown'))])), 'Unknown Unknown');
    assert.equal(verdicts(route([WEB], [status(WEB, condition('Accepted', 'maybe'))])), 'Unknown Unknown');
  });

  test('Stale where a condition speaks of an older generation (semantics.md 6.2)', () => {
    assert.equal(verdicts(route([WEB], [status(WEB, ...yes)], 2)), 'Stale Stale');
    assert.equal(
      verdicts(
        route(
          [WEB, EDGE],
          [status(WEB, ...yes), status(EDGE, condition('Accepted', 'True', { observedGeneration: 2 }))],
          2,
        ),
      ),
      'Stale Stale',
    );
  });

  test('not stale where PartiallyInvalid says that it fell back, nor where the generation is unknown (semantics.md 6.2)', () => {
    const fellBack = [
      ...yes,
      condition('PartiallyInvalid', 'True', { message: 'Fall Back to the last good', observedGeneration: 2 }),
    ];
    assert.equal(verdicts(route([WEB], [status(WEB, ...fellBack)], 2)), 'True Stale');
    const bare = make('HTTPRoute', 'cart', { spec: { parentRefs: [WEB] }, status: { parents: [status(WEB, ...yes)] } });
    assert.equal(verdicts(bare), 'True True');
  });

  test('Pending where only a default stands there', () => {
    const pending = {
      ...condition('Accepted', 'Unknown', { reason: 'Pending' }),
      lastTransitionTime: '1970-01-01T00:00:00Z',
    };
    assert.equal(verdicts(route([WEB], [status(WEB, pending)])), 'Pending Unknown');
  });

  test('sums over several controllers of one parent', () => {
    const other = { ...status(WEB, condition('Accepted', 'False')), controllerName: 'other.io/controller' };
    assert.equal(verdicts(route([WEB], [status(WEB, ...yes), other])), 'Partial Partial');
  });

  test('leaves out reports of parents that the spec does not name', () => {
    const gone = status({ name: 'gone' }, condition('Accepted', 'False'));
    assert.equal(verdicts(route([WEB], [status(WEB, ...yes), gone])), 'True True');
  });

  test('takes the reports alone where the spec names no parent (semantics.md 2.8)', () => {
    assert.equal(verdicts(route([], [status(WEB, ...yes)])), 'True True');
  });

  test('tells sections of one Gateway apart: parentRefs are compared with all six fields (semantics.md 2.2)', () => {
    const http = { ...WEB, sectionName: 'http' };
    const https = { ...WEB, sectionName: 'https' };
    assert.equal(verdicts(route([http, https], [status(http, ...yes)])), 'Partial Partial');
  });

  test('finds a report that spells out what the parentRef leaves to defaults (semantics.md 1.6)', () => {
    const spelled = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'web' };
    assert.equal(verdicts(route([WEB], [status(spelled, ...yes)])), 'True True');
  });
});

function securityPolicy(name: string, targetSelectors: readonly object[], namespace = 'shop'): ReturnType<typeof make> {
  return make('SecurityPolicy', name, { apiVersion: 'x.io/v1', metadata: { namespace }, spec: { targetSelectors } });
}

describe('columns of a route', () => {
  const full = make('HTTPRoute', 'checkout', {
    spec: {
      hostnames: ['shop.example.com', 'pay.example.com', '*.pay.example.com', 'shop.example.com'],
      parentRefs: [WEB, { ...WEB, sectionName: 'https' }, EDGE, { group: '', kind: 'Service', name: 'cart' }],
      rules: [
        {
          backendRefs: [
            { name: 'pay', port: 8080 },
            { name: 'pay', namespace: 'infra', port: 8080 },
          ],
          filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'mirror', port: 1 } } }],
        },
        {
          backendRefs: [
            { group: 'x.io', kind: 'Bucket', name: 'files' },
            { name: 'pay', port: 8080 },
          ],
        },
      ],
    },
  });

  test('long lists are cut, and nothing is said twice', () => {
    const row = rowOf(hostnameRouteTable, full);
    assert.equal(row['HOSTNAMES'], 'shop.example.com,pay.example.com + 1 more');
    assert.equal(row['PARENTS'], 'gateway/web,infra/gateway/edge + 1 more');
    assert.equal(row['AGE'], '3d');
  });

  test('wide shows lists whole', () => {
    const row = rowOf(hostnameRouteTable, full, { wide: true });
    assert.equal(row['HOSTNAMES'], 'shop.example.com,pay.example.com,*.pay.example.com');
    assert.equal(row['PARENTS'], 'gateway/web,infra/gateway/edge,service/cart');
    assert.equal(row['RULES'], '2');
    assert.equal(row['BACKENDS'], 'service/mirror:1,service/pay:8080,infra/service/pay:8080,bucket/files');
    assert.equal(row['POLICIES'], '0');
  });

  test('no hostname means any; the lists without hostnames have no such column', () => {
    assert.equal(rowOf(hostnameRouteTable, route([WEB], []))['HOSTNAMES'], '*');
    assert.equal(rowOf(portRouteTable, make('TCPRoute', 'tcp'))['HOSTNAMES'], undefined);
    assert.equal(rowOf(anyRouteTable, make('TCPRoute', 'tcp'))['HOSTNAMES'], '<none>');
    assert.equal(rowOf(anyRouteTable, make('GRPCRoute', 'grpc'))['HOSTNAMES'], '*');
  });

  test('a route without parents, rules or anything shows <none>', () => {
    const row = rowOf(hostnameRouteTable, make('HTTPRoute', 'bare'), { wide: true });
    assert.equal(row['PARENTS'], '<none>');
    // HR:136: without the field there is one rule that matches everything.
    assert.equal(row['RULES'], '1');
    assert.equal(row['BACKENDS'], '<none>');
  });

  test('wrong types in every field spoil no cell', () => {
    const broken = make('HTTPRoute', 'broken', {
      metadata: { creationTimestamp: 7, labels: 'x', generation: 'one' },
      spec: { hostnames: 'text', parentRefs: [null, 'x', { name: 5 }], rules: { a: 1 } },
      status: { parents: [null, { parentRef: 'x', conditions: 'y' }] },
    });
    const row = rowOf(hostnameRouteTable, broken, { wide: true });
    assert.equal(row['HOSTNAMES'], '*');
    assert.equal(row['ACCEPTED'], 'Unknown');
    assert.equal(row['AGE'], '<unknown>');
  });

  test('POLICIES counts policies that select the route by its labels, once', () => {
    const selector = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', matchLabels: { app: 'web' } };
    const all = { ...selector, namespaces: { from: 'All' } };
    const ours = { metadata: { labels: { app: 'web' } }, spec: {} };
    const others = [
      securityPolicy('a', [selector, all]),
      securityPolicy('b', [{ ...selector, matchLabels: { app: 'other' } }]),
      securityPolicy('c', [{ ...selector, kind: 'GRPCRoute' }]),
      securityPolicy('d', [selector], 'infra'),
      securityPolicy('e', [all], 'infra'),
    ];
    const count = (more: readonly KubernetesObject[]): string | undefined =>
      rowOf(hostnameRouteTable, make('HTTPRoute', 'r', ours), { wide: true, others: [...others, ...more] })['POLICIES'];
    assert.equal(count([]), '1', 'the one in infra has no leave');
    const from = { group: 'x.io', kind: 'SecurityPolicy', namespace: 'infra' };
    const to = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' };
    assert.equal(count([make('ReferenceGrant', 'grant', { spec: { from: [from], to: [to] } })]), '2');
  });

  test('POLICIES counts policies that target the route or a rule of it', () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'checkout' };
    const others = [
      make('TimeoutPolicy', 'a', { apiVersion: 'x.io/v1', spec: { targetRefs: [target] } }),
      make('TimeoutPolicy', 'b', {
        apiVersion: 'x.io/v1',
        spec: { targetRefs: [{ ...target, sectionName: 'rule' }, target] },
      }),
      make('TimeoutPolicy', 'c', { apiVersion: 'x.io/v1', spec: { targetRef: { ...target, name: 'other' } } }),
      make('TimeoutPolicy', 'd', {
        apiVersion: 'x.io/v1',
        metadata: { namespace: 'infra' },
        spec: { targetRef: target },
      }),
    ];
    assert.equal(rowOf(hostnameRouteTable, full, { wide: true, others })['POLICIES'], '2');
    assert.equal(rowOf(hostnameRouteTable, full, { wide: true, others, coverage: 'part' })['POLICIES'], '2+');
    assert.equal(rowOf(hostnameRouteTable, full, { wide: true, coverage: 'part' })['POLICIES'], '<unknown>');
    assert.equal(rowOf(hostnameRouteTable, full, { wide: true, coverage: 'none' })['POLICIES'], '<unknown>');
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { policyCrdTable } from '../../../src/view/tables/policy-crd.ts';
import { policyTable, specificationPolicyTable } from '../../../src/view/tables/policy.ts';
import { condition, make, rowOf } from './table-row.ts';

function policy(spec: object, status: object = {}, generation = 1): ReturnType<typeof make> {
  return make('TimeoutPolicy', 'timeouts', { apiVersion: 'x.io/v1', metadata: { generation }, spec, status });
}

function ancestor(name: string, ...conditions: readonly object[]): object {
  return { ancestorRef: { name }, controllerName: 'acme.io/controller', conditions };
}

const table = policyTable(() => 'Inherited');
const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };

describe('columns of a policy', () => {
  test('targets of both spellings, with their section (semantics.md 5.2)', () => {
    const object = policy({
      targetRef: GATEWAY,
      targetRefs: [
        { ...GATEWAY, sectionName: 'https' },
        { group: '', kind: 'Service', name: 'cart', namespace: 'infra' },
      ],
    });
    assert.equal(rowOf(table, object)['TARGETS'], 'gateway/web,gateway/web#https + 1 more');
    assert.equal(rowOf(table, object, { wide: true })['TARGETS'], 'gateway/web,gateway/web#https,infra/service/cart');
    assert.equal(rowOf(table, object)['POLICY TYPE'], 'Inherited');
  });

  test('targets by label (Envoy Gateway), and cluster-scoped ones', () => {
    const selector = {
      group: GATEWAY.group,
      kind: 'HTTPRoute',
      matchLabels: { app: 'web', tier: 'x' },
      matchExpressions: [{ key: 'a', operator: 'Exists' }],
    };
    assert.equal(rowOf(table, policy({ targetSelectors: [selector] }))['TARGETS'], 'httproute(app=web tier=x …)');
    const cluster = { group: GATEWAY.group, kind: 'GatewayClass', name: 'acme' };
    assert.equal(rowOf(table, policy({ targetRef: cluster }))['TARGETS'], 'gatewayclass/acme');
  });

  test('no target at all, or one of a wrong shape', () => {
    assert.equal(rowOf(table, policy({}))['TARGETS'], '<none>');
    assert.equal(rowOf(table, policy({ targetRef: 'text', targetRefs: { a: 1 } }))['TARGETS'], '<none>');
  });

  const yes = condition('Accepted', 'True');
  const no = condition('Accepted', 'False');
  const pending = {
    ...condition('Accepted', 'Unknown', { reason: 'Pending' }),
    lastTransitionTime: '1970-01-01T00:00:00Z',
  };
  const states: readonly (readonly [string, readonly object[], number])[] = [
    ['True', [ancestor('a', yes), ancestor('b', yes)], 1],
    ['False', [ancestor('a', no)], 1],
    ['Partial', [ancestor('a', yes), ancestor('b', no)], 1],
    ['Partial', [ancestor('a', yes), ancestor('b')], 1],
    ['False', [ancestor('a', no), ancestor('b')], 1],
    ['Unknown', [ancestor('a')], 1],
    ['Unknown', [], 1],
    ['Stale', [ancestor('a', yes)], 2],
    ['Pending', [ancestor('a', pending)], 1],
  ];
  for (const [expected, ancestors, generation] of states) {
    test(`ACCEPTED ${expected} over ${ancestors.length} ancestors, generation ${generation}`, () => {
      assert.equal(rowOf(table, policy({}, { ancestors }, generation))['ACCEPTED'], expected);
    });
  }

  test('a vendor that reports on the policy alone is heard', () => {
    assert.equal(rowOf(table, policy({}, { conditions: [yes] }))['ACCEPTED'], 'True');
  });

  test('ANCESTORS, wide', () => {
    const status = { ancestors: [ancestor('a'), { ancestorRef: { name: 'b', namespace: 'infra' } }, ancestor('a')] };
    assert.equal(rowOf(table, policy({}, status), { wide: true })['ANCESTORS'], 'gateway/a,infra/gateway/b');
  });

  test('the policies of the specification are Direct (semantics.md 5.1)', () => {
    assert.equal(rowOf(specificationPolicyTable, make('BackendTLSPolicy', 'tls'))['POLICY TYPE'], 'Direct');
  });
});

describe('columns of a policy CRD', () => {
  const crd = make('CustomResourceDefinition', 'timeoutpolicies.x.io', { apiVersion: 'apiextensions.k8s.io/v1' });
  const kind = {
    group: 'x.io',
    kind: 'TimeoutPolicy',
    class: 'Direct',
    evidence: 'label',
    crdName: 'timeoutpolicies.x.io',
    namespaced: true,
    label: 'Direct',
    targets: [{ group: '', kind: 'Service' }],
    entry: undefined,
  } as const;
  const type = {
    group: 'x.io',
    version: 'v1',
    kind: 'TimeoutPolicy',
    plural: 'timeoutpolicies',
    singular: 'timeoutpolicy',
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: [],
    versions: ['v1', 'v1alpha1'],
    subresources: [],
  };

  test('narrow and wide', () => {
    const known = policyCrdTable(new Map([['timeoutpolicies.x.io', { kind, type }]]));
    assert.deepEqual(rowOf(known, crd, { wide: true, others: [policy({}), policy({})] }), {
      NAME: 'timeoutpolicies.x.io',
      'POLICY TYPE': 'Direct',
      SCOPE: 'Namespaced',
      AGE: '3d',
      KIND: 'TimeoutPolicy',
      VERSIONS: 'v1,v1alpha1',
      TARGETS: 'Service',
      INSTANCES: '2',
    });
    assert.equal(rowOf(known, crd, { wide: true, coverage: 'none' })['INSTANCES'], '<unknown>');
  });

  test('a kind that is not served, cluster-scoped, with unknown targets', () => {
    const known = policyCrdTable(
      new Map([['timeoutpolicies.x.io', { kind: { ...kind, namespaced: false, targets: [] }, type: undefined }]]),
    );
    const row = rowOf(known, crd, { wide: true });
    assert.equal(row['SCOPE'], 'Cluster');
    assert.equal(row['VERSIONS'], '<none>');
    assert.equal(row['TARGETS'], '<unknown>');
  });
});

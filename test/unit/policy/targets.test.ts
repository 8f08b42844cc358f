import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fact } from '../../../src/model/fact.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { GATEWAY_CLASS, SERVICE } from '../../../src/gateway-api/kinds.ts';
import { targetsOf } from '../../../src/graph/resolve/policy-targets.ts';
import type { ResolvedTarget } from '../../../src/graph/resolve/policy-target.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import { NS, gateway, index, makeSnapshot, policy, policyKind, ref, route, service } from './world.ts';

const kind = policyKind('P');
const world = [
  gateway('g', ['http', 'https']),
  gateway('far', ['http'], 'infra'),
  route('r', ['g'], [{ name: 'one', backends: ['b'] }, { backends: ['b'] }]),
  service('b', { http: 80, admin: 81 }),
];

function attach(
  spec: Readonly<Record<string, unknown>>,
  ...more: readonly KubernetesObject[]
): readonly ResolvedTarget[] {
  const object = { ...policy('P', 'p', 'Gateway/g', {}), spec };
  return targetsOf(makeSnapshot([...world, ...more]), object, kind).targets;
}

function problems(spec: unknown): readonly Fact[] {
  const object = { ...policy('P', 'p', 'Gateway/g', {}), spec };
  return targetsOf(makeSnapshot(world), object, kind).problems;
}

const GROUP = 'gateway.networking.k8s.io';

describe('semantics.md 5.2: targets', () => {
  test('targetRef and targetRefs together; a group with its version', () => {
    const targets = attach({
      targetRef: { group: GROUP, kind: 'Gateway', name: 'g' },
      targetRefs: [{ group: `${GROUP}/v1`, kind: 'HTTPRoute', name: 'r' }],
    });
    assert.deepEqual(
      targets.map(({ path, node, state }) => [path, node?.kind, node?.name, state]),
      [
        ['spec.targetRef', 'Gateway', 'g', 'resolved'],
        ['spec.targetRefs[0]', 'HTTPRoute', 'r', 'resolved'],
      ],
    );
  });

  test('sections by listener, rule name and port name become nodes of the graph', () => {
    const targets = attach({
      targetRefs: [
        { group: GROUP, kind: 'Gateway', name: 'g', sectionName: 'https' },
        { group: GROUP, kind: 'HTTPRoute', name: 'r', sectionName: 'one' },
        { group: '', kind: 'Service', name: 'b', sectionName: 'admin' },
        { group: GROUP, kind: 'HTTPRoute', name: 'r', sectionName: 'two' },
      ],
    });
    assert.deepEqual(
      targets.map(({ node, state }) => [node?.section, state]),
      [
        ['https', 'resolved'],
        ['rules[0]', 'resolved'],
        ['81', 'resolved'],
        [undefined, 'sectionMissing'],
      ],
    );
  });

  test('what does not exist is missing; what could not be read, or is of a foreign API, is unknown', () => {
    const spec = {
      targetRefs: [
        { group: GROUP, kind: 'Gateway', name: 'gone' },
        { group: '', kind: 'Service', name: 'hidden' },
        { group: 'example.com', kind: 'ExternalService', name: 'virtual' },
      ],
    };
    const object = { ...policy('P', 'p', 'Gateway/g', {}), spec };
    const { targets } = targetsOf(makeSnapshot(world, [SERVICE]), object, kind);
    assert.deepEqual(
      targets.map(({ state, because }) => [state, because?.code]),
      [
        ['missing', 'objectMissing'],
        ['unknown', 'gap'],
        ['unknown', 'foreignObject'],
      ],
    );
  });

  test('another namespace needs its leave', () => {
    const spec = { targetRefs: [{ group: GROUP, kind: 'Gateway', name: 'far', namespace: 'infra' }] };
    assert.equal(attach(spec)[0]?.state, 'notPermitted');
    const grant: KubernetesObject = {
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'ReferenceGrant',
      metadata: { name: 'grant', namespace: 'infra' },
      spec: {
        from: [{ group: 'policies.example.com', kind: 'P', namespace: NS }],
        to: [{ group: GROUP, kind: 'Gateway' }],
      },
    };
    assert.equal(attach(spec, grant)[0]?.state, 'resolved');
  });

  test('Namespace in any letter case, only the own one; GatewayClass without a namespace', () => {
    const gatewayClass: KubernetesObject = {
      apiVersion: `${GROUP}/v1`,
      kind: 'GatewayClass',
      metadata: { name: 'acme' },
    };
    const targets = attach(
      {
        targetRefs: [
          { group: '', kind: 'namespace', name: NS },
          { group: '', kind: 'Namespace', name: 'infra' },
          { group: GROUP, kind: 'GatewayClass', name: 'acme' },
        ],
      },
      gatewayClass,
    );
    assert.deepEqual(
      targets.map(({ node, state }) => [node?.kind, state]),
      [
        ['Namespace', 'resolved'],
        [undefined, 'notPermitted'],
        [GATEWAY_CLASS.kind, 'resolved'],
      ],
    );
  });

  test('targetSelectors select by label in the own namespace, with a section if they name one', () => {
    const labelled = {
      ...gateway('labelled'),
      metadata: { name: 'labelled', namespace: NS, labels: { team: 'blue', tier: '1' } },
    };
    const elsewhere = { ...labelled, metadata: { ...labelled.metadata, namespace: 'infra' } };
    const select = (more: Readonly<Record<string, unknown>>): readonly (string | undefined)[] =>
      attach({ targetSelectors: [{ kind: 'Gateway', ...more }] }, labelled, elsewhere).map(({ node }) =>
        node === undefined ? undefined : `${node.name}#${node.section ?? ''}`,
      );
    assert.deepEqual(select({ matchLabels: { team: 'blue' } }), ['labelled#']);
    assert.deepEqual(select({ matchLabels: { team: 'red' } }), [undefined]);
    assert.deepEqual(select({}), ['g#', 'labelled#']);
    const expressions = [
      { key: 'team', operator: 'In', values: ['blue', 'red'] },
      { key: 'tier', operator: 'Exists' },
      { key: 'gone', operator: 'DoesNotExist' },
      { key: 'tier', operator: 'NotIn', values: ['2'] },
    ];
    assert.deepEqual(select({ matchExpressions: expressions, sectionName: 'http' }), ['labelled#http']);
    assert.deepEqual(select({ matchExpressions: [{ key: 'team', operator: 'Like', values: ['b'] }] }), [undefined]);
  });

  test('an annotation of the target, for kinds that work so', () => {
    const object: KubernetesObject = { ...policy('P', 'p', 'Gateway/g', {}), spec: { algorithm: 'round-robin' } };
    const annotated: KubernetesObject = {
      ...service('a'),
      metadata: { name: 'a', namespace: NS, annotations: { 'example.com/policy': 'p' } },
    };
    const entry = {
      group: kind.group,
      kind: 'P',
      class: 'Direct',
      targets: [SERVICE],
      merge: { strategy: 'None' },
      annotation: 'example.com/policy',
      source: 'test',
    } as const;
    const own = policyKind('P', { entry, targets: entry.targets });
    assert.deepEqual(
      targetsOf(makeSnapshot([...world, annotated]), object, own).targets.map(({ node }) => node?.name),
      ['a'],
    );
  });

  test('malformed policies are named', () => {
    assert.deepEqual(problems('text'), [{ code: 'notAnObject', path: 'spec' }]);
    assert.deepEqual(problems({ targetRef: 'text' }), [{ code: 'notAnObject', path: 'spec.targetRef' }]);
    assert.deepEqual(problems({ targetRefs: { kind: 'Gateway' } }), [{ code: 'notAList', path: 'spec.targetRefs' }]);
    assert.deepEqual(problems({ targetRefs: [7] }), [{ code: 'notAnObject', path: 'spec.targetRefs[0]' }]);
    assert.deepEqual(problems({ targetRef: { group: GROUP, kind: 'Gateway' } }), [
      { code: 'targetWithoutName', path: 'spec.targetRef' },
    ]);
    assert.deepEqual(problems({}), [{ code: 'noTarget' }]);
    // The place in the list is the one that the author sees.
    assert.deepEqual(problems({ targetRefs: [7, { group: GROUP, kind: 'Gateway' }] }), [
      { code: 'notAnObject', path: 'spec.targetRefs[0]' },
      { code: 'targetWithoutName', path: 'spec.targetRefs[1]' },
    ]);
    assert.deepEqual(problems({ selector: { matchLabels: {} } }), []);
    assert.deepEqual(problems(undefined), [{ code: 'noTarget' }]);
  });
});

/** 100,000 fields that all have one value. */
function fields(from: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Array.from({ length: 100_000 }, (_, place) => [`field${place + from}`, from]));
}

describe('hostile policies', () => {
  const asked = { object: ref.gateway('g') };
  const patched = { strategy: 'patch' };

  test('malformed ones beside a good one: the good one answers', () => {
    const odd: unknown[] = ['text', 7, null, [], { targetRef: 'text' }, { targetRefs: 'x', targetSelectors: 3 }];
    const objects = odd.map((spec, place) => Object.assign(policy('P', `odd${place}`, 'Gateway/g', {}), { spec }));
    const answers = effectivePolicies(
      index([...world, ...objects, policy('P', 'good', 'Gateway/g', { a: 1 })], [kind]),
      asked,
    );
    assert.deepEqual(
      answers.map(({ spec }) => spec),
      [{ a: 1 }],
    );
  });

  test('__proto__ stays a key and reaches no prototype', () => {
    const evil: unknown = JSON.parse(
      '{"strategy":"patch","__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}}}',
    );
    const objects = [
      policy('P', 'a', 'Gateway/g', { ...patched, b: 1 }),
      {
        ...policy('P', 'b', 'Gateway/g', {}),
        spec: Object.assign(Object.create(null), { targetRefs: [{ group: GROUP, kind: 'Gateway', name: 'g' }] }),
      },
    ];
    const spec: unknown = objects[1]?.spec;
    assert.ok(typeof spec === 'object' && spec !== null && typeof evil === 'object' && evil !== null);
    for (const key of Object.keys(evil))
      Object.defineProperty(spec, key, { value: Reflect.get(evil, key) ?? {}, enumerable: true });
    const own = Object.getOwnPropertyDescriptor(evil, '__proto__')?.value;
    Object.defineProperty(spec, '__proto__', { value: own, enumerable: true });
    const [answer] = effectivePolicies(index([...world, ...objects], [kind]), asked);
    assert.ok(answer?.spec !== undefined && Object.hasOwn(answer.spec, '__proto__'));
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.ok(answer.sources.some(({ path }) => path[0] === '__proto__'));
  });

  test('10,000 levels of nesting do not exhaust the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level++) deep = { deep };
    const objects = [
      policy('P', 'a', 'Gateway/g', { ...patched, deep }),
      policy('P', 'b', 'Gateway/g#http', { ...patched, deep: { other: 1 } }),
    ];
    const answers = effectivePolicies(index([...world, ...objects], [kind]), asked);
    assert.equal(answers.length, 2);
  });

  test('100,000 fields on two levels merge', () => {
    const objects = [
      policy('P', 'a', 'Gateway/g', { ...patched, ...fields(0) }),
      policy('P', 'b', 'Gateway/g#http', { ...patched, ...fields(50_000) }),
    ];
    const [answer] = effectivePolicies(index([...world, ...objects], [kind]), { object: ref.gateway('g', 'http') });
    assert.equal(answer?.sources.length, 150_000);
  });
});

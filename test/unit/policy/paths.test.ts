import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { policiesActingOn } from '../../../src/policy/acting.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { EffectivePolicy } from '../../../src/policy/effective.ts';
import { born, gateway, index, listenerSet, policy, policyKind, ref, route, service } from './world.ts';

function show({ path, spec }: EffectivePolicy): string {
  const parts = [
    path.gateway?.name,
    path.listenerSet?.name,
    path.listener,
    path.route?.name,
    path.rule === undefined ? undefined : `rules[${path.rule.index}]`,
    path.backend?.name,
    path.port,
  ];
  return `${parts.filter((part) => part !== undefined).join('>')} ${JSON.stringify(spec)}`;
}

const kinds = [policyKind('ColorPolicy')];

/** Who takes the place of a policy that says these fields for a whole Namespace. */
function winners(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const world = index(
    [
      gateway('g'),
      route('r', ['g'], [{ backends: ['b'] }]),
      service('b'),
      policy('ColorPolicy', 'above', 'Namespace/shop', fields),
      policy('ColorPolicy', 'b-gateway', 'Gateway/g', { one: 2, strategy: 'patch' }),
      policy('ColorPolicy', 'a-route', 'HTTPRoute/r', { two: 2, strategy: 'patch' }),
    ],
    kinds,
  );
  const acting = policiesActingOn(world, ref.route('r'));
  return acting.find((one) => one.policy.ref.name === 'above')?.by.map((one) => one.ref.name) ?? [];
}

describe('semantics.md 5.3: one path, one answer', () => {
  test('a Service behind two Gateways has two effective policies, never a mix', () => {
    const world = index(
      [
        gateway('g1'),
        gateway('g2'),
        route('r', ['g1', 'g2'], [{ backends: ['b'] }]),
        service('b'),
        policy('ColorPolicy', 'p1', 'Gateway/g1', { one: 1 }),
        policy('ColorPolicy', 'p2', 'Gateway/g2', { two: 2 }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b') }).map(show), [
      'g1>r>b {"one":1}',
      'g2>r>b {"two":2}',
    ]);
    const through = [ref.gateway('g2')];
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b'), through }).map(show), ['g2>r>b {"two":2}']);
  });

  test('what no request passes through inherits nothing from its namespace, unless a policy names it', () => {
    const config = { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'settings' };
    const istio = { group: 'networking.istio.io', kind: 'Gateway', namespace: 'shop', name: 'web' };
    const everywhere = policy('ColorPolicy', 'all', 'Namespace/shop', { color: 'red' });
    const world = index([service('b'), everywhere], kinds);
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b') }).map(show), ['b {"color":"red"}']);
    for (const object of [config, istio]) {
      assert.deepEqual(effectivePolicies(world, { object }), []);
      assert.deepEqual(policiesActingOn(world, object), []);
    }
    const widget = { ...config, group: 'gateway.networking.k8s.io', kind: 'Widget' };
    const { namespace, name } = widget;
    const named = index(
      [
        { apiVersion: `${widget.group}/v1`, kind: 'Widget', metadata: { namespace, name } },
        everywhere,
        policy('ColorPolicy', 'one', 'Widget/settings', { size: 1 }),
      ],
      kinds,
    );
    assert.equal(effectivePolicies(named, { object: widget }).length, 1);
  });

  test('who takes the place of a policy is named in one order, however its fields are written', () => {
    assert.deepEqual(winners({ one: 1, two: 1, strategy: 'patch' }), winners({ two: 1, one: 1, strategy: 'patch' }));
    assert.deepEqual(winners({ one: 1, two: 1, strategy: 'patch' }), ['a-route', 'b-gateway']);
  });

  test('a refused route passes nothing on and inherits nothing, and that is said', () => {
    const world = index(
      [
        gateway('g'),
        route('r', ['g#none'], [{ backends: ['b'] }]),
        service('b'),
        policy('ColorPolicy', 'above', 'Gateway/g', { color: 'red', strategy: 'patch' }),
        policy('ColorPolicy', 'own', 'HTTPRoute/r', { size: 1 }),
      ],
      kinds,
    );
    const [answer] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(answer?.spec, { size: 1 });
    assert.equal(answer.path.gateway, undefined);
    assert.deepEqual(answer.notes, [{ code: 'inheritsNothing' }]);
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b') }), []);
  });

  test('a backend that does not resolve is no path', () => {
    const world = index(
      [gateway('g'), route('r', ['g'], [{ backends: ['gone'] }]), policy('ColorPolicy', 'p', 'Service/gone', { a: 1 })],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }), []);
  });

  test('a route shows its backends where policies attach to them', () => {
    const world = index(
      [
        gateway('g'),
        route('r', ['g'], [{ backends: ['b1', 'b2'] }]),
        service('b1'),
        service('b2'),
        policy('ColorPolicy', 'above', 'Gateway/g', { color: 'red' }),
        policy('ColorPolicy', 'below', 'Service/b1', { color: 'blue' }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'g>r {"color":"red"}',
      'g>r>b1 {"color":"blue"}',
    ]);
    const acting = policiesActingOn(world, ref.route('r'));
    assert.deepEqual(
      acting.map(({ policy: { ref: own }, how, effect, by }) => [own.name, how, effect, by.map((one) => one.ref.name)]),
      [
        ['above', 'inherited', 'part', ['below']],
        ['below', 'below', 'all', []],
      ],
    );
  });

  test('a rule without backends keeps its own answer', () => {
    const world = index(
      [
        gateway('g'),
        route('r', ['g'], [{ backends: ['b1'] }, { backends: [] }]),
        service('b1'),
        policy('ColorPolicy', 'above', 'Gateway/g', { color: 'red' }),
        policy('ColorPolicy', 'below', 'Service/b1', { color: 'blue' }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'g>r {"color":"red"}',
      'g>r>b1 {"color":"blue"}',
    ]);
  });

  test('policies of one Namespace count once, at the least specific place', () => {
    const world = index(
      [
        gateway('g'),
        route('r', ['g'], [{ backends: ['b'] }]),
        service('b'),
        policy('ColorPolicy', 'ns', 'Namespace/shop', { color: 'grey' }),
        policy('ColorPolicy', 'own', 'HTTPRoute/r', { color: 'blue' }),
      ],
      kinds,
    );
    const [answer] = effectivePolicies(world, { object: ref.service('b') });
    assert.deepEqual(answer?.spec, { color: 'blue' });
    assert.equal(answer.inputs[0]?.level, 'gateway-namespace');
  });
});

describe('semantics.md 5.6: sections', () => {
  const objects = [
    gateway('g', ['http', 'https']),
    route(
      'r',
      ['g'],
      [
        { name: 'first', backends: ['b'] },
        { name: 'second', backends: ['b'] },
      ],
    ),
    service('b', { http: 80, admin: 81 }),
  ];

  test('a listener is more specific than its Gateway, and only then told apart', () => {
    const world = index(
      [
        ...objects,
        policy('ColorPolicy', 'whole', 'Gateway/g', { color: 'red' }),
        policy('ColorPolicy', 'part', 'Gateway/g#https', { color: 'blue' }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'g>http>r {"color":"red"}',
      'g>https>r {"color":"blue"}',
    ]);
    assert.deepEqual(effectivePolicies(world, { object: ref.gateway('g') }).map(show), [
      'g>http {"color":"red"}',
      'g>https {"color":"blue"}',
    ]);
    assert.deepEqual(effectivePolicies(world, { object: ref.gateway('g', 'https') }).map(show), [
      'g>https {"color":"blue"}',
    ]);
  });

  test('a way through a section that makes no difference is the way through its object', () => {
    const world = index(
      [
        ...objects,
        policy('ColorPolicy', 'whole', 'Gateway/g', { color: 'red' }),
        policy('TLSPolicy', 'direct', 'Service/b', { host: 'b' }),
      ],
      [...kinds, policyKind('TLSPolicy', { class: 'Direct' })],
    );
    const through = [ref.gateway('g', 'https'), ref.route('r')];
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b'), through }).map(show), [
      'g>r>b {"color":"red"}',
      'b {"host":"b"}',
    ]);
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b'), through: [ref.route('other')] }).map(show), [
      'b {"host":"b"}',
    ]);
  });

  test('a rule by its name', () => {
    const world = index(
      [
        ...objects,
        policy('ColorPolicy', 'whole', 'HTTPRoute/r', { color: 'red' }),
        policy('ColorPolicy', 'part', 'HTTPRoute/r#second', { color: 'blue' }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'g>r>rules[0] {"color":"red"}',
      'g>r>rules[1] {"color":"blue"}',
    ]);
    assert.deepEqual(effectivePolicies(world, { object: ref.service('b') }).map(show), [
      'g>r>rules[0]>b {"color":"red"}',
      'g>r>rules[1]>b {"color":"blue"}',
    ]);
  });

  test('Direct: a Service port replaces the whole Service there and only there; oldest wins on one port', () => {
    const direct = [policyKind('TLSPolicy', { class: 'Direct' })];
    const world = index(
      [
        ...objects,
        policy('TLSPolicy', 'whole', 'Service/b', { host: 'whole', only: 'whole' }, born(1)),
        policy('TLSPolicy', 'part', 'Service/b#admin', { host: 'part' }, born(3)),
        policy('TLSPolicy', 'late', 'Service/b#admin', { host: 'late' }, born(4)),
      ],
      direct,
    );
    const answers = effectivePolicies(world, { object: ref.service('b') });
    assert.deepEqual(answers.map(show), ['b>80 {"host":"whole","only":"whole"}', 'b>81 {"host":"part"}']);
    assert.deepEqual(
      answers[1]?.ineffective.map(({ placement, reason }) => [placement.policy.ref.name, reason]),
      [
        ['whole', 'moreSpecific'],
        ['late', 'older'],
      ],
    );
    // Behind a route only the port that it uses.
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'b>80 {"host":"whole","only":"whole"}',
    ]);
  });

  test('a ListenerSet stands between its Gateway and its listeners', () => {
    const world = index(
      [
        gateway('g'),
        listenerSet('ls', 'g', ['extra', 'other']),
        route('r', ['ListenerSet/ls'], [{ backends: ['b'] }]),
        route('s', ['g'], [{ backends: ['b'] }]),
        service('b'),
        policy('ColorPolicy', 'whole', 'Gateway/g', { color: 'red' }),
        policy('ColorPolicy', 'set', 'ListenerSet/ls', { color: 'green' }),
        policy('ColorPolicy', 'part', 'ListenerSet/ls#extra', { color: 'blue' }),
      ],
      kinds,
    );
    assert.deepEqual(effectivePolicies(world, { object: ref.route('r') }).map(show), [
      'g>ls>extra>r {"color":"blue"}',
      'g>ls>other>r {"color":"green"}',
    ]);
    assert.deepEqual(effectivePolicies(world, { object: ref.route('s') }).map(show), ['g>s {"color":"red"}']);
  });

  test('a section that does not exist attaches nothing and is said', () => {
    const world = index([...objects, policy('ColorPolicy', 'p', 'Gateway/g#htps', { color: 'red' })], kinds);
    assert.deepEqual(effectivePolicies(world, { object: ref.gateway('g') }), []);
    const [target] = world.policies()[0]?.targets ?? [];
    assert.equal(target?.state, 'sectionMissing');
    assert.ok(target.because?.code === 'sectionMissing');
    assert.deepEqual([target.because.section, target.because.near], ['htps', 'https']);
  });
});

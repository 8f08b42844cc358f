import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerEffective } from '../../../src/policy/answer.ts';
import { formatEffective } from '../../../src/print/effective.ts';
import { effectiveBlocks, settingBlocks } from '../../../src/view/effective-page.ts';
import { policiesActingOn } from '../../../src/policy/acting.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { describeContext } from '../../../src/view/describe/context.ts';
import { effectivePolicyBlocks, overrideCells } from '../../../src/view/describe/policy-acting.ts';
import { policyEffectBlocks } from '../../../src/view/describe/policy-effects.ts';
import { policyMergeBlocks } from '../../../src/view/describe/policy-merge.ts';
import { NS, gateway, index, policy, policyKind, ref, route, service } from './world.ts';

const checkout = route('checkout', ['edge'], [{ backends: ['pay'] }]);

const world = index(
  [
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'acme' } },
    gateway('edge', ['https']),
    checkout,
    service('pay'),
    policy('TimeoutPolicy', 'class-defaults', 'GatewayClass/acme', { default: { retries: 2 } }),
    policy('TimeoutPolicy', 'default-timeouts', 'Gateway/edge', {
      default: { request: '30s' },
      override: { idle: '60s' },
    }),
    policy('TimeoutPolicy', 'pay', 'HTTPRoute/checkout', { default: { request: '10s', idle: '5m' } }),
    policy('ColorPolicy', 'red', 'Gateway/edge', { color: 'red\u001b[31m' }),
    policy('ColorPolicy', 'blue', 'HTTPRoute/checkout', { color: 'blue' }),
  ],
  [policyKind('TimeoutPolicy'), policyKind('ColorPolicy')],
);

describe('the text of effective policies', () => {
  const { policies, settings } = answerEffective(world, { object: ref.route('checkout') });

  test('a YAML with a margin that names the source of each line', () => {
    const text = formatEffective([...effectiveBlocks(policies, false), ...settingBlocks(settings)], (line) => line);
    assert.equal(
      text,
      `# gateway shop/edge > httproute shop/checkout
# TimeoutPolicy.policies.example.com
idle: 60s      # TimeoutPolicy shop/default-timeouts (gateway, override)   beats 5m from shop/pay (httproute, default): an override from above wins
request: 10s   # TimeoutPolicy shop/pay (httproute, default)   beats 30s from shop/default-timeouts (gateway, default): more specific
retries: 2     # TimeoutPolicy shop/class-defaults (gatewayclass, default)
---
# gateway shop/edge > httproute shop/checkout
# ColorPolicy.policies.example.com
color: blue   # ColorPolicy shop/blue (httproute)   beats red\\x1b[31m from shop/red (gateway): more specific
# no effect: ColorPolicy shop/red (gateway), overridden by ColorPolicy shop/blue (httproute): more specific
`,
    );
  });

  test('the steps on request', () => {
    const [block] = effectiveBlocks(policies, true);
    assert.deepEqual(block?.steps, [
      'start with the most specific: TimeoutPolicy shop/pay (httproute)',
      '1. TimeoutPolicy shop/default-timeouts (gateway) (less specific) is merged with TimeoutPolicy shop/pay (httproute) by defaults and overrides',
      '2. TimeoutPolicy shop/class-defaults (gatewayclass) (less specific) is merged with TimeoutPolicy shop/default-timeouts (gateway) + TimeoutPolicy shop/pay (httproute) by defaults and overrides',
    ]);
  });

  test('text that needs several lines keeps its note where it is no part of the text', () => {
    const long = `${'word '.repeat(30)}end`;
    const own = index(
      [gateway('edge'), policy('TextPolicy', 'p', 'Gateway/edge', { block: 'a\nb\n', list: [1], long })],
      [policyKind('TextPolicy')],
    );
    const answers = answerEffective(own, { object: ref.gateway('edge') });
    const lines = formatEffective(effectiveBlocks(answers.policies, false), (line) => line).split('\n');
    assert.deepEqual(lines.slice(2, 8), [
      'block: |   # TextPolicy shop/p (gateway)',
      '  a',
      '  b',
      'list:      # TextPolicy shop/p (gateway)',
      '- 1',
      '# TextPolicy shop/p (gateway)',
    ]);
    assert.match(lines[8] ?? '', /^long: word/);
  });
});

describe('policies on the pages of describe', () => {
  const context = describeContext({
    graph: world.graph,
    snapshot: world.snapshot,
    policyKinds: world.kinds,
    now: 0,
    command: (words) => `gwctl ${words}`,
    eventsOf: () => undefined,
  });

  test('of a target: who takes the place of each policy', () => {
    const notes = policiesActingOn(world, ref.route('checkout')).map((acting) => {
      const note = overrideCells(acting, NS).map((cell) => (typeof cell === 'string' ? cell : cell.text));
      return [acting.policy.ref.name, acting.how].concat(note);
    });
    assert.deepEqual(notes, [
      ['class-defaults', 'inherited'],
      ['default-timeouts', 'inherited', 'partly overridden by timeoutpolicy/pay'],
      ['pay', 'direct', 'partly overridden by timeoutpolicy/default-timeouts'],
      ['red', 'inherited', 'overridden by colorpolicy/blue'],
      ['blue', 'direct'],
    ]);
  });

  test('of a target: the effective fields with their sources', () => {
    const [block] = effectivePolicyBlocks(checkout, context);
    assert.ok(block?.type === 'lines');
    assert.deepEqual(block.lines[1], {
      cells: ['ColorPolicy', 'gateway shop/edge > httproute shop/checkout'],
      details: [['color: blue', { text: 'colorpolicy/blue (httproute)', tone: 'muted' }]],
    });
  });

  test('of a policy: scope, effect, who overrides it, expected status', () => {
    const red = world.policies().find(({ ref: own }) => own.name === 'red');
    assert.ok(red !== undefined);
    const blocks = policyEffectBlocks(red.object, context);
    assert.deepEqual(
      blocks.map(({ label }) => label),
      ['Scope (3)', 'Effect', 'Overridden By', 'GEP-713 Status'],
    );
    assert.deepEqual(blocks[1], {
      type: 'field',
      label: 'Effect',
      values: [{ text: 'none: overridden on its only path', tone: 'bad' }],
    });
  });

  test('of a kind: how its policies combine, and who says so', () => {
    const entry = CATALOGUE.get('kuadrant.io/RateLimitPolicy');
    const blocks = policyMergeBlocks(policyKind('RateLimitPolicy', { entry }));
    assert.deepEqual(
      blocks.map(({ label }) => label),
      ['Merge Strategy', 'Merge Choices', 'Blocks', 'Never Mixed', 'Known From'],
    );
  });
});

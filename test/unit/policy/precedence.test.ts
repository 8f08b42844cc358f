import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import { born, gateway, index, policy, policyKind, ref, route, service } from './world.ts';

const topology = [gateway('g'), route('r', ['g'], [{ backends: ['b'] }]), service('b')];
const NAMESPACE = 'Namespace/shop';
const GATEWAY = 'Gateway/g';
const ROUTE = 'HTTPRoute/r';

/** What a policy holds in the tables of GEP-2649: nothing, a default, an override, or both. */
const STATES = ['none', 'default', 'override', 'both'] as const;
type State = (typeof STATES)[number];

function tablePolicy(name: string, target: string, state: State, day: number): readonly KubernetesObject[] {
  if (state === 'none') return [];
  const spec = {
    ...(state === 'override' ? {} : { default: { value: `${name} default` } }),
    ...(state === 'default' ? {} : { override: { value: `${name} override` } }),
  };
  return [policy('TimeoutPolicy', name, target, spec, born(day))];
}

/** The order of GEP-2649 written down once more: overrides from above, defaults from below. */
function expected(upper: State, lower: State): string | undefined {
  if (upper === 'override' || upper === 'both') return 'upper override';
  if (lower === 'override' || lower === 'both') return 'lower override';
  if (lower === 'default') return 'lower default';
  return upper === 'default' ? 'upper default' : undefined;
}

/** On one level the first created has the word for its overrides, then the other, then for the defaults. */
function expectedOnOneLevel(first: State, second: State): string | undefined {
  if (first === 'override' || first === 'both') return 'upper override';
  if (second === 'override' || second === 'both') return 'lower override';
  if (first === 'default') return 'upper default';
  return second === 'default' ? 'lower default' : undefined;
}

describe('semantics.md 5.8: the six tables of GEP-2649, 96 cells', () => {
  const pairs: readonly (readonly [string, string])[] = [
    [NAMESPACE, GATEWAY],
    [NAMESPACE, ROUTE],
    [GATEWAY, ROUTE],
    [NAMESPACE, NAMESPACE],
    [GATEWAY, GATEWAY],
    [ROUTE, ROUTE],
  ];
  for (const [upper, lower] of pairs) {
    test(`${upper} and ${lower}`, () => {
      const rule = upper === lower ? expectedOnOneLevel : expected;
      for (const first of STATES) {
        for (const second of STATES) {
          const policies = [...tablePolicy('upper', upper, first, 1), ...tablePolicy('lower', lower, second, 2)];
          const world = index([...topology, ...policies], [policyKind('TimeoutPolicy')]);
          const [answer] = effectivePolicies(world, { object: ref.route('r') });
          assert.equal(answer?.spec?.['value'], rule(first, second), `${first} above ${second}`);
        }
      }
    });
  }

  test('the example with cdn: at the Gateway and at the HTTPRoute', () => {
    const world = index(
      [
        ...topology,
        policy('CDNPolicy', 'upper', GATEWAY, {
          override: { cdn: { enabled: true } },
          default: { cdn: { cachePolicy: { includeHost: true, includeProtocol: true, includeQueryString: true } } },
        }),
        policy('CDNPolicy', 'lower', ROUTE, { default: { cdn: { cachePolicy: { includeQueryString: false } } } }),
      ],
      [policyKind('CDNPolicy')],
    );
    const [atGateway] = effectivePolicies(world, { object: ref.gateway('g') });
    assert.deepEqual(atGateway?.spec, {
      cdn: {
        cachePolicy: { includeHost: true, includeProtocol: true, includeQueryString: true },
        enabled: true,
      },
    });
    const [atRoute] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(atRoute?.spec, {
      cdn: {
        cachePolicy: { includeHost: true, includeProtocol: true, includeQueryString: false },
        enabled: true,
      },
    });
    assert.equal(atRoute.strategy, 'DefaultsAndOverrides');
    const query = atRoute.sources.find(({ path }) => path.at(-1) === 'includeQueryString');
    assert.equal(query?.placement.policy.ref.name, 'lower');
    assert.deepEqual(
      query.beats.map(({ reason, value }) => [reason, value]),
      [['moreSpecific', true]],
    );
  });

  test('the same inputs in the plural form under atomic defaults drop the block of the Gateway', () => {
    const world = index(
      [
        ...topology,
        policy('CDNPolicy', 'upper', GATEWAY, { defaults: { a: 1, b: 1 } }),
        policy('CDNPolicy', 'lower', ROUTE, { defaults: { b: 2 } }),
      ],
      [policyKind('CDNPolicy')],
    );
    const [atRoute] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(atRoute?.spec, { b: 2 });
  });

  test('plural blocks side by side mean the same as singular ones', () => {
    const world = index(
      [
        ...topology,
        policy('CDNPolicy', 'upper', GATEWAY, { overrides: { a: 'upper' }, defaults: { b: 'upper', c: 'upper' } }),
        policy('CDNPolicy', 'lower', ROUTE, { defaults: { a: 'lower', b: 'lower' } }),
      ],
      [policyKind('CDNPolicy')],
    );
    const [atRoute] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(atRoute?.spec, { a: 'upper', b: 'lower', c: 'upper' });
  });
});

describe('semantics.md 5.5: mixed strategies bottom-up', () => {
  const FORMS = ['absent', 'default', 'override'] as const;
  test('all 26 combinations on three levels give the order of GEP-2649', () => {
    let cells = 0;
    for (const a of FORMS) {
      for (const b of FORMS) {
        for (const c of FORMS) {
          const forms = { [NAMESPACE]: a, [GATEWAY]: b, [ROUTE]: c };
          const policies = Object.entries(forms).flatMap(([target, form]) =>
            form === 'absent'
              ? []
              : [policy('ColorPolicy', target.toLowerCase(), target, { [`${form}s`]: { color: target } })],
          );
          const order = [
            ...Object.entries(forms).filter(([, form]) => form === 'override'),
            ...Object.entries(forms)
              .filter(([, form]) => form === 'default')
              .toReversed(),
          ];
          const world = index([...topology, ...policies], [policyKind('ColorPolicy')]);
          const [answer] = effectivePolicies(world, { object: ref.route('r') });
          assert.equal(answer?.spec?.['color'], order[0]?.[0], `${a} > ${b} > ${c}`);
          if (order.length > 0) cells++;
        }
      }
    }
    assert.equal(cells, 26);
  });
});

test('the answer for one route is the same whatever was asked before', () => {
  // What the Gateway's policy takes away from its own defaults is found when its blocks are put together.
  const shared = policy('ColorPolicy', 'shared', GATEWAY, { default: { color: 'red' }, color: null });
  const own = ['r1', 'r2'].map((name) => policy('ColorPolicy', name, `HTTPRoute/${name}`, { size: 1 }));
  const routes = ['r1', 'r2'].map((name) => route(name, ['g'], [{ backends: ['b'] }]));
  const world = () => index([gateway('g'), ...routes, service('b'), shared, ...own], [policyKind('ColorPolicy')]);
  const alone = effectivePolicies(world(), { object: ref.route('r2') });
  const both = world();
  effectivePolicies(both, { object: ref.route('r1') });
  const [first, second] = [alone, effectivePolicies(both, { object: ref.route('r2') })].map((answers) =>
    answers.map(({ ineffective, notes }) => ({
      notes,
      lost: ineffective.map(({ placement }) => placement.policy.ref),
    })),
  );
  assert.deepEqual(second, first);
});

describe('semantics.md 5.4: policies on one level', () => {
  const younger = policy('ColorPolicy', 'a-younger', ROUTE, { color: 'blue', size: 1 }, born(2));
  const older = policy('ColorPolicy', 'b-older', ROUTE, { color: 'red' }, born(1));

  test('the oldest wins under atomic defaults too, and it is said', () => {
    const world = index([...topology, younger, older], [policyKind('ColorPolicy')]);
    const [answer] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(answer?.spec, { color: 'red' });
    assert.deepEqual(answer.notes, [{ code: 'oldestWins' }]);
    assert.equal(answer.ineffective[0]?.reason, 'older');
  });

  test('GEP-713 read literally prefers the newer default', () => {
    const world = index([...topology, younger, older], [policyKind('ColorPolicy')]);
    const [answer] = effectivePolicies(world, { object: ref.route('r'), literal: true });
    assert.deepEqual(answer?.spec, { color: 'blue', size: 1 });
    assert.equal(answer.ineffective[0]?.reason, 'newer');
  });

  test('patches on one level: the oldest has the last word, field by field', () => {
    const patch = { strategy: 'patch' };
    const world = index(
      [
        ...topology,
        policy('ColorPolicy', 'younger', ROUTE, { ...patch, color: 'blue', size: 1 }, born(2)),
        policy('ColorPolicy', 'older', ROUTE, { ...patch, color: 'red' }, born(1)),
      ],
      [policyKind('ColorPolicy')],
    );
    const [answer] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(answer?.spec, { color: 'red', size: 1 });
  });

  test('of equal age the first by namespace/name; of unknown age after any known', () => {
    const same = [
      policy('ColorPolicy', 'b', ROUTE, { color: 'b' }, born(1)),
      policy('ColorPolicy', 'a', ROUTE, { color: 'a' }, born(1)),
      policy('ColorPolicy', '0', ROUTE, { color: '0' }),
    ];
    const world = index([...topology, ...same], [policyKind('ColorPolicy')]);
    const [answer] = effectivePolicies(world, { object: ref.route('r') });
    assert.deepEqual(answer?.spec, { color: 'a' });
    assert.deepEqual(
      answer.ineffective.map(({ placement, reason }) => [placement.policy.ref.name, reason]),
      [
        ['b', 'name'],
        ['0', 'older'],
      ],
    );
  });
});

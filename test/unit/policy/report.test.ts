import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { PolicyReport } from '../../../src/policy/policy-report.ts';
import { reportPolicy } from '../../../src/policy/policy-report.ts';
import { born, gateway, index, policy, policyKind, route, service } from './world.ts';

const topology = [
  gateway('g1'),
  gateway('g2'),
  route('r1', ['g1'], [{ backends: ['b1'] }]),
  route('r2', ['g1'], [{ backends: ['b1'] }]),
  route('r3', ['g2'], [{ backends: ['b1'] }]),
  route('r4', ['g2'], [{ backends: ['b2'] }]),
  service('b1'),
  service('b2'),
];

function reports(
  policies: readonly KubernetesObject[],
  kindClass: 'Direct' | 'Inherited' = 'Inherited',
): ReadonlyMap<string, PolicyReport> {
  const world = index([...topology, ...policies], [policyKind('P', { class: kindClass })]);
  return new Map(world.policies().map((one) => [one.ref.name, reportPolicy(world, one)]));
}

function status(report: PolicyReport | undefined): string {
  const { accepted, programmed } = report?.expected ?? {};
  return `${accepted?.status} ${accepted?.reason} ${programmed?.status ?? '-'} ${programmed?.reason ?? '-'}`;
}

/** The Gateways, routes and backends that a policy reaches. */
function names(report: PolicyReport | undefined): readonly string[] {
  const { gateways = [], routes = [], backends = [] } = report?.scope ?? {};
  return [...gateways, ...routes, ...backends].map(({ name }) => name);
}

describe('semantics.md 5.7: what controllers are expected to report', () => {
  test('example 2', () => {
    const found = reports([
      policy('P', 'p1', 'Gateway/g1', { color: 'red' }),
      policy('P', 'p2', 'HTTPRoute/r1', { color: 'blue' }),
      policy('P', 'p3', 'Gateway/g2', { overrides: { color: 'yellow' } }),
      policy('P', 'p4', 'HTTPRoute/r4', { color: 'green' }),
    ]);
    assert.equal(status(found.get('p1')), 'True Accepted True PartiallyProgrammed');
    assert.equal(status(found.get('p2')), 'True Accepted True Programmed');
    assert.equal(status(found.get('p3')), 'True Accepted True Programmed');
    assert.equal(status(found.get('p4')), 'True Accepted False Overridden');
    assert.deepEqual(
      found.get('p1')?.overriddenBy.map(({ policy: by, on }) => [by.ref.name, on.name]),
      [['p2', 'r1']],
    );
  });

  test('example 1: the younger Direct policy conflicts', () => {
    const found = reports(
      [
        policy('P', 'p2', 'Service/b1', { color: 'blue' }, born(2)),
        policy('P', 'p1', 'Service/b1', { color: 'red' }, born(1)),
      ],
      'Direct',
    );
    assert.equal(status(found.get('p1')), 'True Accepted True Programmed');
    assert.equal(status(found.get('p2')), 'False Conflicted - -');
    assert.deepEqual(
      found.get('p2')?.conflicts.map(({ policy: other, established, reason }) => [other.ref.name, established, reason]),
      [['p1', true, 'older']],
    );
  });

  test('example 3: partly overridden is partially programmed', () => {
    const found = reports([
      policy('P', 'p3', 'Gateway/g2', { strategy: 'patch', overrides: { colors: { light: 'yellow' } } }),
      policy('P', 'p4', 'HTTPRoute/r4', { colors: { dark: 'olive', light: 'green' } }),
    ]);
    assert.equal(status(found.get('p4')), 'True Accepted True PartiallyProgrammed');
  });

  test('a target that is not there', () => {
    assert.equal(status(reports([policy('P', 'p', 'Gateway/gone', {})]).get('p')), 'False TargetNotFound - -');
    assert.equal(status(reports([policy('P', 'p', 'Gateway/g1#gone', {})]).get('p')), 'False TargetNotFound - -');
    assert.equal(status(reports([policy('P', 'p', 'Namespace/other', {})]).get('p')), 'False Invalid - -');
  });
});

describe('semantics.md 5.12: how many things a policy affects', () => {
  test('an inherited policy reaches routes and backends; a listener only its own; a Direct one its target', () => {
    const target = policy('P', 'p', 'Gateway/g1', { a: 1 });
    assert.deepEqual(names(reports([target]).get('p')), ['g1', 'r1', 'r2', 'b1']);
    assert.deepEqual(names(reports([target], 'Direct').get('p')), ['g1']);
    assert.deepEqual(names(reports([policy('P', 'p', 'Gateway/g2#http', { a: 1 })]).get('p')), [
      'g2',
      'r3',
      'r4',
      'b1',
      'b2',
    ]);
    assert.deepEqual(names(reports([policy('P', 'p', 'Namespace/shop', { a: 1 })]).get('p')), [
      'g1',
      'g2',
      'r1',
      'r2',
      'r3',
      'r4',
      'b1',
      'b2',
    ]);
  });
});

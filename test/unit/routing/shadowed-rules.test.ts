import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { shadowedRules } from '../../../src/routing/shadowed-rules.ts';
import { route } from '../../support/world.ts';

/** The rules that never match, each with the one that wins, of a route with these matches. */
function shadowedIn(kind: string, ...rules: readonly (readonly unknown[])[]): readonly (readonly [number, number])[] {
  const spec = { rules: rules.map((matches) => (matches.length === 0 ? {} : { matches })) };
  return [...shadowedRules(route(kind, 'r', ['web'], spec))];
}

const prefix = (value: string, more: object = {}) => ({ path: { value }, ...more });
const both = (...names: readonly string[]) => prefix('/a', { headers: names.map((name) => ({ name, value: '1' })) });
const header = (name: string, value: string) => ({ headers: [{ name, value }] });

suite('rules that never match, because another of the route wins', () => {
  test('the same match again, in any order of its headers', () => {
    assert.deepEqual(shadowedIn('HTTPRoute', [both('x', 'y')], [both('Y', 'X')]), [[1, 0]]);
  });

  test('only where every match of the rule is taken', () => {
    assert.deepEqual(shadowedIn('HTTPRoute', [prefix('/a')], [prefix('/a'), prefix('/b')]), []);
    assert.deepEqual(shadowedIn('HTTPRoute', [prefix('/a'), prefix('/b')], [prefix('/b/'), prefix('/a/')]), [[1, 0]]);
  });

  test('a later rule that asks for more is no rule that never matches', () => {
    assert.deepEqual(shadowedIn('HTTPRoute', [prefix('/a')], [prefix('/a', header('x', '1'))], [prefix('/a/b')]), []);
  });

  test('a rule without matches takes what is left, a second one nothing', () => {
    assert.deepEqual(shadowedIn('HTTPRoute', [prefix('/a')], [], []), [[2, 1]]);
    assert.deepEqual(shadowedIn('GRPCRoute', [{ method: { service: 's.A' } }], [{ method: { service: 's.A' } }]), [
      [1, 0],
    ]);
  });

  test('expressions leave it open, and other kinds have no matches', () => {
    const all = { path: { type: 'RegularExpression', value: '/.*' } };
    assert.deepEqual(shadowedIn('HTTPRoute', [all], [all], [prefix('/a')]), []);
    assert.deepEqual(shadowedIn('TCPRoute', [], []), []);
  });

  test('rules with paths of their own, which are not looked at closely, answer as those that are', () => {
    const path = fc.record({
      type: fc.constantFrom('Exact', 'PathPrefix'),
      value: fc.constantFrom('', '/', '/a', '/a/', '/a/b', '/a//b', '/a/../b', '/%61', '/b?c', 'a', '/.'),
    });
    const match = fc.record({ path, method: fc.constantFrom('GET', 'POST') }, { requiredKeys: [] });
    // A rule apart, for which the others are looked at closely.
    const apart = [prefix('/apart', header('x', '1'))];
    fc.assert(
      fc.property(fc.array(fc.array(match, { maxLength: 2 }), { maxLength: 4 }), (rules) => {
        assert.deepEqual(shadowedIn('HTTPRoute', ...rules), shadowedIn('HTTPRoute', ...rules, apart));
      }),
    );
  });
});

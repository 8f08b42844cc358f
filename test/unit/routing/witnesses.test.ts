import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { listenerRows } from '../../../src/routing/listener-rows.ts';
import type { TableRow } from '../../../src/routing/listener-rows.ts';
import { makeRequest } from '../../../src/routing/make-request.ts';
import type { RoutedRequest } from '../../../src/routing/routed-request.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { born, gateway, grant, route, to } from '../../support/world.ts';
import { naiveAnswer } from './naive-matcher.ts';
import { Dice, randomRequest, randomTable } from './random-table.ts';
import { WEB, routingOf } from './trace-of.ts';

/** Every row of the Gateway web, under each hostname. */
function rowsOf(objects: readonly KubernetesObject[]): readonly TableRow[] {
  const world = routingOf(objects);
  const [object] = objects;
  assert.ok(object);
  const table = world.gateway(object);
  return table.listeners.flatMap((own) => listenerRows(world, table, own));
}

function nameOf({ row: { ref, rule, match } }: Pick<TableRow, 'row'>): string {
  return `${ref.name} ${rule.index} ${match ?? 0}`;
}

/** What answers a request, as a row names itself. */
function answerTo(objects: readonly KubernetesObject[], request: RoutedRequest): string | undefined {
  const [trace] = traceRequest(
    routingOf(objects),
    { request, parent: WEB, address: undefined },
    { looked: 0, told: 0 },
  );
  return trace?.route === undefined ? undefined : `${trace.route.name} ${trace.rule?.index ?? 0} ${trace.match ?? 0}`;
}

/** Which rows are reached and which are not: `cart 0 0: reached`, `old 0 0: shadowed by cart 0`. */
function reachOf(objects: readonly KubernetesObject[]): readonly string[] {
  return rowsOf(objects).map((row) => {
    const { reach } = row;
    const by =
      reach.state === 'shadowed'
        ? ` by ${reach.by.ref.name} ${reach.by.rule.index}`
        : reach.state === 'elsewhere'
          ? ` at ${reach.listener.listener.name}`
          : '';
    return `${row.hostname} ${nameOf(row)}: ${reach.state}${by}`;
  });
}

/** A rule that matches a path. */
function path(type: string, value: string): Readonly<Record<string, unknown>> {
  return { matches: [{ path: { type, value } }] };
}

suite('witnesses', () => {
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    test(`of ${kind}: each reaches its match, and nothing reaches what is called shadowed`, () => {
      const dice = new Dice(7 + kind.length);
      let shadowed = 0;
      for (let table = 0; table < 120; table++) {
        const objects = randomTable(dice, kind);
        const rows = rowsOf(objects);
        const reached = new Set<string>();
        for (const row of rows) {
          const { reach } = row;
          assert.notEqual(reach.state, 'unknown', nameOf(row));
          if (reach.state === 'reached') {
            assert.equal(answerTo(objects, reach.request), nameOf(row));
            assert.equal(naiveAnswer(objects, reach.request), nameOf(row));
            reached.add(nameOf(row));
          }
          if (reach.state === 'shadowed') {
            shadowed++;
            assert.equal(naiveAnswer(objects, reach.request), nameOf({ row: reach.by }));
          }
        }
        // No request ever reaches a row that is reached under none of its hostnames.
        for (let count = 0; count < 150; count++) {
          const answer = naiveAnswer(objects, makeRequest(randomRequest(dice, kind)));
          if (answer !== undefined) assert.ok(reached.has(answer), `${answer} has no witness`);
        }
      }
      assert.ok(shadowed > 50);
    });
  }

  test('the same match twice: the older route answers, the younger never does', () => {
    const spec = { rules: [{ matches: [{ path: { value: '/pay' } }], backendRefs: [{ name: 'a', port: 80 }] }] };
    assert.deepEqual(
      reachOf([
        gateway('web'),
        route('HTTPRoute', 'new', ['web'], spec, born(2)),
        route('HTTPRoute', 'old', ['web'], spec, born(1)),
      ]),
      ['* old 0 0: reached', '* new 0 0: shadowed by old 0'],
    );
  });

  test('a rule with fewer headers is not shadowed by one with more, nor a prefix by an exact path', () => {
    const rules = [
      { matches: [{ path: { type: 'Exact', value: '/a' } }] },
      { matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }] },
      { matches: [{ path: { value: '/a' } }] },
      { matches: [{ path: { value: '/a' }, headers: [{ name: 'x', value: '1' }] }] },
    ];
    assert.deepEqual(reachOf([gateway('web'), route('HTTPRoute', 'r', ['web'], { rules })]), [
      '* r 0 0: reached',
      '* r 1 0: reached',
      '* r 3 0: shadowed by r 1',
      '* r 2 0: reached',
    ]);
  });

  test('a hostname that another listener of the port takes is never reached at this one', () => {
    const listeners = [
      { name: 'any', port: 80, protocol: 'HTTP' },
      { name: 'shop', port: 80, protocol: 'HTTP', hostname: 'shop.example.com' },
    ];
    const spec = { hostnames: ['shop.example.com'], ...to({ name: 'a', port: 80 }) };
    assert.deepEqual(reachOf([gateway('web', listeners), route('HTTPRoute', 'r', ['web'], spec)]), [
      'shop.example.com r 0 0: elsewhere at shop',
      'shop.example.com r 0 0: reached',
    ]);
  });

  test('an expression is reached by a text that it matches; one that matches all before a prefix leaves it open', () => {
    const rules = [
      path('RegularExpression', '/v[0-9]+/.*'),
      path('PathPrefix', '/v1'),
      path('RegularExpression', '/.*'),
    ];
    const rows = rowsOf([gateway('web'), route('HTTPRoute', 'r', ['web'], { rules })]);
    const states = Object.fromEntries(rows.map((row) => [nameOf(row), row.reach.state]));
    assert.deepEqual(states, { 'r 0 0': 'reached', 'r 1 0': 'unknown', 'r 2 0': 'reached' });
  });

  test('of TCP only the oldest route of a listener is reached', () => {
    const listeners = [{ name: 'tcp', port: 9000, protocol: 'TCP' }];
    const spec = to({ name: 'a', port: 80 });
    const objects = [
      gateway('web', listeners),
      route('TCPRoute', 'new', ['web'], spec, born(2)),
      route('TCPRoute', 'old', ['web'], spec, born(1)),
      grant('g', 'a/B/c', '/Service'),
    ];
    assert.deepEqual(reachOf(objects), ['* old 0 0: reached', '* new 0 0: shadowed by old 0']);
  });
});

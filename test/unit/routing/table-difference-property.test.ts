import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { readPath, readRecord, readRecords } from '../../../src/model/read.ts';
import { compareAnswers } from '../../../src/routing/difference/compare-answers.ts';
import { joined, matchKey, narrower } from '../../../src/routing/difference/match-of-row.ts';
import { tableDifference } from '../../../src/routing/difference/table-difference.ts';
import type { TableDifference } from '../../../src/routing/difference/table-difference.ts';
import type { RoutingWorld } from '../../../src/routing/routing-world.ts';
import type { Trace } from '../../../src/routing/trace.ts';
import { madeOn } from '../../support/world.ts';
import { Dice, randomRequest, randomTable } from './random-table.ts';
import { routingOf, traceOf } from './trace-of.ts';

const WORLDS = 120;
const REQUESTS = 40;

/** The rules of a route, each with a backend of its own choice. */
function withBackends(dice: Dice, object: KubernetesObject): KubernetesObject {
  const spec = readRecord(object['spec']);
  if (spec['rules'] === undefined) return object;
  const rules = readRecords(spec['rules']).map((rule) => ({
    ...rule,
    backendRefs: [{ name: dice.of(['one', 'two', 'three']), port: 80 }],
  }));
  return { ...object, spec: { ...spec, rules } };
}

/** One thing changed of what there is. */
function changed(dice: Dice, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const [gateway, ...routes] = objects;
  if (gateway === undefined) return objects;
  const victim = dice.of(routes);
  const swap = (next: KubernetesObject | undefined): readonly KubernetesObject[] => [
    gateway,
    ...routes.flatMap((route) => (route === victim ? (next ?? []) : route)),
  ];
  const spec = readRecord(victim['spec']);
  const rules = readRecords(spec['rules']);
  switch (dice.below(7)) {
    case 0:
      return swap(undefined);
    case 1:
      return swap({ ...victim, spec: { ...spec, rules: rules.toReversed() } });
    case 2:
      return swap(withBackends(dice, victim));
    case 3:
      return swap({ ...victim, spec: { ...spec, hostnames: [dice.of(['a.com', '*.a.com', '*.com'])] } });
    case 4:
      return swap({ ...victim, metadata: { ...victim.metadata, ...madeOn(dice.below(3)) } });
    case 5:
      return swap({ ...victim, spec: { ...spec, rules: rules.slice(1) } });
    default: {
      const listeners = readRecords(readPath(gateway, 'spec', 'listeners'));
      const hostname = dice.of(['b.a.com', '*.b.a.com', '*.com', 'e.com']);
      const next =
        dice.below(2) === 0
          ? listeners.slice(1)
          : [...listeners, { name: 'new', port: 80, protocol: 'HTTP', hostname }];
      return [{ ...gateway, spec: { ...readRecord(gateway['spec']), listeners: next } }, ...routes];
    }
  }
}

/** What the difference calls the requests that the same rows answer as this one. */
function labelOf(traces: readonly [Trace, Trace], listeners: readonly ReadonlyMap<string, string>[]): string {
  const rows = joined(traces[0].choice?.row, traces[1].choice?.row);
  const hostnames = traces.flatMap(({ choice, listener }, at) => [
    choice?.hostname,
    listeners[at]?.get(listener?.section ?? ''),
  ]);
  const found = hostnames.reduce((a, b) => narrower(a === '*' ? undefined : a, b), undefined);
  return `${found ?? '*'} ${rows === undefined ? '' : matchKey(rows)}`;
}

/** The hostnames of a Gateway's listeners by their names. */
function listenersOf(gateway: KubernetesObject | undefined): ReadonlyMap<string, string> {
  return new Map(
    readRecords(readPath(gateway, 'spec', 'listeners')).flatMap(({ name, hostname }) =>
      typeof name === 'string' && typeof hostname === 'string' ? [[name, hostname]] : [],
    ),
  );
}

function labelsIn({ changes }: TableDifference): ReadonlySet<string> {
  return new Set(changes.map(({ hostname, match }) => `${hostname} ${match === undefined ? '' : matchKey(match)}`));
}

suite('the difference of two tables', () => {
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    test(`of ${kind}s names every request that is answered otherwise, and no other`, () => {
      let moved = 0;
      let same = 0;
      for (let seed = 0; seed < WORLDS; seed++) {
        const dice = new Dice(seed);
        const before = randomTable(dice, kind).map((object) => withBackends(dice, object));
        const after =
          dice.below(4) === 0
            ? randomTable(dice, kind).map((object) => withBackends(dice, object))
            : changed(dice, before);
        const worlds: readonly [RoutingWorld, RoutingWorld] = [routingOf(before), routingOf(after)];
        const difference = tableDifference(...worlds);
        const labels = labelsIn(difference);
        const listeners = [before, after].map(([gateway]) => listenersOf(gateway));
        for (let count = 0; count < REQUESTS; count++) {
          const request = randomRequest(dice, kind);
          const [one, other] = [traceOf(worlds[0], request), traceOf(worlds[1], request)];
          const { state } = compareAnswers(one, other, [worlds[0].snapshot, worlds[1].snapshot]);
          const label = labelOf([one, other], listeners);
          const context = (): string =>
            `seed ${seed} ${label} ${state}\n${JSON.stringify(request)}\n${[...labels].join('\n')}\n${JSON.stringify(before)}\n${JSON.stringify(after)}`;
          if (state === 'equal') {
            same++;
            assert.ok(!labels.has(label), context());
          } else {
            moved++;
            assert.ok(labels.has(label), context());
          }
        }
      }
      assert.ok(moved > 200 && same > 200, `${moved} moved, ${same} did not`);
    });
  }
});

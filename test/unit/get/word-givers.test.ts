import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { statusAtAncestors, statusAtParents } from '../../../src/analysis/reported-status.ts';
import { Relatives } from '../../../src/app/get/relatives.ts';
import { Problems } from '../../../src/app/write/problems.ts';
import { isRouteKind } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { groupKindOf } from '../../../src/model/ref.ts';
import { WORD_GIVERS } from '../../../src/view/tables/word-givers.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import { runGet } from './run-get.ts';

const API = 'gateway.networking.k8s.io/v1';

function object(kind: string, name: string, rest: object): KubernetesObject {
  const namespace = kind === 'GatewayClass' ? {} : { namespace: 'shop' };
  return { apiVersion: API, kind, metadata: { name, ...namespace, uid: `${kind} ${name}`, generation: 1 }, ...rest };
}

const gatewayClass = (name: string, controllerName: string): KubernetesObject =>
  object('GatewayClass', name, { spec: { controllerName } });
const gateway = (name: string, gatewayClassName: string): KubernetesObject =>
  object('Gateway', name, { spec: { gatewayClassName, listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } });
const listenerSet = (name: string, parent: string): KubernetesObject =>
  object('ListenerSet', name, { spec: { parentRef: { name: parent }, listeners: [] } });

const condition = (status: string): object => ({
  type: 'Accepted',
  status,
  reason: 'Accepted',
  message: '',
  observedGeneration: 1,
  lastTransitionTime: '2026-01-01T00:00:00Z',
});

const route = (name: string, parents: readonly object[], reports: readonly Report[]): KubernetesObject =>
  object('HTTPRoute', name, {
    spec: { parentRefs: parents },
    status: {
      parents: reports.map(({ at, by, status }) => ({
        parentRef: at,
        controllerName: by,
        conditions: [condition(status)],
      })),
    },
  });
const policy = (name: string, reports: readonly Report[]): KubernetesObject =>
  object('BackendTLSPolicy', name, {
    spec: { targetRefs: [{ group: '', kind: 'Service', name: 's' }] },
    status: {
      ancestors: reports.map(({ at, by, status }) => ({
        ancestorRef: at,
        controllerName: by,
        conditions: [condition(status)],
      })),
    },
  });

interface Report {
  readonly at: object;
  readonly by: string;
  readonly status: string;
}

const parent = fc.constantFrom<object>(
  { name: 'g1' },
  { name: 'g2' },
  { name: 'gone' },
  { kind: 'ListenerSet', name: 'l1' },
  { kind: 'ListenerSet', name: 'l2' },
  { group: '', kind: 'Service', name: 's' },
);
const report = fc.record({
  at: parent,
  by: fc.constantFrom('example.com/a', 'example.com/a', 'example.com/b'),
  status: fc.constantFrom('True', 'False'),
});
const className = fc.constantFrom('c1', 'c2', 'gone');
const world = fc
  .record({
    controllers: fc.array(fc.constantFrom('example.com/a', 'example.com/a', 'example.com/b'), { maxLength: 2 }),
    classes: fc.tuple(className, className),
    holders: fc.tuple(fc.constantFrom('g1', 'g2', 'gone'), fc.constantFrom('g1', 'g2')),
    parents: fc.array(parent, { maxLength: 2 }),
    reports: fc.array(report, { maxLength: 3 }),
  })
  .map(({ controllers, classes, holders, parents, reports }) => [
    ...controllers.map((controller, at) => gatewayClass(`c${at + 1}`, controller)),
    gateway('g1', classes[0]),
    gateway('g2', classes[1]),
    listenerSet('l1', holders[0]),
    listenerSet('l2', holders[1]),
    route('r', parents, reports),
    policy('p', reports),
  ]);

suite('whose word counts in a list', () => {
  test('is the same when only what tells was read', () =>
    fc.assert(
      fc.asyncProperty(world, async (objects) => {
        const [all, few] = await Promise.all([openRelatives(objects), openRelatives(objects)]);
        await all.read(WORD_GIVERS, { quiet: true });
        await few.prepareToHear(WORD_GIVERS);
        const subjects = objects.filter(({ kind }) => kind === 'HTTPRoute' || kind === 'BackendTLSPolicy');
        await few.hear(subjects);
        for (const subject of subjects) {
          const statusAt = isRouteKind(groupKindOf(subject)) ? statusAtParents : statusAtAncestors;
          const [expected, actual] = [all, few].map((relatives) =>
            statusAt(subject, 'Accepted', relatives.context(0, false).controllerAt),
          );
          assert.equal(actual, expected);
        }
      }),
      { numRuns: 400 },
    ));

  const accepted: readonly Report[] = [{ at: { name: 'g1' }, by: 'example.com/a', status: 'True' }];
  for (const [what, objects, asked] of [
    ['one controller that answers: its classes are enough', [route('r', [{ name: 'g1' }], accepted)], []],
    ['a route that nobody answered', [route('r', [{ name: 'g1' }], [])], ['list gateways in all']],
    [
      'a second controller that has a class',
      [gatewayClass('c2', 'example.com/b'), route('r', [{ name: 'g1' }], accepted)],
      ['list gateways in all'],
    ],
    [
      'a ListenerSet that nobody answered',
      [route('r', [{ kind: 'ListenerSet', name: 'l1' }], [])],
      ['list listenersets in all', 'list gateways in all'],
    ],
  ] as const) {
    test(what, async () => {
      const held = [gatewayClass('c1', 'example.com/a'), gateway('g1', 'c1'), listenerSet('l1', 'g1'), ...objects];
      const outcome = await runGet(['httproutes'], { allNamespaces: true }, { objects: held });
      assert.equal(outcome.code, 0);
      const lists = outcome.asked.filter((line) => line.startsWith('list '));
      assert.deepEqual(lists.toSorted(), ['list gatewayclasses in all', 'list httproutes in all', ...asked].toSorted());
    });
  }
});

async function openRelatives(objects: readonly KubernetesObject[]): Promise<Relatives> {
  const source = await openCluster(objects);
  return new Relatives(source, await source.catalog(), new Problems(), undefined, () => Promise.resolve([]));
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Graph } from '../../../src/graph/graph.ts';
import type { Gap } from '../../../src/model/gap.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { groupKindKey, groupKindOf, refKey, refOf } from '../../../src/model/ref.ts';
import { everyEdge, gateway, grant, graphOf, make, route, service } from '../../support/world.ts';
import { randomCluster } from '../../support/random-cluster.ts';

const GROUP = 'gateway.networking.k8s.io';

/** Everything that a graph says, as text that is equal for equal graphs. */
function tell(graph: Graph, objects: readonly KubernetesObject[]): readonly string[] {
  const statuses = objects.map((object) => {
    const ref = refOf(object);
    return [refKey(ref), graph.attachments(ref), graph.parent(ref), graph.ancestors(ref)];
  });
  return [
    ...everyEdge(graph).map((edge) => JSON.stringify(edge)),
    ...everyEdge(graph).map((edge) => `${refKey(edge.to)} ${graph.node(edge.to).presence}`),
    ...objects.flatMap((object) => graph.incoming(refOf(object)).map((edge) => JSON.stringify(edge))),
    ...statuses.map((entry) => JSON.stringify(entry)).toSorted(),
  ];
}

const groupOf = (kind: string): string => (['Service', 'Secret', 'ConfigMap', 'Namespace'].includes(kind) ? '' : GROUP);
/** What a loader says of kinds that it may not read. */
const forbid = (kinds: readonly string[]): readonly Gap[] =>
  kinds.map((kind) => ({
    what: kind,
    group: groupOf(kind),
    kind,
    reason: 'forbidden',
    message: `${kind} is forbidden`,
  }));

describe('properties of the graph (semantics.md 7)', () => {
  test('the order of input never matters', () => {
    fc.assert(
      fc.property(
        randomCluster.chain((objects) =>
          fc.tuple(fc.constant(objects), fc.shuffledSubarray([...objects], { minLength: objects.length })),
        ),
        ([objects, shuffled]) => {
          assert.deepEqual(tell(graphOf(shuffled), objects), tell(graphOf(objects), objects));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('an unrelated object changes no edge and no status', () => {
    const unrelated = [
      gateway('elsewhere/zz', [{ name: 'q', port: 7, protocol: 'HTTP' }]),
      service('elsewhere/zz'),
      make('acme.example/v1', 'Thing', 'elsewhere/zz'),
      grant('elsewhere/zz', `${GROUP}/HTTPRoute/elsewhere`, '/Service'),
      route('HTTPRoute', 'elsewhere/zz', [{ name: 'zz' }]),
    ];
    fc.assert(
      fc.property(randomCluster, fc.constantFrom(...unrelated), (objects, extra) => {
        const before = everyEdge(graphOf(objects)).map((edge) => JSON.stringify(edge));
        const more = graphOf([...objects, extra]);
        const after = everyEdge(more)
          .filter(({ from }) => from.namespace !== 'elsewhere')
          .map((edge) => JSON.stringify(edge));
        assert.deepEqual(after, before);
        for (const object of objects) {
          const ref = refOf(object);
          assert.deepEqual(more.attachments(ref), graphOf(objects).attachments(ref));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a gap never turns into missing or not permitted', () => {
    const readable = [
      'Gateway',
      'ListenerSet',
      'Service',
      'Secret',
      'ConfigMap',
      'ReferenceGrant',
      'Namespace',
      'GatewayClass',
    ];
    const settled = new Set(['missing', 'notPermitted']);
    fc.assert(
      fc.property(randomCluster, fc.subarray(readable, { minLength: 1 }), (objects, kinds) => {
        const gaps = forbid(kinds);
        const hidden = new Set(gaps.map(({ group = '', kind = '' }) => groupKindKey({ group, kind })));
        const whole = new Map(
          everyEdge(graphOf(objects)).map((edge) => [
            `${edge.relation} ${refKey(edge.from)} ${edge.path} ${refKey(edge.to)}`,
            edge,
          ]),
        );
        const seen = objects.filter((object) => !hidden.has(groupKindKey(groupKindOf(object))));
        for (const edge of everyEdge(graphOf(seen, { gaps }))) {
          if (!settled.has(edge.state)) continue;
          const before = whole.get(`${edge.relation} ${refKey(edge.from)} ${edge.path} ${refKey(edge.to)}`);
          assert.ok(
            before !== undefined && settled.has(before.state),
            `${edge.relation} to ${refKey(edge.to)} became ${edge.state}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what the graph answers of one object is what it answers of all', () => {
    fc.assert(
      fc.property(randomCluster, (objects) => {
        const whole = everyEdge(graphOf(objects)).filter(({ relation }) => relation !== 'grant');
        const single = graphOf(objects);
        for (const { from } of whole) {
          const expected = whole.filter((edge) => refKey(edge.from) === refKey(from));
          assert.deepEqual(single.outgoing(from), expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a stranger's data (design.md 4)", () => {
  const keys = fc.constantFrom(
    'listeners',
    'rules',
    'parentRefs',
    'parentRef',
    'backendRefs',
    'filters',
    'name',
    'namespace',
    'kind',
    'group',
    'port',
    'tls',
    'certificateRefs',
    'targetRefs',
    'from',
    'to',
    'ports',
    'allowedRoutes',
    'namespaces',
    'selector',
    'matchLabels',
    'matchExpressions',
    'hostnames',
    'status',
    'parents',
    'conditions',
    'infrastructure',
    'parametersRef',
    'validation',
    '__proto__',
    'constructor',
  );
  const { shape } = fc.letrec<{ shape: unknown }>((tie) => ({
    shape: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, '', 'a', 0, 80, true, 'HTTP', 'HTTPS', 'All', 'Selector', 'Service'),
      fc.array(tie('shape'), { maxLength: 3 }),
      fc.dictionary(keys, tie('shape'), { maxKeys: 4 }),
    ),
  }));
  const kinds = [
    'GatewayClass',
    'Gateway',
    'ListenerSet',
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TCPRoute',
    'UDPRoute',
    'ReferenceGrant',
    'BackendTLSPolicy',
  ];
  const hostile = fc
    .tuple(fc.constantFrom(...kinds, 'Service', 'Secret', 'ConfigMap'), shape, shape, shape)
    .map(([kind, spec, status, labels]) =>
      make(['Service', 'Secret', 'ConfigMap'].includes(kind) ? 'v1' : `${GROUP}/v1`, kind, 'a', {
        spec,
        status,
        data: status,
        metadata: { labels, uid: 'u' },
      }),
    );

  test('no shape of an object stops the graph', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), randomCluster, (strange, objects) => {
        const graph = graphOf([...strange, ...objects]);
        tell(graph, [...strange, ...objects]);
      }),
      { numRuns: 300 },
    );
  });
});

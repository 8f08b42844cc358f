import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refOf } from '../../../src/model/ref.ts';
import { attachmentOf, gateway, graphOf, route, service, to, verdict } from '../../support/world.ts';

const parent = (more = {}) => ({ group: '', kind: 'Service', name: 'cart', ...more });
const cart = service('cart', [
  { name: 'http', port: 80 },
  { name: 'grpc', port: 9000 },
]);

describe('routes of a mesh (semantics.md 3.6)', () => {
  for (const [name, more, expected, ports] of [
    ['all ports', {}, 'True', ['80', '9000']],
    ['by port number', { port: 9000 }, 'True', ['9000']],
    ['by port name', { sectionName: 'http' }, 'True', ['80']],
    ['by both', { sectionName: 'http', port: 80 }, 'True', ['80']],
    ['a number that is not there', { port: 81 }, 'False NoMatchingParent', []],
    ['a name that is not there', { sectionName: 'htp' }, 'False NoMatchingParent', []],
  ] as const) {
    test(name, () => {
      const web = route('HTTPRoute', 'web', [parent(more)]);
      const graph = graphOf([cart, web]);
      assert.equal(verdict(graph.attachments(refOf(web))[0]?.accepted), expected);
      assert.deepEqual(
        graph.outgoing(refOf(web), 'attachment').map(({ to: port }) => port.section),
        ports,
      );
    });
  }

  test("in the Service's namespace a route is a producer, elsewhere a consumer", () => {
    const [near, far] = [
      route('HTTPRoute', 'web', [parent()]),
      route('HTTPRoute', 'cart/web', [parent({ namespace: 'shop' })]),
    ];
    assert.equal(attachmentOf(near, [cart]).mesh, 'producer');
    assert.equal(attachmentOf(far, [cart]).mesh, 'consumer');
    assert.equal(verdict(attachmentOf(far, [cart]).accepted), 'True');
  });

  test('references may cross namespaces without a grant, but not behind a Gateway', () => {
    const backend = to({ name: 'pay', namespace: 'pay', port: 80 });
    const web = route('HTTPRoute', 'web', [parent(), 'main'], backend);
    const others = [cart, service('pay/pay'), gateway('main')];
    assert.equal(verdict(attachmentOf(web, others).resolvedRefs), 'True');
    assert.equal(verdict(attachmentOf(web, others, {}, 1).resolvedRefs), 'False RefNotPermitted');
    const meshOnly = route('HTTPRoute', 'mesh', [parent()], backend);
    assert.deepEqual(
      graphOf([...others, meshOnly])
        .outgoing({ ...refOf(meshOnly), section: 'rules[0]' })
        .map(({ state }) => state),
      ['resolved'],
    );
  });

  test('of several kinds on one port only the strongest applies', () => {
    const grpc = route('GRPCRoute', 'grpc', [parent({ port: 9000 })]);
    const web = route('HTTPRoute', 'web', [parent()]);
    const stream = route('TCPRoute', 'stream', [parent({ port: 80 })]);
    const datagram = route('UDPRoute', 'datagram', [parent()]);
    const others = [cart, grpc, web, stream, datagram];
    const outcome = (object: typeof web) => verdict(graphOf(others).attachments(refOf(object))[0]?.accepted);
    assert.deepEqual([grpc, web, stream, datagram].map(outcome), [
      'True',
      'False Conflicted',
      'False Conflicted',
      'True',
    ]);
  });

  test('routes for other clients or other ports do not compete', () => {
    const grpc = route('GRPCRoute', 'cart/grpc', [parent({ namespace: 'shop' })]);
    const web = route('HTTPRoute', 'web', [parent({ port: 80 })]);
    assert.equal(verdict(attachmentOf(web, [cart, grpc])?.accepted), 'True');
    const elsewhere = route('GRPCRoute', 'grpc', [parent({ port: 9000 })]);
    assert.equal(verdict(attachmentOf(web, [cart, elsewhere])?.accepted), 'True');
  });

  for (const [name, spec] of [
    ['headless', { clusterIP: 'None' }],
    ['of type ExternalName', { type: 'ExternalName' }],
  ] as const) {
    test(`a Service that is ${name} is left to the mesh`, () => {
      const web = route('HTTPRoute', 'web', [parent()]);
      const { accepted } = attachmentOf(web, [service('cart', undefined, spec)]);
      assert.equal(verdict(accepted), 'True');
      assert.equal(accepted.choice?.code, 'unsuitableService');
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refOf } from '../../../src/model/ref.ts';
import { gateway, graphOf, http, listenerOf, route, verdict } from '../../support/world.ts';

const open = { ...http, allowedRoutes: { namespaces: { from: 'All' } } };

describe('default Gateways (semantics.md 2.8)', () => {
  const byDefault = gateway('infra/default', [open], { defaultScope: 'All' });
  const closed = gateway('infra/closed', [http], { defaultScope: 'All' });
  const other = gateway('main', [http], { defaultScope: 'None' });

  test('a route attaches to every default Gateway, beside its parentRefs, under the usual rules', () => {
    const web = route('HTTPRoute', 'web', ['main'], { useDefaultGateways: 'All' });
    const graph = graphOf([byDefault, closed, other, web]);
    assert.deepEqual(
      graph.attachments(refOf(web)).map(({ parentRef, path, accepted }) => [parentRef.name, path, verdict(accepted)]),
      [
        ['main', 'spec.parentRefs[0]', 'True'],
        ['closed', 'spec.useDefaultGateways', 'False NotAllowedByListeners'],
        ['default', 'spec.useDefaultGateways', 'True'],
      ],
    );
    assert.equal(listenerOf(graph, byDefault, 'http').attachedRoutes, 1);
    assert.equal(listenerOf(graph, closed, 'http').attachedRoutes, 0);
  });

  test('None and absent attach nothing', () => {
    for (const spec of [{}, { useDefaultGateways: 'None' }]) {
      const web = route('HTTPRoute', 'web', [], spec);
      assert.deepEqual(graphOf([byDefault, web]).attachments(refOf(web)), []);
    }
  });

  test('a default Gateway that a parentRef names is not told twice', () => {
    const web = route('HTTPRoute', 'web', [{ name: 'default', namespace: 'infra' }], { useDefaultGateways: 'All' });
    const graph = graphOf([byDefault, web]);
    assert.equal(graph.attachments(refOf(web)).length, 1);
    assert.equal(listenerOf(graph, byDefault, 'http').attachedRoutes, 1);
  });
});

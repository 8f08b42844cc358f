import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAMESPACE } from '../../../src/gateway-api/kinds.ts';
import { attachmentOf, gateway, namespace, route, verdict } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const FORBIDDEN: World = {
  gaps: [{ what: 'namespaces', ...NAMESPACE, reason: 'forbidden', message: 'namespaces is forbidden' }],
};

function attachFrom(
  namespaces: unknown,
  world: World = {},
  labels: Readonly<Record<string, string>> | null = { team: 'cart' },
) {
  const main = gateway('main', [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces } }]);
  const web = route('HTTPRoute', 'cart/web', [{ name: 'main', namespace: 'shop' }]);
  return attachmentOf(web, [main, ...(labels === null ? [] : [namespace('cart', labels)])], world).accepted;
}

const bySelector = (selector: unknown) => ({ from: 'Selector', selector });

describe('allowedRoutes.namespaces (semantics.md 2.4)', () => {
  for (const [name, namespaces, expected] of [
    ['absent means Same', undefined, 'False NotAllowedByListeners'],
    ['Same refuses another namespace', { from: 'Same' }, 'False NotAllowedByListeners'],
    ['All', { from: 'All' }, 'True'],
    ['None admits nobody', { from: 'None' }, 'False NotAllowedByListeners'],
    ['a label that fits', bySelector({ matchLabels: { team: 'cart' } }), 'True'],
    ['a label that does not fit', bySelector({ matchLabels: { team: 'shop' } }), 'False NotAllowedByListeners'],
    ['an expression', bySelector({ matchExpressions: [{ key: 'team', operator: 'In', values: ['cart'] }] }), 'True'],
    [
      'NotIn',
      bySelector({ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['cart'] }] }),
      'False NotAllowedByListeners',
    ],
    ['an empty selector admits all', bySelector({}), 'True'],
    ['no selector admits nobody', bySelector(undefined), 'False NotAllowedByListeners'],
    [
      'the name label, which Kubernetes sets',
      bySelector({ matchLabels: { 'kubernetes.io/metadata.name': 'cart' } }),
      'True',
    ],
    ['a selector that is none', bySelector({ matchExpressions: [{ key: 'a', operator: 'Like' }] }), 'Unknown'],
    ['a word that is no value', { from: 'Some' }, 'Unknown'],
  ] as const) {
    test(name, () => assert.equal(verdict(attachFrom(namespaces)), expected));
  }

  test('a refusal tells what the selector asks for and what the namespace has', () => {
    for (const [selector, labels] of [
      [{ matchLabels: { team: 'shop' } }, [['team', 'cart']]],
      [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, [['tier', undefined]]],
    ] as const) {
      const refusal = { by: 'Selector', selector, namespace: 'cart', labels };
      const expected = { code: 'namespaceNotTaken', listener: 'http', refusal };
      assert.deepEqual(attachFrom(bySelector(selector)).because, expected);
    }
  });

  for (const [name, world] of [
    ['a Namespace that is not among the files', {}],
    ['Namespaces that may not be read', FORBIDDEN],
  ] as const) {
    test(`${name} makes the answer unknown, never no`, () => {
      const accepted = attachFrom(bySelector({ matchLabels: { team: 'shop' } }), world, null);
      assert.equal(verdict(accepted), 'Unknown');
    });

    test(`${name} still decides by its name`, () => {
      const named = (value: string) => bySelector({ matchLabels: { 'kubernetes.io/metadata.name': value } });
      assert.equal(verdict(attachFrom(named('cart'), world, null)), 'True');
      assert.equal(verdict(attachFrom(named('pay'), world, null)), 'False NotAllowedByListeners');
      assert.equal(verdict(attachFrom(bySelector({}), world, null)), 'True');
    });
  }
});

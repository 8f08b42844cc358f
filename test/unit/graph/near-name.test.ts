import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { didYouMean } from '../../../src/graph/near-name.ts';
import { attachmentOf, gateway, route, service, to } from '../../support/world.ts';

describe('did you mean', () => {
  for (const [wanted, known, expected] of [
    ['maim', ['main'], '; did you mean main?'],
    ['mian', ['mean', 'main'], '; did you mean main?'],
    ['wbe', ['web'], '; did you mean web?'],
    ['a', ['b'], ''],
    ['gatway', ['other', 'gateway'], '; did you mean gateway?'],
    ['ab', ['cd'], ''],
    ['web', ['shop'], ''],
    ['web', [], ''],
    ['cart-v1', ['cart-v3', 'cart-v2'], '; did you mean cart-v2?'],
    ['cart-v1', ['cart-v2', 'cart-v3'], '; did you mean cart-v2?'],
  ] as const) {
    test(`${wanted} among ${known.join(', ') || 'nothing'}`, () => assert.equal(didYouMean(wanted, known), expected));
  }

  test('names are compared within one namespace, and not where there are very many', () => {
    const web = route('HTTPRoute', 'web', ['main'], to({ name: 'carl', port: 80 }));
    const message = (names: readonly string[]): string =>
      attachmentOf(web, [gateway('main'), ...names.map((name) => service(name))]).resolvedRefs.message;
    assert.equal(message(['cart', 'pay/card']), 'Service shop/carl does not exist; did you mean cart?');
    assert.equal(message(['pay/card']), 'Service shop/carl does not exist');
    const many = Array.from({ length: 301 }, (_, index) => `s${index}`);
    assert.equal(message(['cart', ...many]), 'Service shop/carl does not exist');
  });
});

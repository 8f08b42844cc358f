import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isMisspelling, nearestName } from '../../../src/model/near-name.ts';
import { attachmentOf, gateway, route, service, to } from '../../support/world.ts';

describe('did you mean', () => {
  for (const [wanted, known, expected] of [
    ['maim', ['main'], 'main'],
    ['mian', ['mean', 'main'], 'main'],
    ['wbe', ['web'], 'web'],
    ['a', ['b'], undefined],
    ['gatway', ['other', 'gateway'], 'gateway'],
    ['ab', ['cd'], undefined],
    ['web', ['shop'], undefined],
    ['web', [], undefined],
    ['cart-v1', ['cart-v3', 'cart-v2'], 'cart-v2'],
    ['cart-v1', ['cart-v2', 'cart-v3'], 'cart-v2'],
  ] as const) {
    test(`${wanted} among ${known.join(', ') || 'nothing'}`, () => assert.equal(nearestName(wanted, known), expected));
  }

  test('names are compared within one namespace, and not where there are very many', () => {
    const web = route('HTTPRoute', 'web', ['main'], to({ name: 'carl', port: 80 }));
    const near = (names: readonly string[]): string | undefined => {
      const { because } = attachmentOf(web, [gateway('main'), ...names.map((name) => service(name))]).resolvedRefs;
      assert.ok(because?.code === 'objectMissing');
      return because.near;
    };
    assert.equal(near(['cart', 'pay/card']), 'cart');
    assert.equal(near(['pay/card']), undefined);
    const many = Array.from({ length: 301 }, (_, index) => `s${index}`);
    assert.equal(near(['cart', ...many]), undefined);
  });
});

describe('a typing error, or the name of another object', () => {
  for (const [name, known] of [
    ['chekout', 'checkout'],
    ['checkuot', 'checkout'],
    ['recomendation', 'recommendations'],
    ['wbe', 'web'],
    ['webb', 'web'],
    ['order', 'orders'],
    ['catelog-service', 'catalog-service'],
    ['front-end', 'frontend'],
    ['shop-tsl', 'shop-tls'],
    ['gatway', 'gateway'],
  ] as const) {
    test(`${name} is meant to be ${known}`, () => assert.equal(isMisspelling(name, known), true));
  }
  for (const [name, known] of [
    ['web-v2', 'web-v1'],
    ['web1', 'web2'],
    ['web', 'web-2'],
    ['team-b', 'team-a'],
    ['external', 'internal'],
    ['egress', 'ingress'],
    ['app', 'api'],
    ['cart', 'card'],
    ['web-canary', 'web-stable'],
    ['shop-tls', 'cart-tls'],
    ['blue', 'green'],
    ['', 'a'],
  ] as const) {
    test(`${name} is not ${known}`, () => assert.equal(isMisspelling(name, known), false));
  }
});

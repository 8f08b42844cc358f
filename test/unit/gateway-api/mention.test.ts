import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GATEWAY } from '../../../src/gateway-api/kinds.ts';
import { DEFAULT_GATEWAYS, mentionOf, namingOf, referencesOf } from '../../../src/gateway-api/references.ts';
import { groupKindOf, refKey } from '../../../src/model/ref.ts';
import { richCluster } from '../../support/random-cluster.ts';

test('the JSON of whatever names an object holds its mention as a whole string', () => {
  fc.assert(
    fc.property(richCluster, (objects) => {
      for (const object of objects) {
        const text = JSON.stringify(object);
        for (const { ref } of referencesOf(object)) {
          const mention = mentionOf(ref);
          if (mention !== undefined) assert.ok(text.includes(`"${mention}"`), `${mention} in ${text}`);
        }
        if (namingOf(groupKindOf(object), GATEWAY).keysNamedBy(object).has(refKey(DEFAULT_GATEWAYS))) {
          assert.ok(text.includes(`"${mentionOf(DEFAULT_GATEWAYS)}"`));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a name that JSON may write in several ways has no mention', () => {
  assert.equal(mentionOf({ ...GATEWAY, name: 'web-1.example_2' }), 'web-1.example_2');
  for (const name of ['', 'a/b', 'a"b', '<b>', 'über', 'a b']) assert.equal(mentionOf({ ...GATEWAY, name }), undefined);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Because } from '../../../src/analysis/verdict.ts';
import type { GraphEdge } from '../../../src/graph/graph.ts';
import { HTTP_ROUTE, SERVICE } from '../../../src/gateway-api/kinds.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { sayBecause, sayVerdict } from '../../../src/view/say/verdicts.ts';

const cart = { ...SERVICE, namespace: 'shop', name: 'cart' };
const gone: Fact = { code: 'objectMissing', ref: cart, near: undefined, elsewhere: undefined };
const edge: GraphEdge = {
  relation: 'backend',
  from: { ...HTTP_ROUTE, namespace: 'shop', name: 'web', section: 'rules[0]' },
  to: cart,
  path: 'spec.rules[0].backendRefs[0]',
  state: 'missing',
  reason: 'BackendNotFound',
  because: gone,
};
const condition = {
  type: 'Accepted',
  status: 'False',
  reason: 'Quota',
  message: 'too many',
  observedGeneration: 1,
  lastTransitionTime: undefined,
  stale: false,
};
const controllerName = 'acme.io/x';

const TABLE: readonly (readonly [Because, reason: string, message: string])[] = [
  [
    {
      code: 'computed',
      type: 'ResolvedRefs',
      condition: { status: 'False', reason: 'BackendNotFound', because: gone },
    },
    'BackendNotFound',
    'Service shop/cart does not exist',
  ],
  [{ code: 'computed', type: 'Accepted', condition: { status: 'False', reason: 'Odd' } }, 'Odd', ''],
  [{ code: 'reported', controllerName, condition }, 'Quota', 'too many (acme.io/x)'],
  [{ code: 'reported', controllerName: '', condition: { ...condition, message: '' } }, 'Quota', 'Accepted is False'],
  [
    { code: 'stale', controllerName, condition },
    'Stale',
    'Accepted was reported for an older generation of the object (acme.io/x)',
  ],
  [
    { code: 'stale', controllerName: '', condition, generation: 2 },
    'Stale',
    'Accepted was reported for generation 1, but the object is at 2',
  ],
  [{ code: 'pending', condition }, 'Quota', 'no controller has reported yet'],
  [{ code: 'reference', edge }, 'BackendNotFound', 'Service shop/cart does not exist'],
  [{ code: 'missing', edge }, 'BackendNotFound', 'Service shop/cart does not exist'],
  [{ code: 'missing', edge: undefined }, '', 'does not exist'],
  [{ code: 'unread', edge: undefined }, '', 'could not be read'],
  [{ code: 'noParents' }, '', 'names no parent'],
];

describe('the words of a verdict', () => {
  for (const [because, reason, message] of TABLE) {
    test(`${because.code}: ${message}`, () => assert.deepEqual(sayBecause(because), { reason, message }));
  }

  test('are those of the reason that weighs most, and none where all is well', () => {
    assert.deepEqual(sayVerdict({ because: [{ code: 'noParents' }, { code: 'reference', edge }] }), {
      reason: '',
      message: 'names no parent',
    });
    assert.deepEqual(sayVerdict({ because: [] }), { reason: '', message: '' });
  });
});

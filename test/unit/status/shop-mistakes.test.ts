import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { readPath, readRecords, readString } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const SHOP = join(import.meta.dirname, '../../../examples/shop');

/** The mistakes that the example holds on purpose: where each lies, what is wrong, and what waits for it. */
const MISTAKES: readonly (readonly [where: string, path: string, reason: string, waiting: readonly string[]])[] = [
  ['GatewayClass internal', 'Accepted', 'Pending', ['Gateway infra/internal']],
  ['ListenerSet lab/rogue', 'Accepted', 'NotAllowed', []],
  ['HTTPRoute lab/experiment', 'spec.parentRefs[0]', 'NotAllowedByListeners', []],
  ['HTTPRoute shop/blog', 'spec.parentRefs[0]', 'NoMatchingListenerHostname', []],
  ['HTTPRoute shop/legacy', 'spec.parentRefs[0]', 'ParentNotFound', []],
  ['HTTPRoute shop/search', 'spec.parentRefs[0]', 'NoMatchingParent', []],
  ['HTTPRoute shop/checkout', 'spec.rules[1].backendRefs[0]', 'RefNotPermitted', []],
  ['HTTPRoute shop/checkout', 'spec.rules[2].backendRefs[0]', 'BackendNotFound', []],
  [
    'BackendTLSPolicy shop/pay-next',
    'spec.validation.caCertificateRefs[0]',
    'InvalidCACertificateRef',
    ['HTTPRoute shop/checkout'],
  ],
  ['TimeoutPolicy shop/basket-timeouts', 'spec.targetRef', 'TargetNotFound', []],
  ['Gateway shop/preview', 'Accepted', 'Stale', []],
  ['HTTPRoute shop/checkout', 'spec.parentRefs[0]', 'Stale', []],
  ['TimeoutPolicy shop/checkout-timeouts', '', 'Stale', []],
];

function nameOf(ref: unknown): string {
  const [kind, namespace, name] = ['kind', 'namespace', 'name'].map((field) => readString(readPath(ref, field)));
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

suite('the mistakes of the example', () => {
  test('are the problems of its status, each once', async () => {
    const { out, code } = await runMain(['status', '-A', '--check', '-o', 'json', '--from', SHOP]);
    const report: unknown = JSON.parse(out);
    assert.deepEqual(
      readRecords(readPath(report, 'problems')).map((problem) => [
        nameOf(problem['subject']),
        problem['path'],
        problem['reason'],
        readRecords(problem['consequences']).map(nameOf),
      ]),
      MISTAKES,
    );
    assert.equal(readPath(report, 'problemCount'), MISTAKES.length);
    assert.deepEqual([readPath(report, 'undetermined'), readPath(report, 'complete'), code], [[], true, 1]);
  });
});

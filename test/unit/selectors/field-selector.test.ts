import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { ServerError, UsageError } from '../../../src/model/errors.ts';
import { fieldMatcher, parseFieldSelector } from '../../../src/model/field-selector.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { GATEWAY_API_TYPES } from '../../../src/gateway-api/kinds.ts';
import { COMMON_TYPES } from '../../../src/gateway-api/well-known-types.ts';
import { formatFieldSelector } from '../../support/selector-text.ts';

function typeOf(kind: string, group?: string): ResourceType {
  const type = [...GATEWAY_API_TYPES, ...COMMON_TYPES].find(
    (entry) => entry.kind === kind && (group === undefined || entry.group === group),
  );
  assert.ok(type);
  return type;
}

function select(selector: string, kind: string, fields: object, selectable?: readonly string[]): boolean {
  const object: KubernetesObject = { apiVersion: 'v1', kind, metadata: { name: 'a', namespace: 'shop' }, ...fields };
  return fieldMatcher(parseFieldSelector(selector), typeOf(kind), selectable)(object);
}

describe('parseFieldSelector', () => {
  const normalForms: readonly (readonly [string, string])[] = [
    ['', ''],
    [',,', ''],
    ['=', ''],
    ['metadata.name=a', 'metadata.name=a'],
    ['metadata.name==a', 'metadata.name=a'],
    ['b!=c,a=', 'a=,b!=c'],
    [String.raw`a=x\,y\=z\\`, String.raw`a=x\,y\=z\\`],
    [' a =b ', ' a =b '],
  ];
  for (const [text, normal] of normalForms) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(normal)}, like apimachinery`, () => {
      assert.equal(formatFieldSelector(parseFieldSelector(text)), normal);
    });
  }
  const errors: readonly (readonly [string, string])[] = [
    ['a', "invalid selector: 'a'; can't understand 'a'"],
    ['a=b,c', "invalid selector: 'a=b,c'; can't understand 'c'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    [String.raw`a=\x`, String.raw`invalid field selector: invalid escape sequence: \x`],
    ['a=\\', 'invalid field selector: invalid escape sequence: \\'],
  ];
  for (const [text, message] of errors) {
    it(`refuses ${JSON.stringify(text)} in apimachinery's words`, () => {
      assert.throws(
        () => parseFieldSelector(text),
        (error) => error instanceof UsageError && error.message === message,
      );
    });
  }
  it('printing and parsing give the same terms, sorted', () => {
    const field = fc.stringMatching(/^[a-z.]{1,9}$/);
    const term = fc.record({ field, operator: fc.constantFrom('=' as const, '!=' as const), value: fc.string() });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 4 }), (terms) => {
        const sorted = terms.map((each) => formatFieldSelector([each])).toSorted();
        assert.equal(formatFieldSelector(parseFieldSelector(formatFieldSelector(terms))), sorted.join(','));
      }),
    );
  });
});

describe('fieldMatcher', () => {
  it('selects any kind by name and namespace', () => {
    assert.equal(select('metadata.name=a', 'Gateway', {}), true);
    assert.equal(select('metadata.name!=a', 'Gateway', {}), false);
    assert.equal(select('metadata.name=a,metadata.namespace=cart', 'Gateway', {}), false);
    assert.equal(select('metadata.namespace==shop', 'Service', {}), true);
  });
  it("selects the API server's own kinds by their own fields, with the defaults of the API", () => {
    assert.equal(select('spec.type=ClusterIP', 'Service', {}), true);
    assert.equal(select('spec.type=LoadBalancer', 'Service', { spec: { type: 'LoadBalancer' } }), true);
    assert.equal(select('status.phase=Active', 'Namespace', { status: { phase: 'Active' } }), true);
    assert.equal(select('type=Opaque', 'Secret', {}), true);
    assert.equal(select('spec.unschedulable=false', 'Node', {}), true);
    assert.equal(select('involvedObject.name=web', 'Event', { involvedObject: { name: 'web' } }), true);
    assert.equal(select('source=x', 'Event', { reportingComponent: 'x' }), true);
    assert.equal(select('status.successful=2', 'Job', { status: { succeeded: 2 } }), true);
  });
  it('selects by what a CRD declares', () => {
    assert.equal(
      select('spec.gatewayClassName=x', 'Gateway', { spec: { gatewayClassName: 'x' } }, ['.spec.gatewayClassName']),
      true,
    );
    assert.equal(
      select('spec.gatewayClassName=y', 'Gateway', { spec: { gatewayClassName: 'x' } }, ['.spec.gatewayClassName']),
      false,
    );
  });
  const unsupported: readonly (readonly [string, string, string])[] = [
    ['spec.x=1', 'Gateway', 'field label not supported: spec.x'],
    ['spec.x=1', 'Service', 'field label not supported: spec.x'],
    ['metadata.namespace=a', 'GatewayClass', 'field label not supported: metadata.namespace'],
    ['spec.x=1', 'ConfigMap', '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"'],
  ];
  for (const [selector, kind, message] of unsupported) {
    it(`refuses ${selector} of ${kind} in the API server's words`, () => {
      assert.throws(
        () => select(selector, kind, {}),
        (error) => error instanceof ServerError && error.code === 400 && error.message === message,
      );
    });
  }
});

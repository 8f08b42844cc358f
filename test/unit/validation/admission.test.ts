import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { openAdmission } from '../../../src/validation/admission.ts';

const GROUP = 'gateway.networking.k8s.io';

function gateway(spec: unknown, metadata: Readonly<Record<string, unknown>> = {}): KubernetesObject {
  return { apiVersion: `${GROUP}/v1`, kind: 'Gateway', metadata: { name: 'web', ...metadata }, spec };
}

function listener(fields: unknown): KubernetesObject {
  return gateway({ gatewayClassName: 'c', listeners: [fields] });
}

/** A CRD with one property of its spec and a rule. */
function crd(channel: string | undefined, versions: readonly unknown[], kind = 'Gateway', group = GROUP): unknown {
  const annotations = channel === undefined ? {} : { 'gateway.networking.k8s.io/channel': channel };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'x', annotations },
    spec: { group, names: { kind }, versions },
  };
}

function thing(spec: unknown): KubernetesObject {
  return { apiVersion: 'a.example/v1', kind: 'Thing', metadata: { name: 't' }, spec };
}

const passthrough = { name: 'https', port: 443, protocol: 'HTTPS', tls: { mode: 'Passthrough' } };

describe('what a server would refuse', () => {
  it('names the field and the release', () => {
    assert.deepEqual(openAdmission([]).violationsOf(listener(passthrough)), [
      { path: 'spec.listeners', message: 'tls mode must be Terminate for protocol HTTPS', release: 'v1.7.0' },
    ]);
  });

  it('applies defaults first: an absent mode is Terminate, which needs a certificate', () => {
    const [violation] = openAdmission([]).violationsOf(listener({ name: 'tls', port: 443, protocol: 'TLS', tls: {} }));
    assert.equal(violation?.path, 'spec.listeners[0].tls');
  });

  it('says nothing of what a server has stored, and of kinds that nobody here knows', () => {
    const admission = openAdmission([]);
    assert.deepEqual(admission.violationsOf({ ...listener(passthrough), metadata: { name: 'web', uid: '1' } }), []);
    assert.deepEqual(admission.violationsOf({ apiVersion: 'a.example/v1', kind: 'B', metadata: { name: 'b' } }), []);
    assert.deepEqual(admission.violationsOf({ ...listener(passthrough), apiVersion: `${GROUP}/v9` }), []);
  });

  it('says nothing of what is still to be filled in', () => {
    const fields = { name: 'http', port: 80, protocol: 'HTTP', hostname: 'a.${DOMAIN:=example.com}' };
    assert.deepEqual(openAdmission([]).violationsOf(listener(fields)), []);
    assert.equal(openAdmission([]).violationsOf(listener({ ...fields, hostname: 'a.$' })).length, 1);
  });

  it('refuses only what both channels refuse, unless a CRD says which channel it is', () => {
    // Two parentRefs that differ in their port: only the experimental channel looks at it.
    const parents = [
      { name: 'web', port: 80 },
      { name: 'web', port: 81 },
    ];
    const route = {
      apiVersion: `${GROUP}/v1`,
      kind: 'HTTPRoute',
      metadata: { name: 'r' },
      spec: { parentRefs: parents },
    };
    const served = [{ name: 'v1', served: true, schema: { openAPIV3Schema: { type: 'object' } } }];
    assert.deepEqual(openAdmission([]).violationsOf(route), []);
    const standard = openAdmission([crd('standard', served, 'HTTPRoute')]).violationsOf(route);
    assert.deepEqual(
      standard.map(({ path }) => path),
      ['spec.parentRefs'],
    );
    assert.deepEqual(openAdmission([crd('experimental', served, 'HTTPRoute')]).violationsOf(route), []);
  });

  it('says of a field that only one channel has what that channel has against it', () => {
    const filter = { type: 'ExternalAuth', externalAuth: { protocol: 'HTTP' } };
    const spec = { rules: [{ filters: [filter] }] };
    const route = { apiVersion: `${GROUP}/v1`, kind: 'HTTPRoute', metadata: { name: 'r' }, spec };
    assert.deepEqual(
      openAdmission([])
        .violationsOf(route)
        .map(({ path, message }) => `${path}: ${message}`),
      ['spec.rules[0].filters[0].externalAuth.backendRef: Required value'],
    );
  });

  it('judges by the CRD among the files, whosever it is', () => {
    const spec = {
      type: 'object',
      properties: { size: { type: 'integer', maximum: 9 }, name: { type: 'string', default: 'a' } },
      'x-kubernetes-validations': [{ rule: 'self.name != "b"' }],
    };
    const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
    const admission = openAdmission([crd(undefined, [{ name: 'v1', served: true, schema }], 'Thing', 'a.example')]);
    assert.deepEqual(admission.violationsOf(thing({ size: 3, unknown: 1 })), []);
    assert.deepEqual(
      admission.violationsOf(thing({ size: 10, name: 'b' })).map(({ path, message }) => `${path}: ${message}`),
      ['spec.size: Invalid value: 10: should be less than or equal to 9', 'spec: failed rule: self.name != "b"'],
    );
  });

  it('tells a version that the CRD does not serve, also of stored objects', () => {
    const admission = openAdmission([
      crd('standard', [
        { name: 'v1', served: true },
        { name: 'v1beta1', served: false },
      ]),
    ]);
    const old = { ...gateway({}, { uid: '1' }), apiVersion: `${GROUP}/v1beta1` };
    assert.deepEqual(admission.violationsOf(old), [
      { path: 'apiVersion', message: 'version v1beta1 is not served: the CRD serves v1' },
    ]);
  });

  it('survives schemas and objects of every shape', () => {
    const shapes: readonly unknown[] = [null, 1, 'x', [], {}, [null], { a: null }];
    for (const schema of shapes) {
      const versions = [{ name: 'v1', served: true, schema: { openAPIV3Schema: { properties: { spec: schema } } } }];
      for (const spec of shapes) openAdmission([crd(undefined, versions)]).violationsOf(gateway(spec));
    }
    const polluted: unknown = JSON.parse('{"__proto__": {"x": 1}, "constructor": 1, "listeners": [{"__proto__": 2}]}');
    openAdmission([]).violationsOf(gateway(polluted));
    assert.equal(Object.hasOwn(Object.prototype, 'x'), false);
  });
});

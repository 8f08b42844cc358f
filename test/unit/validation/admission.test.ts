import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { Violation } from '../../../src/model/violation.ts';
import { openAdmission } from '../../../src/validation/admission.ts';

const GROUP = 'gateway.networking.k8s.io';
const GROUP_X = 'gateway.networking.x-k8s.io';
const BUNDLE = { 'gateway.networking.k8s.io/channel': 'experimental' };

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

  it('judges by the release that CRDs without schemas name, and by none that is not bundled', () => {
    // v1.6 takes a port of an XBackend as `{port}`, v1.7 as `{number}`.
    const served = [{ name: 'v1alpha1', served: true }];
    const named = (version: string): unknown => ({
      metadata: { annotations: { ...BUNDLE, 'gateway.networking.k8s.io/bundle-version': version } },
      spec: { group: GROUP_X, names: { kind: 'XBackend' }, versions: served },
    });
    assert.deepEqual(releases([named('v1.6.0')], { port: 443 }), []);
    assert.deepEqual(releases([named('v1.6.0')], { number: 443 }), ['v1.6.3']);
    assert.deepEqual(releases([named('v1.7.0')], { port: 443 }), ['v1.7.0']);
    assert.deepEqual(releases([], { port: 443 }), ['v1.7.0']);
    assert.deepEqual(releases([named('v1.8.0')], { port: 443 }), []);
    assert.deepEqual(releases([named('v0.0.0-dev')], { port: 443 }), []);
  });

  it('judges by the release that was chosen, as if it were installed', () => {
    const object = backend({ port: 443 });
    assert.deepEqual(at('v1.6.3', object), []);
    assert.equal(at('v1.7.0', object).length, 1);
    const policy = { apiVersion: `${GROUP}/v1alpha2`, kind: 'BackendTLSPolicy', metadata: { name: 'p' }, spec: {} };
    assert.deepEqual(
      at('v1.7.0', policy).map(({ message }) => message),
      ['version v1alpha2 is not served: the CRD serves v1, v1alpha3'],
    );
    assert.notDeepEqual(at('v1.0.0', policy), []);
    // XTelemetryPolicy is newer.
    assert.deepEqual(at('v1.6.3', { ...object, kind: 'XTelemetryPolicy' }), []);
  });

  it('judges what a server has stored where that is asked for', () => {
    const stored = { ...listener(passthrough), metadata: { name: 'web', uid: '1' } };
    assert.equal(openAdmission([], { judges: () => true }).violationsOf(stored).length, 1);
  });

  it('names the fields that would be dropped, and those that only the experimental channel has', () => {
    const route = {
      apiVersion: `${GROUP}/v1`,
      kind: 'HTTPRoute',
      metadata: { name: 'r', anything: 1 },
      status: {},
      spec: {
        rules: [
          { matchs: [], sessionPersistence: { cookie: { name: 'a' } }, backendRefs: [{ name: 'a', port: 1, wait: 1 }] },
        ],
      },
      more: { deep: 1 },
    };
    const dropped = (channel: 'standard' | 'experimental' | undefined): readonly string[] =>
      openAdmission([], { choice: { release: 'v1.7.0', channel } })
        .judge(route)
        .unknownFields.map(({ path, isExperimental }) => `${path}${isExperimental ? ' (experimental)' : ''}`);
    const always = ['spec.rules[0].matchs', 'spec.rules[0].backendRefs[0].wait', 'more'];
    assert.deepEqual(dropped('experimental'), always);
    assert.deepEqual(dropped(undefined), always);
    assert.deepEqual(dropped('standard'), [
      always[0],
      'spec.rules[0].sessionPersistence (experimental)',
      ...always.slice(1),
    ]);
  });

  it('names the rules that could not be evaluated, and finds nothing in them', () => {
    const spec = {
      type: 'object',
      properties: { size: { type: 'string', 'x-kubernetes-validations': [{ rule: 'quantity(self).isInteger()' }] } },
      'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
    };
    const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
    const admission = openAdmission([crd(undefined, [{ name: 'v1', served: true, schema }], 'Thing', 'a.example')]);
    assert.deepEqual(admission.judge(thing({ size: 'x' })), {
      violations: [],
      unknownFields: [],
      version: undefined,
      next: undefined,
      unevaluated: [
        {
          path: 'spec.size',
          rule: 'quantity(self).isInteger()',
          because: { code: 'unknownFunctions', names: ['isInteger', 'quantity'] },
        },
      ],
    });
    assert.deepEqual(admission.judge(thing({})).unevaluated, []);
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

function backend(port: unknown): KubernetesObject {
  return {
    apiVersion: `${GROUP_X}/v1alpha1`,
    kind: 'XBackend',
    metadata: { name: 'x' },
    spec: { type: 'ExternalHostname', externalHostname: { hostname: 'a.example' }, port },
  };
}

function at(release: string, one: KubernetesObject): readonly Violation[] {
  return openAdmission([], { choice: { release, channel: 'experimental' } }).violationsOf(one);
}

function releases(crds: readonly unknown[], port: unknown): readonly unknown[] {
  return openAdmission(crds)
    .violationsOf(backend(port))
    .map(({ release }) => release);
}

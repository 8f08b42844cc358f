import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CONFIG_MAP, SECRET } from '../../../src/gateway-api/kinds.ts';
import { NO_CERTIFICATE } from '../../../src/model/secret-value.ts';
import { refOf } from '../../../src/model/ref.ts';
import {
  brokenEdges,
  configMap,
  gateway,
  grant,
  graphOf,
  http,
  listenerOf,
  listenerSet,
  make,
  secret,
  service,
  verdict,
} from '../../support/world.ts';
import type { World } from '../../support/world.ts';

const GROUP = 'gateway.networking.k8s.io';
const https = (tls: unknown, port = 443) => ({ name: 'https', port, protocol: 'HTTPS', tls });

const resolve = (
  ref: Readonly<Record<string, unknown>>,
  others: readonly ReturnType<typeof secret>[],
  world: World = {},
  mode = 'Terminate',
) => {
  const main = gateway('main', [https({ mode, certificateRefs: [ref] })]);
  return listenerOf(graphOf([main, ...others], world), main, 'https');
};

describe('certificates of a listener (semantics.md 6.1)', () => {
  for (const [name, ref, others, expected] of [
    ['a Secret that is there', { name: 'c' }, [secret('c')], 'True'],
    ['a Secret that is not there', { name: 'c' }, [], 'False InvalidCertificateRef'],
    [
      'a group that is no core group',
      { group: 'wrong.example', name: 'c' },
      [secret('c')],
      'False InvalidCertificateRef',
    ],
    ['a kind that is no Secret', { kind: 'ConfigMap', name: 'c' }, [configMap('c')], 'False InvalidCertificateRef'],
    ['a Secret without its key', { name: 'c' }, [secret('c', { 'tls.crt': '' })], 'False InvalidCertificateRef'],
    [
      'a Secret that holds no certificate',
      { name: 'c' },
      [secret('c', { 'tls.crt': NO_CERTIFICATE, 'tls.key': '' })],
      'False InvalidCertificateRef',
    ],
    [
      'a Secret of another namespace without a grant',
      { name: 'c', namespace: 'certs' },
      [secret('certs/c')],
      'False RefNotPermitted',
    ],
    ['the grant is checked before the Secret', { name: 'c', namespace: 'certs' }, [], 'False RefNotPermitted'],
    [
      'a Secret of another namespace with a grant',
      { name: 'c', namespace: 'certs' },
      [secret('certs/c'), grant('certs/g', `${GROUP}/Gateway/shop`, '/Secret')],
      'True',
    ],
    [
      "a foreign kind that is there is its controller's",
      { group: 'acme.example', kind: 'Cert', name: 'c' },
      [make('acme.example/v1', 'Cert', 'c')],
      'Unknown',
    ],
  ] as const) {
    test(name, () => {
      const listener = resolve(ref, others);
      assert.equal(verdict(listener.resolvedRefs), expected);
      assert.equal(verdict(listener.accepted), 'True');
    });
  }

  test('a Secret that may not be read is unknown', () => {
    const gaps = [{ what: 'secrets', ...SECRET, reason: 'forbidden', message: 'secrets is forbidden' } as const];
    assert.equal(verdict(resolve({ name: 'c' }, [], { gaps }).resolvedRefs), 'Unknown');
  });

  test('a live Secret without its keys is not called broken', () => {
    const bare = make('v1', 'Secret', 'c', { type: 'kubernetes.io/tls' });
    assert.equal(verdict(resolve({ name: 'c' }, [bare], { origin: 'live', complete: [SECRET] }).resolvedRefs), 'True');
  });

  test('a listener that passes TLS through needs none', () => {
    assert.equal(verdict(resolve({ name: 'gone' }, [], {}, 'Passthrough').resolvedRefs), 'True');
  });

  test('ResolvedRefs of the Gateway names its listeners, Accepted stays', () => {
    const main = gateway('main', [http, https({ certificateRefs: [{ name: 'gone' }] })]);
    const parent = graphOf([main]).parent(refOf(main));
    assert.equal(verdict(parent?.resolvedRefs), 'False ListenersNotResolved');
    assert.equal(verdict(parent?.accepted), 'True');
    assert.equal(parent?.accepted.reason, 'ListenersNotValid');
  });

  for (const [name, spec] of [
    ['since v1.4', { tls: { backend: { clientCertificateRef: { name: 'gone' } } } }],
    ['in v1.2 and v1.3', { backendTLS: { clientCertificateRef: { name: 'gone' } } }],
  ] as const) {
    test(`the client certificate of a Gateway ${name} (semantics.md 1.4)`, () => {
      const main = gateway('main', [http], spec);
      assert.equal(verdict(graphOf([main]).parent(refOf(main))?.resolvedRefs), 'False InvalidClientCertificateRef');
    });
  }
});

const ca = (name: string, more = {}) => ({ group: '', kind: 'ConfigMap', name, ...more });
const bundle = (name: string) => ({ group: 'certificates.k8s.io', kind: 'ClusterTrustBundle', name });

const validation = (name: string) => ({ validation: { caCertificateRefs: [ca(name)] } });

describe('how clients identify themselves (semantics.md 1.4, 6.1)', () => {
  const certified = https({ certificateRefs: [{ name: 'c' }] });
  const judge = (
    refs: readonly Readonly<Record<string, unknown>>[],
    others: readonly ReturnType<typeof secret>[] = [],
    world: World = {},
  ) => {
    const spec = { tls: { frontend: { default: { validation: { caCertificateRefs: refs } } } } };
    const main = gateway('main', [http, certified], spec);
    const graph = graphOf([main, secret('c'), ...others], world);
    const [plain, secure] = [listenerOf(graph, main, 'http'), listenerOf(graph, main, 'https')];
    assert.equal(verdict(plain.accepted), 'True');
    assert.equal(verdict(plain.resolvedRefs), 'True');
    return `${verdict(secure.accepted)} / ${verdict(secure.resolvedRefs)}`;
  };

  for (const [name, refs, others, expected] of [
    ['a ConfigMap that is there', [ca('a')], [configMap('a')], 'True / True'],
    ['all bad', [ca('gone')], [], 'False NoValidCACertificate / False InvalidCACertificateRef'],
    ['one bad', [ca('gone'), ca('a')], [configMap('a')], 'True / False InvalidCACertificateRef'],
    [
      'a ConfigMap without ca.crt',
      [ca('a')],
      [configMap('a', { other: '' })],
      'False NoValidCACertificate / False InvalidCACertificateRef',
    ],
    [
      'a ConfigMap without PEM',
      [ca('a')],
      [configMap('a', { 'ca.crt': 'x' })],
      'False NoValidCACertificate / False InvalidCACertificateRef',
    ],
    [
      'a kind that is none',
      [{ group: 'wrong.example', kind: 'Wrong', name: 'a' }],
      [],
      'False NoValidCACertificate / False InvalidCACertificateKind',
    ],
    [
      'another namespace without a grant',
      [ca('a', { namespace: 'certs' })],
      [configMap('certs/a')],
      'False NoValidCACertificate / False RefNotPermitted',
    ],
    [
      'another namespace with a grant',
      [ca('a', { namespace: 'certs' })],
      [configMap('certs/a'), grant('certs/g', `${GROUP}/Gateway/shop`, '/ConfigMap')],
      'True / True',
    ],
    ['a ClusterTrustBundle that is not among the files', [bundle('x:y')], [], 'True / Unknown'],
  ] as const) {
    test(name, () => assert.equal(judge(refs, others), expected));
  }

  test('a ClusterTrustBundle needs no grant and no namespace', () => {
    const object = {
      apiVersion: 'certificates.k8s.io/v1beta1',
      kind: 'ClusterTrustBundle',
      metadata: { name: 'x:y' },
      spec: { trustBundle: '-----BEGIN CERTIFICATE-----' },
    };
    assert.equal(judge([bundle('x:y')], [object]), 'True / True');
    assert.equal(
      judge([bundle('x:y')], [{ ...object, spec: { trustBundle: '' } }]),
      'False NoValidCACertificate / False InvalidCACertificateRef',
    );
  });

  test('a cluster that does not serve ClusterTrustBundles', () => {
    const gaps = [
      {
        what: 'clustertrustbundles.certificates.k8s.io',
        group: 'certificates.k8s.io',
        kind: 'ClusterTrustBundle',
        reason: 'absent',
        message: 'not found',
      } as const,
    ];
    assert.equal(judge([bundle('x:y')], [], { gaps }), 'False NoValidCACertificate / False InvalidCACertificateKind');
  });

  test('ConfigMaps that may not be read are unknown', () => {
    const gaps = [{ what: 'configmaps', ...CONFIG_MAP, reason: 'forbidden', message: 'no' } as const];
    assert.equal(judge([ca('a')], [], { gaps }), 'True / Unknown');
  });

  test("a port's own validation beats the default, for ListenerSets too (semantics.md 2.7)", () => {
    const spec = {
      tls: { frontend: { default: validation('gone'), perPort: [{ port: 8443, tls: validation('a') }] } },
      allowedListeners: { namespaces: { from: 'Same' } },
    };
    const main = gateway('main', [certified, { ...certified, name: 'other', port: 8443 }], spec);
    const set = listenerSet('set', { name: 'main' }, [
      { ...certified, name: 'x', hostname: 'x.com' },
      { ...certified, name: 'y', hostname: 'y.com', port: 8443 },
    ]);
    const graph = graphOf([main, set, secret('c'), configMap('a')]);
    assert.equal(verdict(listenerOf(graph, main, 'https').accepted), 'False NoValidCACertificate');
    assert.equal(verdict(listenerOf(graph, main, 'other').accepted), 'True');
    assert.equal(verdict(listenerOf(graph, set, 'x').accepted), 'False NoValidCACertificate');
    assert.equal(verdict(listenerOf(graph, set, 'y').accepted), 'True');
  });

  test("the listener's own field of v1.1 to v1.3", () => {
    const main = gateway('main', [
      https({ certificateRefs: [{ name: 'c' }], frontendValidation: { caCertificateRefs: [ca('gone')] } }),
    ]);
    const graph = graphOf([main, secret('c')]);
    assert.equal(verdict(listenerOf(graph, main, 'https').accepted), 'False NoValidCACertificate');
    assert.deepEqual(brokenEdges(graph), ['ca Gateway/main#https -> ConfigMap/gone: missing InvalidCACertificateRef']);
  });
});

const judge = (filter: unknown, others: readonly ReturnType<typeof secret>[], protocol = 'HTTP') => {
  const set = listenerSet('set', { name: 'main' }, [
    { name: 'x', port: 81, protocol, filters: { requests: [filter] } },
  ]);
  const graph = graphOf([
    gateway('main', [http], { allowedListeners: { namespaces: { from: 'Same' } } }),
    set,
    ...others,
  ]);
  return { listener: listenerOf(graph, set, 'x'), graph };
};

const auth = (backendRef: unknown) => ({ type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', backendRef } });

describe('filters of a listener (semantics.md 3.1, 6.1)', () => {
  for (const [name, filter, others, expected] of [
    ['a Service that is there', auth({ name: 'auth', port: 80 }), [service('auth')], 'True'],
    ['a Service that is not there', auth({ name: 'auth', port: 80 }), [], 'False InvalidListenerFilterRef'],
    [
      'another namespace',
      auth({ name: 'auth', namespace: 'sec', port: 80 }),
      [service('sec/auth')],
      'False RefNotPermitted',
    ],
    [
      'another namespace with a grant from Gateway',
      auth({ name: 'auth', namespace: 'sec', port: 80 }),
      [service('sec/auth'), grant('sec/g', `${GROUP}/Gateway/shop`, '/Service')],
      'False RefNotPermitted',
    ],
    [
      'another namespace with a grant from ListenerSet',
      auth({ name: 'auth', namespace: 'sec', port: 80 }),
      [service('sec/auth'), grant('sec/g', `${GROUP}/ListenerSet/shop`, '/Service')],
      'True',
    ],
    [
      'an extension that is not there',
      { type: 'ExtensionRef', extensionRef: { group: 'acme.example', kind: 'Waf', name: 'w' } },
      [],
      'False InvalidListenerFilterRef',
    ],
    [
      'an extension that is there',
      { type: 'ExtensionRef', extensionRef: { group: 'acme.example', kind: 'Waf', name: 'w' } },
      [make('acme.example/v1', 'Waf', 'w')],
      'True',
    ],
  ] as const) {
    test(name, () => assert.equal(verdict(judge(filter, others).listener.resolvedRefs), expected));
  }

  test('a failure names the filter', () => {
    const { because } = judge(auth({ name: 'auth', port: 80 }), []).listener.resolvedRefs;
    assert.ok(because?.code === 'filterFails');
    assert.deepEqual([because.index, because.because?.code], [0, 'objectMissing']);
  });

  test('on other protocols they are refused (semantics.md 9.22)', () => {
    assert.equal(
      verdict(judge(auth({ name: 'auth', port: 80 }), [service('auth')], 'TCP').listener.accepted),
      'False InvalidListenerFilter',
    );
  });
});

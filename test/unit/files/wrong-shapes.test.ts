import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkShape } from '../../../src/source/files/check-shape.ts';
import { runMain } from '../../support/run-main.ts';

const API = 'gateway.networking.k8s.io';

function listenerSet(apiVersion: string, kind: string, name: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\nspec: {parentRef: {name: edge}}\n---\n`;
}

/** What is wrong with a spec of a kind. */
function wrongIn(kind: string, spec: unknown, group = API): readonly string[] {
  return checkShape({ kind, metadata: { name: 'x' }, spec }, { group, kind }).map(({ message }) => message);
}

describe('fields of another shape than their kind has', () => {
  for (const [kind, spec, ...expected] of [
    ['HTTPRoute', 'text', 'spec must be an object, not a string'],
    ['HTTPRoute', { parentRefs: 'text' }, 'spec.parentRefs must be an array, not a string'],
    ['GRPCRoute', { parentRefs: ['web'] }, 'spec.parentRefs[0] must be an object, not a string'],
    ['TCPRoute', { rules: { a: 1 } }, 'spec.rules must be an array, not an object'],
    [
      'HTTPRoute',
      { hostnames: [1], rules: [{ backendRefs: [{ name: 5, port: '80' }] }] },
      'spec.hostnames[0] must be a string, not a number',
      'spec.rules[0].backendRefs[0].name must be a string, not a number',
      'spec.rules[0].backendRefs[0].port must be a number, not a string',
    ],
    ['Gateway', { listeners: [{ port: '80' }] }, 'spec.listeners[0].port must be a number, not a string'],
    ['ListenerSet', { parentRef: [] }, 'spec.parentRef must be an object, not an array'],
    ['ReferenceGrant', { from: [true] }, 'spec.from[0] must be an object, not a boolean'],
    [
      'Gateway',
      { infrastructure: { parametersRef: 'text' }, tls: { backend: { clientCertificateRef: { name: 5 } } } },
      'spec.infrastructure.parametersRef must be an object, not a string',
      'spec.tls.backend.clientCertificateRef.name must be a string, not a number',
    ],
    [
      'HTTPRoute',
      { rules: [{ filters: [{ requestMirror: { backendRef: 'text' } }] }] },
      'spec.rules[0].filters[0].requestMirror.backendRef must be an object, not a string',
    ],
    ['BackendTLSPolicy', { targetRefs: {} }, 'spec.targetRefs must be an array, not an object'],
    ['HTTPRoute', { parentRefs: null, rules: [null], unknown: 'text' }],
    ['HTTPRoute', undefined],
  ] as const) {
    test(`${kind} ${JSON.stringify(spec)}`, () => assert.deepEqual(wrongIn(kind, spec), expected));
  }

  test('of Services, and of any policy, but not of kinds that nobody knows', () => {
    assert.deepEqual(wrongIn('Service', { ports: 80 }, ''), ['spec.ports must be an array, not a number']);
    assert.deepEqual(wrongIn('TimeoutPolicy', { targetRef: 'x' }, 'acme.io'), [
      'spec.targetRef must be an object, not a string',
    ]);
    assert.deepEqual(wrongIn('Widget', { targetRef: 'x', parentRefs: 'y' }, 'acme.io'), []);
  });

  test('they are gaps with file and line, the rest is read, and the exit code says so where the kind was asked', async () => {
    const input = `apiVersion: ${API}/v1
kind: HTTPRoute
metadata:
  name: odd
  namespace: shop
spec:
  hostnames: [a.example]
  parentRefs: text
---
apiVersion: ${API}/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
`;
    const gap =
      'Warning: cannot read stdin:8 in namespace shop: HTTPRoute odd: spec.parentRefs must be an array, not a string\n';
    for (const [words, code] of [
      ['get httproutes -A', 1],
      ['get httproutes -n pay', 0],
      ['get httproute odd -n shop', 1],
      ['get gateways -n shop', 0],
      ['describe httproutes -n shop', 1],
      ['describe gateway edge -n shop', 0],
      ['graph httproute odd -n shop', 1],
      ['graph gateway edge -n shop', 0],
    ] as const) {
      const run = await runMain([...words.split(' '), '--from', '-'], input);
      assert.equal(run.code, code, words);
      assert.ok(run.err.includes(gap), `${words}: ${run.err}`);
    }
    const { out } = await runMain(['get', 'httproutes', '-n', 'shop', '--from', '-'], input);
    assert.match(out, /\nodd +a\.example /);
  });
});

describe('types of files', () => {
  test("the plural of an unknown kind as English has it: Istio's gateways", async () => {
    for (const [kind, word] of [
      ['Gateway', 'gateways.acme.io'],
      ['Proxy', 'proxies.acme.io'],
      ['Alias', 'aliases.acme.io'],
      ['Mesh', 'meshes.acme.io'],
      ['Widget', 'widgets.acme.io'],
    ]) {
      const input = `apiVersion: acme.io/v1\nkind: ${kind}\nmetadata: {name: one, namespace: shop}\n`;
      const { out, err } = await runMain(['get', String(word), '-n', 'shop', '-o', 'name', '--from', '-'], input);
      assert.match(out, /\/one\n$/, err);
    }
  });

  test('lset means XListenerSets where there are no others', async () => {
    const old = listenerSet('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet', 'old');
    const words = ['get', 'lset', '-n', 'shop', '-o', 'name', '--from', '-'];
    assert.equal((await runMain(words, old)).out, 'xlistenerset.gateway.networking.x-k8s.io/old\n');
    const both = old + listenerSet(`${API}/v1`, 'ListenerSet', 'new');
    assert.equal((await runMain(words, both)).out, 'listenerset.gateway.networking.k8s.io/new\n');
  });
});

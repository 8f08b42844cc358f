import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FactCode } from '../../../src/model/fact.ts';
import { gateway, graphOf, listenerOf, verdict } from '../../support/world.ts';

const tls = (mode?: string) => ({ tls: mode === undefined ? {} : { mode, certificateRefs: [] } });

describe('route kinds of a listener (semantics.md 2.3)', () => {
  for (const [protocol, more, expected] of [
    ['HTTP', {}, ['HTTPRoute', 'GRPCRoute']],
    ['HTTPS', tls(), ['HTTPRoute', 'GRPCRoute']],
    ['TLS', tls('Passthrough'), ['TLSRoute']],
    ['TLS', tls('Terminate'), ['TLSRoute']],
    ['TCP', {}, ['TCPRoute']],
    ['UDP', {}, ['UDPRoute']],
    ['example.com/Custom', {}, []],
    ['SCTP', {}, []],
  ] as const) {
    test(`${protocol} ${JSON.stringify(more)} takes ${expected.join(', ') || 'nothing that the API defines'}`, () => {
      const main = gateway('main', [{ name: 'l', port: 1, protocol, ...more }]);
      const listener = listenerOf(graphOf([main]), main, 'l');
      assert.deepEqual(
        listener.supportedKinds.map(({ kind }) => kind),
        expected,
      );
    });
  }

  for (const [name, kinds, supported, resolved] of [
    ['a listed kind that fits', [{ kind: 'HTTPRoute' }], ['HTTPRoute'], 'True'],
    ['an empty list', [], ['HTTPRoute', 'GRPCRoute'], 'True'],
    [
      'one that fits and one that does not',
      [{ kind: 'HTTPRoute' }, { kind: 'TCPRoute' }],
      ['HTTPRoute'],
      'False InvalidRouteKinds',
    ],
    ['only kinds that do not fit', [{ kind: 'InvalidRoute' }], [], 'False InvalidRouteKinds'],
    [
      'a kind of another group, which its controller may know',
      [{ group: 'acme.example', kind: 'HTTPRoute' }],
      [],
      'Unknown',
    ],
  ] as const) {
    test(`HTTP with ${name}`, () => {
      const main = gateway('main', [{ name: 'l', port: 1, protocol: 'HTTP', allowedRoutes: { kinds } }]);
      const listener = listenerOf(graphOf([main]), main, 'l');
      assert.deepEqual(
        listener.supportedKinds.map(({ kind }) => kind),
        supported,
      );
      assert.equal(verdict(listener.resolvedRefs), resolved);
    });
  }

  test('a protocol of a controller is not evaluated, an unknown word is refused', () => {
    const main = gateway('main', [
      { name: 'custom', port: 1, protocol: 'example.com/Custom' },
      { name: 'wrong', port: 2, protocol: 'SCTP' },
    ]);
    const graph = graphOf([main]);
    assert.equal(verdict(listenerOf(graph, main, 'custom').accepted), 'Unknown');
    assert.equal(verdict(listenerOf(graph, main, 'wrong').accepted), 'False UnsupportedProtocol');
  });
});

function choicesOf(...modes: readonly (readonly [string, number])[]): readonly (FactCode | undefined)[] {
  const listeners = modes.map(([mode, port], index) => ({
    name: `l${index}`,
    port,
    protocol: 'TLS',
    hostname: `h${index}.example.com`,
    ...tls(mode),
  }));
  const main = gateway('main', listeners);
  const graph = graphOf([main]);
  return listeners.map(({ name }) => {
    const { accepted } = listenerOf(graph, main, name);
    assert.equal(accepted.status, 'True');
    return accepted.choice?.code;
  });
}

describe('TLS modes that a controller may refuse (semantics.md 2.3)', () => {
  test('ending TLS is an extended feature, passing it through is not', () => {
    assert.deepEqual(choicesOf(['Terminate', 443], ['Passthrough', 8443]), ['terminationIsExtended', undefined]);
  });

  test('both modes at one port are another one, for both listeners', () => {
    assert.deepEqual(choicesOf(['Terminate', 443], ['Passthrough', 443]), [
      'mixedModesAreExtended',
      'mixedModesAreExtended',
    ]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refOf } from '../../../src/model/ref.ts';
import { gateway, graphOf, listenerOf, verdict } from '../../support/world.ts';

const listener = (name: string, protocol: string, hostname?: string, port = 443) => ({
  name,
  port,
  protocol,
  ...(hostname === undefined ? {} : { hostname }),
  ...(protocol === 'HTTPS' || protocol === 'TLS' ? { tls: {} } : {}),
});

type Pair = readonly [name: string, first: Listener, second: Listener, expected: readonly string[]];

const pairs = (table: readonly Pair[]): readonly Pair[] => table;

/** Protocol and hostname. */
type Listener = readonly [string, string?];

const conflicted = (...listeners: readonly ReturnType<typeof listener>[]): readonly string[] => {
  const main = gateway('main', listeners);
  const graph = graphOf([main]);
  return listeners.map(({ name }) => {
    const { conflicted: condition, accepted } = listenerOf(graph, main, name);
    if (condition.status !== 'True') return 'no';
    assert.equal(accepted.status, 'False');
    assert.equal(accepted.reason, condition.reason);
    return condition.choice === undefined ? condition.reason : `${condition.reason} by choice`;
  });
};

describe('listeners of one Gateway (semantics.md 2.6): nobody wins', () => {
  for (const [name, first, second, expected] of pairs([
    ['HTTP with equal hostnames', ['HTTP', 'a.com'], ['HTTP', 'a.com'], ['HostnameConflict', 'HostnameConflict']],
    ['HTTP without hostnames', ['HTTP'], ['HTTP'], ['HostnameConflict', 'HostnameConflict']],
    ['HTTP with different hostnames', ['HTTP', 'a.com'], ['HTTP', 'b.com'], ['no', 'no']],
    ['HTTP with and without hostname', ['HTTP', 'a.com'], ['HTTP'], ['no', 'no']],
    ['HTTPS with equal hostnames', ['HTTPS', 'a.com'], ['HTTPS', 'a.com'], ['HostnameConflict', 'HostnameConflict']],
    ['TLS with equal hostnames', ['TLS', 'a.com'], ['TLS', 'a.com'], ['HostnameConflict', 'HostnameConflict']],
    ['HTTPS and TLS with different hostnames', ['HTTPS', 'a.com'], ['TLS', 'b.com'], ['no', 'no']],
    [
      'HTTPS and TLS with equal hostnames, which the API leaves open',
      ['HTTPS', 'a.com'],
      ['TLS', 'a.com'],
      ['HostnameConflict by choice', 'HostnameConflict by choice'],
    ],
    ['TCP twice', ['TCP'], ['TCP'], ['ProtocolConflict', 'ProtocolConflict']],
    ['UDP twice', ['UDP'], ['UDP'], ['ProtocolConflict', 'ProtocolConflict']],
    ['TCP and HTTP', ['TCP'], ['HTTP', 'a.com'], ['ProtocolConflict', 'ProtocolConflict']],
    ['TCP and TLS', ['TCP'], ['TLS', 'a.com'], ['ProtocolConflict', 'ProtocolConflict']],
    ['UDP and TCP', ['UDP'], ['TCP'], ['no', 'no']],
    ['UDP and HTTPS', ['UDP'], ['HTTPS'], ['no', 'no']],
    [
      'HTTP and HTTPS, which the API leaves open',
      ['HTTP', 'a.com'],
      ['HTTPS', 'b.com'],
      ['ProtocolConflict by choice', 'ProtocolConflict by choice'],
    ],
  ])) {
    test(name, () => {
      assert.deepEqual(conflicted(listener('a', ...first), listener('b', ...second)), expected);
    });
  }

  test('other ports do not matter, and neither does a third listener that is distinct', () => {
    assert.deepEqual(
      conflicted(
        listener('a', 'HTTP', 'a.com'),
        listener('b', 'HTTP', 'a.com'),
        listener('c', 'HTTP', 'c.com'),
        listener('d', 'HTTP', 'a.com', 80),
      ),
      ['HostnameConflict', 'HostnameConflict', 'no', 'no'],
    );
  });

  test('TCP takes all HTTP, HTTPS and TLS listeners of its port down', () => {
    assert.deepEqual(conflicted(listener('a', 'HTTPS', 'a.com'), listener('b', 'TLS', 'b.com'), listener('c', 'TCP')), [
      'ProtocolConflict',
      'ProtocolConflict',
      'ProtocolConflict',
    ]);
  });

  test('the Gateway is accepted as long as one distinct listener is left', () => {
    const left = gateway('left', [listener('a', 'HTTP'), listener('b', 'HTTP'), listener('c', 'HTTP', undefined, 80)]);
    const lost = gateway('lost', [listener('a', 'HTTP'), listener('b', 'HTTP')]);
    const graph = graphOf([left, lost]);
    assert.deepEqual(graph.parent(refOf(left))?.accepted.reason, 'ListenersNotValid');
    assert.equal(verdict(graph.parent(refOf(left))?.accepted), 'True');
    assert.equal(verdict(graph.parent(refOf(lost))?.accepted), 'False ListenersNotValid');
  });

  test('a conflict names the other listener and what both have', () => {
    const main = gateway('main', [listener('a', 'HTTP', 'a.com'), listener('b', 'HTTP', 'a.com')]);
    const { because } = listenerOf(graphOf([main]), main, 'a').conflicted;
    const expected = { code: 'hostnameConflict', other: 'b', holder: undefined, port: 443, hostname: 'a.com' };
    assert.deepEqual(because, expected);
  });
});

const overlaps = (...listeners: readonly ReturnType<typeof listener>[]): readonly string[] => {
  const main = gateway('main', listeners);
  const graph = graphOf([main]);
  return listeners.map(({ name }) => listenerOf(graph, main, name).overlappingTlsConfig?.reason ?? 'absent');
};

describe('overlapping TLS (semantics.md 2.6)', () => {
  test('a wildcard and a name below it on one port', () => {
    const pair = [listener('a', 'HTTPS', '*.example.com'), listener('b', 'HTTPS', 'foo.example.com')];
    assert.deepEqual(overlaps(...pair), ['OverlappingHostnames', 'OverlappingHostnames']);
  });

  test('any hostname overlaps with every other', () => {
    assert.deepEqual(overlaps(listener('a', 'HTTPS'), listener('b', 'HTTPS', 'foo.com')), [
      'OverlappingHostnames',
      'OverlappingHostnames',
    ]);
  });

  test('a wildcard below another, and a name between them', () => {
    const chain = ['*.com', '*.b.com', 'a.b.com', 'x.org'].map((hostname, index) =>
      listener(`l${index}`, 'HTTPS', hostname),
    );
    assert.deepEqual(overlaps(...chain), [
      'OverlappingHostnames',
      'OverlappingHostnames',
      'OverlappingHostnames',
      'absent',
    ]);
  });

  for (const [name, second] of [
    ['another hostname', listener('b', 'HTTPS', 'b.org')],
    ['another port', listener('b', 'HTTPS', 'foo.example.com', 8443)],
    ['another protocol', listener('b', 'TLS', 'foo.example.com')],
  ] as const) {
    test(`absent for ${name}`, () => {
      assert.deepEqual(overlaps(listener('a', 'HTTPS', '*.example.com'), second), ['absent', 'absent']);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { intersectHostname, intersectHostnames } from '../../../src/graph/attach/hostname.ts';

describe('hostnames of a listener and a route (semantics.md 2.5)', () => {
  for (const [listener, route, expected] of [
    [undefined, undefined, '*'],
    [undefined, 'a.example.com', 'a.example.com'],
    ['', 'a.example.com', 'a.example.com'],
    ['a.example.com', undefined, 'a.example.com'],
    ['a.example.com', 'a.example.com', 'a.example.com'],
    ['a.example.com', 'b.example.com', undefined],
    ['*.example.com', 'a.example.com', 'a.example.com'],
    ['*.example.com', 'a.b.example.com', 'a.b.example.com'],
    ['*.example.com', 'example.com', undefined],
    ['*.example.com', 'badexample.com', undefined],
    ['a.example.com', '*.example.com', 'a.example.com'],
    ['example.com', '*.example.com', undefined],
    ['*.example.com', '*.example.com', '*.example.com'],
    ['*.example.com', '*.com', '*.example.com'],
    ['*.foo.example.com', '*.example.com', '*.foo.example.com'],
    ['*.example.com', '*.foo.example.com', '*.foo.example.com'],
    ['*.example.com', '*.example.org', undefined],
    ['*.example.com', '*.notexample.com', undefined],
  ] as const) {
    test(`listener ${listener ?? '<any>'}, route ${route ?? '<any>'} -> ${expected ?? 'none'}`, () => {
      assert.equal(intersectHostname(listener, route), expected);
    });
  }

  test('a route without hostnames serves what the listener serves', () => {
    assert.deepEqual(intersectHostnames('*.example.com', []), ['*.example.com']);
    assert.deepEqual(intersectHostnames(undefined, []), ['*']);
  });

  test('hostnames that share nothing are left out, equal results come once', () => {
    const hostnames = ['a.example.com', 'a.example.org', '*.com', '*.example.com'];
    assert.deepEqual(intersectHostnames('*.example.com', hostnames), ['a.example.com', '*.example.com']);
  });
});

const label = fc.constantFrom('a', 'b', 'ab', 'example', 'com', 'org');
const hostname = fc
  .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 4 }))
  .map(([wild, labels]) => (wild ? ['*', ...labels] : labels).join('.'));
const any = fc.option(hostname, { nil: undefined });

const covers = (pattern: string, name: string): boolean => {
  const [first, ...rest] = pattern.split('.');
  const labels = name.split('.');
  if (first !== '*') return pattern === name;
  return labels.length > rest.length && labels.slice(-rest.length).join('.') === rest.join('.');
};

describe('properties of the intersection (semantics.md 2.5)', () => {
  test('it is commutative', () => {
    fc.assert(fc.property(any, any, (a, b) => intersectHostname(a, b) === intersectHostname(b, a)));
  });

  test('it is one of the two', () => {
    fc.assert(
      fc.property(hostname, hostname, (a, b) => {
        const both = intersectHostname(a, b);
        return both === undefined || both === a || both === b;
      }),
    );
  });

  test('it covers a name exactly where both cover it', () => {
    const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
    fc.assert(
      fc.property(hostname, hostname, name, (a, b, request) => {
        const both = intersectHostname(a, b);
        assert.equal(both !== undefined && covers(both, request), covers(a, request) && covers(b, request));
      }),
    );
  });
});

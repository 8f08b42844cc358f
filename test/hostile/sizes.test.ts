import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonRecord } from '../../src/model/read.ts';
import { assertTame, listOf, runOver } from './run-all.ts';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const MANY = 100_000;

function object(kind: string, name: string, spec: unknown, more: JsonRecord = {}): JsonRecord {
  return { apiVersion: GATEWAY_API, kind, metadata: { name, namespace: 'shop', ...more }, spec };
}

const gateway = object('Gateway', 'web', {
  gatewayClassName: 'acme',
  listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
});
const times = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

const LINES = [
  ['get', 'gateways,httproutes', '-A', '-o', 'wide'],
  ['get', 'backends', '-A'],
  ['get', 'httproutes', '-A', '-o', 'yaml'],
  ['describe', 'gateways,httproutes', '-A'],
  ['status', '-A'],
  ['effective', 'httproutes', '-A'],
  ['graph', '-A', '-o', 'json'],
] as const;

const BIG: readonly (readonly [name: string, objects: readonly unknown[]])[] = [
  [
    '100,000 backendRefs in one rule',
    [
      gateway,
      object('HTTPRoute', 'r', {
        parentRefs: [{ name: 'web' }],
        rules: [{ backendRefs: times(MANY, (at) => ({ name: `s${at}`, port: 80 })) }],
      }),
    ],
  ],
  [
    '100,000 parentRefs in one route',
    [gateway, object('HTTPRoute', 'r', { parentRefs: times(MANY, (at) => ({ name: `g${at}` })) })],
  ],
  [
    '100,000 references to one Gateway',
    [
      gateway,
      object('HTTPRoute', 'r', {
        parentRefs: times(MANY, (at) => ({ name: 'web', sectionName: at % 2 === 0 ? 'http' : `s${at}` })),
      }),
    ],
  ],
  [
    '20,000 listeners in one Gateway',
    [
      object('Gateway', 'web', {
        listeners: times(20_000, (at) => ({
          name: `l${at}`,
          port: 80,
          protocol: 'HTTP',
          hostname: `h${at}.example.com`,
        })),
      }),
    ],
  ],
  [
    '100,000 labels',
    [object('Gateway', 'web', {}, { labels: Object.fromEntries(times(MANY, (at) => [`l${at}`, 'x'])) })],
  ],
  ['a name of a million characters', [object('Gateway', 'w'.repeat(1_000_000), {})]],
  [
    '100,000 conditions',
    [{ ...gateway, status: { conditions: times(MANY, (at) => ({ type: `C${at}`, status: 'True' })) } }],
  ],
];

for (const [name, objects] of BIG) {
  test(`${name}: every verb comes to an end within its memory`, async () => {
    const text = listOf(objects);
    for (const args of LINES) {
      const run = await runOver(text, args);
      assertTame(run);
      // An answer may be long, not boundless.
      assert.ok(run.out.length < 300_000_000, args.join(' '));
    }
  });
}

for (const depth of [500, 5000, 200_000]) {
  test(`an object ${depth} levels deep is answered or refused, never a bug`, async () => {
    const lists = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const maps = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    for (const deep of [lists, maps]) {
      const odd = JSON.stringify(object('HTTPRoute', 'deep', 'DEEP', { annotations: {} })).replace('"DEEP"', deep);
      const text = `{"apiVersion":"v1","kind":"List","items":[${JSON.stringify(gateway)},${odd}]}`;
      for (const args of [
        ...LINES,
        ['get', 'gateways', '-A', '-o', 'kyaml'],
        ['describe', 'httproutes', '-A', '-o', 'json'],
      ]) {
        assertTame(await runOver(text, args));
      }
    }
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonRecord } from '../../src/model/read.ts';
import { runPacked } from '../packed/program.ts';
import { assertTame, listOf, runOver } from './run-all.ts';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const MANY = 100_000;
/** Each is followed by every verb: no API server stores an object with so many. */
const REFERENCES = 30_000;

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
    '30,000 backendRefs in one rule',
    [
      gateway,
      object('HTTPRoute', 'r', {
        parentRefs: [{ name: 'web' }],
        rules: [{ backendRefs: times(REFERENCES, (at) => ({ name: `s${at}`, port: 80 })) }],
      }),
    ],
  ],
  [
    '30,000 parentRefs in one route',
    [gateway, object('HTTPRoute', 'r', { parentRefs: times(REFERENCES, (at) => ({ name: `g${at}` })) })],
  ],
  [
    '30,000 references to one Gateway',
    [
      gateway,
      object('HTTPRoute', 'r', {
        parentRefs: times(REFERENCES, (at) => ({ name: 'web', sectionName: at % 2 === 0 ? 'http' : `s${at}` })),
      }),
    ],
  ],
  [
    '10,000 listeners in one Gateway',
    [
      object('Gateway', 'web', {
        listeners: times(10_000, (at) => ({
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

/** Listeners without end below which one route stands. */
const wideGateway = object('Gateway', 'web', {
  gatewayClassName: 'acme',
  listeners: times(3000, (at) => ({ name: `l${at}`, port: 80, protocol: 'HTTP', hostname: `h${at}.example.com` })),
});
const acme = { ...object('GatewayClass', 'acme', { controllerName: 'example.com/acme' }), metadata: { name: 'acme' } };
const routeOf = (name: string, rules: readonly unknown[]): JsonRecord =>
  object('HTTPRoute', name, { parentRefs: [{ name: 'web' }], rules });
const policyCrd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'bigpolicies.example.com',
    labels: { 'gateway.networking.k8s.io/policy': 'Inherited' },
  },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'BigPolicy', plural: 'bigpolicies' },
    versions: [{ name: 'v1', served: true, storage: true }],
  },
};
const policyOf = (name: string, kind: string, target: string, fields: number, from: string): JsonRecord => ({
  ...object('BigPolicy', name, {
    targetRef: { group: 'gateway.networking.k8s.io', kind, name: target },
    default: Object.fromEntries(times(fields, (at) => [`key-${from}-${at}`, { value: `${name} ${at}` }])),
  }),
  apiVersion: 'example.com/v1',
});

const TRACE = ['trace', 'http://h1.example.com/p5'] as const;
const GENERATE = ['test', '--generate'] as const;

/** What would be multiplied if it were worked out anew at every listener or on every path, and the lines that could. */
const MULTIPLIED: readonly {
  readonly name: string;
  readonly objects: readonly unknown[];
  readonly lines: readonly (readonly string[])[];
  /** What is refused, and how. */
  readonly refused: RegExp | undefined;
}[] = [
  {
    name: '100,000 backendRefs below 3,000 listeners',
    objects: [acme, wideGateway, routeOf('r', [{ backendRefs: times(MANY, (at) => ({ name: `s${at}`, port: 80 })) }])],
    lines: [['graph', '-A'], TRACE, ['table', '-A'], ['table', 'gateway/web#l1', '-n', 'shop'], GENERATE],
    refused: /^error: the tables have more than 2,000,000 backends together: ask for one listener, as in table gateway/,
  },
  {
    name: '1,000 rules below 3,000 listeners',
    objects: [
      acme,
      wideGateway,
      routeOf(
        'r',
        times(1000, (at) => ({ matches: [{ path: { value: `/p${at}` } }], backendRefs: [{ name: 's', port: 80 }] })),
      ),
    ],
    lines: [['graph', '-A'], TRACE, ['table', '-A'], ['table', 'gateway/web#l1', '-n', 'shop'], GENERATE],
    refused:
      /^error: the table of gateway shop\/web has 3,000,000 rows, more than 500,000: ask for one listener, as in/,
  },
  {
    name: 'policies of 50,000 fields, on the paths of 50 listeners and 20 routes',
    objects: [
      acme,
      policyCrd,
      object('Gateway', 'web', {
        gatewayClassName: 'acme',
        listeners: times(50, (at) => ({ name: `l${at}`, port: 80, protocol: 'HTTP', hostname: `h${at}.example.com` })),
      }),
      ...times(20, (at) => routeOf(`r${at}`, [{ backendRefs: [{ name: 's', port: 80 }] }])),
      policyOf('p1', 'Gateway', 'web', 50_000, 'a'),
      policyOf('p2', 'HTTPRoute', 'r0', 50_000, 'b'),
    ],
    lines: [['effective', 'httproutes', '-A'], ['describe', 'httproutes', '-A'], TRACE, ['table', '-A'], GENERATE],
    refused: undefined,
  },
  {
    name: '4,000 policies at one Gateway',
    objects: [
      acme,
      policyCrd,
      gateway,
      routeOf('r', [{ backendRefs: [{ name: 's', port: 80 }] }]),
      ...times(4000, (at) => policyOf(`p${at}`, 'Gateway', 'web', 5, String(at))),
    ],
    lines: [['effective', 'httproutes', '-A'], ['describe', 'gateways', '-A'], ['status', '-A'], TRACE],
    refused: undefined,
  },
];

for (const { name, objects, lines, refused } of MULTIPLIED) {
  test(`${name}: answered within 1.5 GB, or refused in a sentence`, async () => {
    const input = listOf(objects);
    const refusals: string[] = [];
    for (const args of lines) {
      const env = { HOME: '/nonexistent', LANG: 'C.UTF-8', NODE_OPTIONS: '--max-old-space-size=1500' };
      const run = { args, ...(await runPacked([...args, '--from', '-'], { input, env })) };
      assertTame(run);
      assert.ok(run.code === 0 || run.code === 1 || run.code === 3, `${args.join(' ')}: ${run.code} ${run.err}`);
      if (run.code === 3) refusals.push(run.err);
    }
    for (const refusal of refusals) assert.match(refusal, refused ?? /^$/);
    assert.equal(refusals.length > 0, refused !== undefined);
  });
}

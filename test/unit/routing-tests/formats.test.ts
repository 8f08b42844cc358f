import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { load } from 'js-yaml';
import { Parser } from 'tap-parser';
import type { RoutingTestEntry } from '../../../src/documents/routing-test.ts';
import type { TestReport, TestResult } from '../../../src/documents/test-report.ts';
import { formatJunit } from '../../../src/print/junit.ts';
import { formatRoutingTestFile, formatRoutingTests } from '../../../src/print/routing-test-file.ts';
import { formatTap } from '../../../src/print/tap.ts';
import { formatTestReport } from '../../../src/print/test-report.ts';
import { readRoutingTests } from '../../../src/routing-tests/read-routing-tests.ts';
import { validateJunit } from '../../support/validate-junit.ts';
import { trace } from './traces.ts';

const HOSTILE = 'a "b" <c> & # d \\ \u001b[31m\u0000\u202e\ufffe ]]> \u007f';

function result(name: string, more: Partial<TestResult> = {}): TestResult {
  const { request, outcome } = trace({});
  return {
    name,
    file: 'shop.routes.yaml',
    line: 7,
    state: 'passed',
    request,
    outcome,
    differences: [],
    because: [],
    ...more,
  };
}

const FAILED = result(`fails ${HOSTILE}`, {
  line: 12,
  state: 'failed',
  file: `dir/${HOSTILE}.yaml`,
  differences: [
    { key: 'status', never: false, expected: '301', got: '200' },
    { key: 'backend', never: true, expected: HOSTILE, got: HOSTILE },
  ],
  because: [{ text: `httproute shop/api rule 3: PathPrefix ${HOSTILE}`, at: 'api.yaml:41' }, { text: 'another' }],
});

const UNKNOWN = result('cannot tell', {
  state: 'unknown',
  because: [{ text: 'httproutes of namespace x are forbidden' }],
});

const SENT = result('was sent', {
  state: 'failed',
  sent: { address: '203.0.113.10:443', statusCode: 404, findings: [{ what: 'status', predicted: '200', got: '404' }] },
});

function reportOf(tests: readonly TestResult[]): TestReport {
  const count = (state: TestResult['state']): number => tests.filter((one) => one.state === state).length;
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'TestReport',
    summary: { total: tests.length, passed: count('passed'), failed: count('failed'), unknown: count('unknown') },
    tests,
    coverage: { matches: 17, covered: 14, percent: (100 * 14) / 17, missing: [] },
    gaps: [],
  };
}

const ALL = reportOf([result('passes # here'), FAILED, UNKNOWN, SENT]);

suite('TAP 14, as tap-parser reads it', () => {
  test('has every test, with its place and why it fails', () => {
    const events = Parser.parse(formatTap(ALL), { strict: true });
    const asserts = events.flatMap(([name, value]) => (name === 'assert' ? [value] : []));
    assert.deepEqual(
      asserts.map(({ ok, id, name, todo, skip }) => [ok, id, name, todo, skip]),
      [
        [true, 1, 'passes # here', false, false],
        [
          false,
          2,
          String.raw`fails a "b" <c> & # d \ \x1b[31m\x00\u202e` + '\ufffe ]]> ' + String.raw`\u007f`,
          false,
          false,
        ],
        [false, 3, 'cannot tell', false, false],
        [false, 4, 'was sent', false, false],
      ],
    );
    const [, failed] = asserts;
    assert.equal(failed?.diag?.message, 'expected status 301, got 200');
    assert.equal(failed.diag.at.line, 12);
    assert.equal(failed.diag.differences.length, 2);
    assert.match(failed.diag.because[0], /\(api.yaml:41\)$/);
    assert.deepEqual(asserts[3]?.diag?.sent, ['203.0.113.10:443: predicted 200, got 404']);
    assert.ok(events.some(([name, value]) => name === 'version' && value === 14));
    const [, summary] = events.find(([name]) => name === 'complete') ?? [];
    assert.ok(typeof summary === 'object' && 'count' in summary && 'fail' in summary);
    // A failure without a test point would be an error of the format.
    const ids = summary.failures.map(({ id }: { readonly id?: number }) => id);
    assert.deepEqual([summary.count, summary.fail, ids], [4, 3, [2, 3, 4]]);
    assert.ok(
      events.some(([name, value]) => name === 'comment' && String(value).includes('14 of 17 matches covered (82 %)')),
    );
  });

  test('is complete without any test', () => {
    const events = Parser.parse(formatTap(reportOf([])), { strict: true });
    const [, summary] = events.find(([name]) => name === 'complete') ?? [];
    assert.ok(typeof summary === 'object' && 'ok' in summary);
    assert.equal(summary.ok, true);
  });
});

suite('JUnit XML, as xmllint reads it', () => {
  for (const [name, report] of [
    ['every state', ALL],
    ['no test', reportOf([])],
  ] as const) {
    test(`is valid with ${name}`, async () => {
      const { valid, errors } = await validateJunit(formatJunit(report));
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
      assert.equal(valid, true);
    });
  }

  test('is refused where it is broken', async () => {
    assert.equal(
      (await validateJunit(formatJunit(ALL).replace('<testsuite ', '<testsuite colour="red" '))).valid,
      false,
    );
  });

  test('counts by file, and says where and why', () => {
    const xml = formatJunit(ALL);
    assert.match(xml, /<testsuites tests="4" failures="2" errors="1">/);
    assert.match(xml, /<testsuite name="shop.routes.yaml" tests="3" failures="1" errors="1">/);
    assert.match(
      xml,
      /<testcase name="passes # here" classname="shop.routes.yaml" file="shop.routes.yaml" line="7"\/>/,
    );
    assert.match(xml, /<failure message="expected status 301, got 200" type="status">expected status 301, got 200\n/);
    assert.match(xml, /<error message="the answer could not be determined" type="unknown">httproutes of namespace x/);
    assert.match(xml, /<property name="coverage" value="14 of 17 matches covered \(82 %\)"\/>/);
    assert.match(xml, /\\x1b\[31m\\x00\\u202e\\ufffe \]\]&gt;/);
  });
});

suite('a report for people', () => {
  test('has a line a test, and below a failed one why', () => {
    const failed = result('GET https://shop.example.com/admin', {
      state: 'failed',
      differences: [{ key: 'backend', never: true, expected: 'shop/admin:8080', got: 'shop/admin:8080' }],
      because: [{ text: 'httproute shop/api rule 3: PathPrefix /admin', at: 'api.yaml:41' }],
    });
    const report = {
      ...reportOf([result('checkout is split 90/10'), failed, UNKNOWN]),
      coverage: {
        matches: 17,
        covered: 14,
        percent: (100 * 14) / 17,
        missing: [
          {
            route: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'beta' },
            rule: 0,
            test: { request: 'GET https://shop.example.com/beta', headers: { 'x-beta': '2' }, expect: { status: 200 } },
          },
          { route: { group: 'g', kind: 'HTTPRoute', namespace: 'shop', name: 'old' }, rule: 1, match: 2 },
        ],
      },
    };
    assert.equal(
      formatTestReport(report, { color: false, unicode: true }),
      `✓ checkout is split 90/10
✗ GET https://shop.example.com/admin
    expected never backend shop/admin:8080, got it                              shop.routes.yaml:7
    httproute shop/api rule 3: PathPrefix /admin                                api.yaml:41
? cannot tell
    httproutes of namespace x are forbidden
1 passed, 1 failed, 1 unknown; 14 of 17 matches covered (82 %)
not covered:
- request: GET https://shop.example.com/beta
  headers: {x-beta: "2"}
  expect: {status: 200}
# httproute shop/old, rule 1, match 2: no request is known that reaches it
`,
    );
    assert.match(formatTestReport(report, { color: false, unicode: false }), /^ok checkout.*\nFAIL GET/);
  });

  test('lets nothing of a stranger reach the terminal', () => {
    assert.doesNotMatch(
      formatTestReport(ALL, { color: false, unicode: true }),
      /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/,
    );
  });

  test('says to which address a request was sent', () => {
    const sent = { address: '[2001:db8::1]:443', statusCode: 200, server: 'envoy', findings: [] };
    assert.equal(
      formatTestReport(
        { ...reportOf([result('a', { sent }), SENT]), coverage: undefined },
        { color: false, unicode: true },
      ),
      `✓ a
    [2001:db8::1]:443 answers 200 as predicted (server: envoy)
✗ was sent
    203.0.113.10:443: predicted 200, got 404
1 passed, 1 failed
`,
    );
  });
});

suite('a file of tests that is written', () => {
  const tests: readonly RoutingTestEntry[] = [
    {
      name: 'a: b # c',
      request: 'GET https://shop.example.com/a?b={1},c#d',
      headers: {
        'x-v': '2',
        'x-t': 'true',
        'x-n': 'null',
        a: 'b, c: d',
        e: ' f ',
        g: "it's",
        h: '@x',
        i: '- y',
        j: HOSTILE,
      },
      expect: {
        backends: { 'shop/pay:8080': '90%', 'shop/pay-next:8080': '10%' },
        path: `/${'a'.repeat(200)}`,
        rule: 0,
        requestHeaders: { x: null, y: '' },
      },
    },
    {
      request: `POST http://x/${'b'.repeat(90)}`,
      grpc: 'a.B/C',
      sni: 'yes',
      port: 80,
      protocol: 'GRPC',
      expect: { not: { backend: 'x' } },
    },
    { request: '*', curl: 'a\nb\tc', expect: { backends: ['a', 'b:1'], listener: '007' } },
  ];

  test('reads as what was written', () => {
    const text = formatRoutingTestFile(tests, {
      gateway: 'infra/web',
    });
    const value = load(text);
    assert.deepEqual(value, { apiVersion: 'gwctl.dev/v1alpha1', kind: 'RoutingTest', gateway: 'infra/web', tests });
    assert.ok(text.split('\n').every((line) => !/[\u0000-\u0009\u000b-\u001f]/.test(line)));
  });

  test('reads well', () => {
    assert.equal(
      formatRoutingTests([
        {
          request: 'GET https://shop.example.com/pay',
          headers: { 'x-v': '2' },
          expect: { backend: 'shop/pay:8080', route: 'shop/checkout', rule: 0 },
        },
      ]),
      `- request: GET https://shop.example.com/pay
  headers: {x-v: "2"}
  expect: {backend: shop/pay:8080, route: shop/checkout, rule: 0}
`,
    );
    assert.deepEqual(readRoutingTests(load(formatRoutingTestFile([], {}))), { tests: [], faults: [] });
  });
});

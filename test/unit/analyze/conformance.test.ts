import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { TO_CART, gatewayOf, routeOf } from '../../../src/analysis/rules/implementations/examples.ts';
import { readPath, readRecords, readString } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const RULE = `  - matches: [{queryParams: [{name: q, value: a}]}]\n    ${TO_CART}`;

function report(unsupported: readonly string[], supported: readonly string[] = []): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ConformanceReport
date: "2026-10-02T11:12:13Z"
gatewayAPIVersion: v1.7.0
implementation: {organization: acme, project: edge, url: https://edge.example, version: v3.1.0, contact: ['@edge']}
profiles:
- name: GATEWAY-HTTP
  extended: {supportedFeatures: ${JSON.stringify(supported)}, unsupportedFeatures: ${JSON.stringify(unsupported)}}
---
`;
}

suite('analyze --report', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-report-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function findings(controller: string, text?: string, features = ''): Promise<readonly string[]> {
    const file = join(folder, 'report.yaml');
    if (text !== undefined) await writeFile(file, text);
    const given = text === undefined ? [] : ['--report', file];
    const manifests = gatewayOf(controller).replace('---', `${features}---`) + `---${routeOf('shop', RULE)}`;
    const { out } = await runMain(
      ['analyze', '-A', '--from', '-', '--complete', '--rule', 'GW9013', '-o', 'json', ...given],
      manifests.replaceAll(/metadata: \{name: (?!known)/g, 'metadata: {namespace: shop, name: '),
    );
    return readRecords(readPath(JSON.parse(out), 'findings')).map(
      ({ message }) => readString(message)?.replace(file, 'FILE') ?? '',
    );
  }

  const SAID =
    'needs the feature HTTPRouteQueryParamMatching, which the report of acme/edge (v3.1.0 of 2026-10-02: FILE) lists as unsupported';

  test('tells what a controller that nobody knows does not support', async () => {
    assert.deepEqual(await findings('edge.example/c'), []);
    assert.deepEqual(await findings('edge.example/c', report(['HTTPRouteQueryParamMatching'])), [SAID]);
  });

  test('counts before the newest report', async () => {
    assert.equal((await findings('gateway.k8s.aws/alb')).length, 1);
    assert.deepEqual(await findings('gateway.k8s.aws/alb', report([])), []);
  });

  test('does not count where the class lists features', async () => {
    const lists =
      'status: {supportedFeatures: [{name: Gateway}, {name: HTTPRoute}, {name: HTTPRouteQueryParamMatching}]}\n';
    assert.deepEqual(await findings('edge.example/c', report(['HTTPRouteQueryParamMatching']), lists), []);
  });

  test('a feature that one profile supports is supported', async () => {
    const both = report(['HTTPRouteQueryParamMatching'], ['HTTPRouteQueryParamMatching']);
    assert.deepEqual(await findings('edge.example/c', both), []);
  });

  test('a file without a report, or with several, is an error', async () => {
    const file = join(folder, 'other.yaml');
    for (const [text, said] of [
      ['apiVersion: v1\nkind: Service\nmetadata: {name: a}\n', 'holds no ConformanceReport'],
      [report([]) + report(['Gateway']), 'holds 2 ConformanceReports: name the file of one'],
    ] as const) {
      await writeFile(file, text);
      const { out, err, code } = await runMain(['analyze', '--demo', '--report', file]);
      assert.deepEqual([out, code], ['', 2]);
      assert.ok(err.includes(`--report ${file}: ${said}`), err);
    }
  });
});

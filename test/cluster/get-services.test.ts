import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { comparableTable, runBoth, runKubectlOn, runOurs } from './get-support.ts';
import { sharedCluster } from './shared.ts';

const NAMESPACE = 'get-services';
let cluster: Cluster;

/** What load balancers wrote: no controller runs, so the statuses are ours. */
const BALANCED: Readonly<Record<string, readonly object[]>> = {
  balanced: [{ hostname: 'b.example.com' }, { ip: '203.0.113.20' }, { ip: '203.0.113.10', hostname: 'a.example.com' }],
  'balanced-and-external': [{ ip: '203.0.113.40' }],
};

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
  const manifest = await readFile(new URL('./get-services.yaml', import.meta.url), 'utf8');
  const applied = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', manifest);
  assert.equal(applied.code, 0, applied.err);
  for (const [name, ingress] of Object.entries(BALANCED)) {
    const url = `/api/v1/namespaces/${NAMESPACE}/services/${name}/status`;
    await cluster.request('PATCH', url, { status: { loadBalancer: { ingress } } }, 'application/merge-patch+json');
  }
});

/** The first columns of a table, without what stands behind them. */
function firstColumns(table: string, count: number): string {
  const rows = comparableTable(table).trimEnd().split('\n');
  return rows.map((row) => row.split(' ').slice(0, count).join(' ')).join('\n');
}

/** Kinds of the core API that have a list view of ours, with their columns with `-o wide`. */
const KINDS: readonly (readonly [kind: string, wide: number, ...args: readonly string[]])[] = [
  ['services', 7, '-n', NAMESPACE],
  ['namespaces', 3, NAMESPACE],
];

describe("kubectl's columns of the kinds to which ours are added", { skip }, () => {
  for (const [kind, wide, ...args] of KINDS) {
    test(`get ${kind} is kubectl's to the byte`, async () => {
      for (const more of [[], ['--show-labels'], ['--no-headers'], ['--show-kind']]) {
        const { ours, kubectl } = await runBoth(cluster, ['get', kind, ...args, ...more]);
        assert.equal(comparableTable(ours.out), comparableTable(kubectl.out));
        assert.deepEqual([ours.err, ours.code], [kubectl.err, kubectl.code]);
      }
    });

    test(`get ${kind} -o wide begins with kubectl's`, async () => {
      const { ours, kubectl } = await runBoth(cluster, ['get', kind, ...args, '-o', 'wide']);
      assert.equal(firstColumns(ours.out, wide), firstColumns(kubectl.out, Number.POSITIVE_INFINITY));
      assert.match(ours.out.split('\n')[0] ?? '', / ROUTES +POLICIES$/);
    });

    test(`get ${kind} of a dump is the same`, async () => {
      const dump = await runKubectlOn(cluster, ['get', kind, ...args, '-o', 'yaml']);
      const file = join(cluster.folder, `get-${kind}.yaml`);
      await writeFile(file, dump.out);
      const kubectl = await runKubectlOn(cluster, ['get', kind, ...args]);
      const ours = await runOurs(cluster, ['get', kind, ...args, '--from', file]);
      assert.equal(comparableTable(ours.out), comparableTable(kubectl.out));
    });
  }
});

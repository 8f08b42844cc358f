import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { readManifests } from './manifests.ts';
import { applyInOrder, comparable, listableKinds, withoutServersWords } from './parity-support.ts';
import { sharedCluster } from './shared.ts';

const folder = fileURLToPath(new URL('parity', import.meta.url));
const shop = fileURLToPath(new URL('../../examples/shop', import.meta.url));
const NAMESPACES = ['parity-infra', 'parity-shop', 'parity-lab'];
const KINDS =
  'gatewayclasses,gateways,listenersets,httproutes,grpcroutes,tlsroutes,tcproutes,udproutes,referencegrants,services,xbackends,backendtlspolicies,xbackendtrafficpolicies,retrypolicies,xmeshes';
const NAMESPACED = KINDS.split(',')
  .filter((kind) => !['gatewayclasses', 'xmeshes'].includes(kind))
  .join(',');

let cluster: Cluster;
let dump: string;

before(async () => {
  if (skip !== false) return;
  cluster = await sharedCluster();
});

/** Runs the same question against the cluster and against files. */
async function ask(words: string, from: string): Promise<{ readonly live: string; readonly files: string }> {
  const args = words.split(' ');
  const [live, files] = [await runOurs(cluster, args), await runOurs(cluster, [...args, '--from', from])];
  assert.equal(live.code, 0, `${words}: ${live.err}`);
  assert.equal(files.code, live.code, `${words}: ${files.err}`);
  return { live: comparable(live.out), files: comparable(files.out) };
}

describe('one answer from the cluster, its dump and the manifests', { skip }, () => {
  before(async () => {
    await applyInOrder(cluster, await readManifests(folder));
    await applyInOrder(cluster, await readManifests(shop));
    const kinds = await runKubectlOn(cluster, ['api-resources', '--verbs=list', '-o', 'name']);
    const all = await runKubectlOn(cluster, ['get', listableKinds(kinds.out), '-A', '-o', 'yaml']);
    assert.equal(all.code, 0, all.err);
    dump = join(cluster.folder, 'parity-dump.yaml');
    await writeFile(dump, all.out);
  });

  for (const words of NAMESPACES.flatMap((namespace) => [
    `get ${NAMESPACED} -n ${namespace} -o wide`,
    `get routes -n ${namespace} -o wide`,
    `get policies -n ${namespace} -o wide`,
    `describe ${NAMESPACED} -n ${namespace} -o json`,
    `graph -n ${namespace} -o json`,
    `effective httproutes,services -n ${namespace} -o json`,
    `status -n ${namespace} -o json --problems 0`,
  ])) {
    test(`${words}: as the dump`, async () => {
      const { live, files } = await ask(words, dump);
      assert.equal(files, live);
    });
    test(`${words}: as the manifests`, async () => {
      const { live, files } = await ask(words, folder);
      assert.equal(withoutServersWords(files), withoutServersWords(live));
    });
  }
});

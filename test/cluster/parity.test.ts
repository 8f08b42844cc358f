import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { grant, skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import { readManifests } from './manifests.ts';
import { contradictions } from './parity-contradictions.ts';
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
const API_GROUPS = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io', 'parity.example'];
const CORE = ['services', 'configmaps', 'secrets', 'namespaces'];
const CRDS = { groups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'] };
const ROUTING = { groups: API_GROUPS, resources: ['*'] };

/** Users with less than everything, and the kinds that they may list all the same. */
const RESTRICTED: readonly {
  readonly title: string;
  readonly grants: readonly {
    readonly groups: readonly string[];
    readonly resources: readonly string[];
    readonly namespace?: string;
  }[];
  readonly kinds: string;
}[] = [
  {
    title: 'of one namespace',
    grants: [{ groups: [...API_GROUPS, ''], resources: ['*'], namespace: 'parity-shop' }],
    kinds: NAMESPACED,
  },
  ...['secrets', 'namespaces', 'services', 'configmaps'].map((resource) => ({
    title: `without ${resource}`,
    grants: [ROUTING, CRDS, { groups: [''], resources: CORE.filter((other) => other !== resource) }],
    kinds: NAMESPACED.replace(`,${resource}`, ''),
  })),
  { title: 'without CRDs', grants: [ROUTING, { groups: [''], resources: CORE }], kinds: NAMESPACED },
  {
    title: 'without grants, Gateways and policies',
    grants: [
      { groups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes', 'listenersets'] },
      CRDS,
      { groups: [''], resources: CORE },
    ],
    kinds: 'httproutes,grpcroutes,listenersets',
  },
];

/** What stands in every Secret of the manifests. */
const SECRET_VALUE = 'parity-secret-value';

const QUESTIONS = NAMESPACES.flatMap((namespace) => [
  `get ${NAMESPACED} -n ${namespace} -o wide`,
  `get routes -n ${namespace} -o wide`,
  `get policies -n ${namespace} -o wide`,
  `describe ${NAMESPACED} -n ${namespace} -o json`,
  `graph -n ${namespace} -o json`,
  `effective httproutes,services -n ${namespace} -o json`,
  `status -n ${namespace} -o json --problems 0`,
]);
const OF_ALL_NAMESPACES = [
  `get ${KINDS} -A -o wide`,
  `get timeoutpolicies,namespaces -A -o wide`,
  `describe ${KINDS} -A -o json`,
  'graph -A -o json',
  'effective httproutes,services -A -o json',
  'status -A -o json --problems 0',
];

let cluster: Cluster;
let dump: string;

/** Runs the same question against the cluster and against files. */
async function ask(words: string, from: string): Promise<{ readonly live: string; readonly files: string }> {
  const args = words.split(' ');
  const [live, files] = [await runOurs(cluster, args), await runOurs(cluster, [...args, '--from', from])];
  assert.equal(live.code, 0, `${words}: ${live.err}`);
  assert.equal(files.code, live.code, `${words}: ${files.err}`);
  for (const { out, err } of [live, files]) assert.doesNotMatch(out + err, secretPattern);
  return { live: comparable(live.out), files: comparable(files.out) };
}

const secretPattern = new RegExp(`${SECRET_VALUE}|${Buffer.from(SECRET_VALUE).toString('base64')}`);

describe('one answer from the cluster, its dump and the manifests', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await applyInOrder(cluster, await readManifests(folder));
    await applyInOrder(cluster, await readManifests(shop));
    const kinds = await runKubectlOn(cluster, ['api-resources', '--verbs=list', '-o', 'name']);
    const all = await runKubectlOn(cluster, ['get', listableKinds(kinds.out), '-A', '-o', 'yaml']);
    assert.equal(all.code, 0, all.err);
    dump = join(cluster.folder, 'parity-dump.yaml');
    await writeFile(dump, all.out);
  });

  after(async () => {
    const { err, code } = await runKubectlOn(cluster, ['delete', '-f', folder, '--wait=false', '--ignore-not-found']);
    assert.equal(code, 0, err);
  });

  for (const words of [...QUESTIONS, ...OF_ALL_NAMESPACES]) {
    test(`as its dump: ${words}`, async () => {
      const { live, files } = await ask(words, dump);
      assert.equal(files, live);
    });
  }

  for (const words of QUESTIONS) {
    test(`as the manifests: ${words}`, async () => {
      const { live, files } = await ask(words, folder);
      assert.equal(withoutServersWords(files), withoutServersWords(live));
    });
  }

  for (const { title, grants, kinds } of RESTRICTED) {
    test(`a user ${title}: nothing that was resolved becomes missing, only unknown`, async () => {
      const revokes = [];
      for (const { groups, resources, namespace } of grants) {
        revokes.push(await grant(cluster, 'reader', { groups, resources, verbs: ['get', 'list'] }, namespace));
      }
      try {
        for (const words of [
          'graph -n parity-shop -o json',
          `describe ${kinds} -n parity-shop -o json`,
          'describe httproute web -n parity-shop -o json',
          'status -n parity-shop -o json --problems 0',
        ]) {
          const whole = await runOurs(cluster, words.split(' '));
          const part = await runOurs(cluster, words.split(' '), 'reader');
          assert.match(part.err, /cannot read/, words);
          assert.deepEqual(contradictions(JSON.parse(part.out), JSON.parse(whole.out)), [], words);
        }
      } finally {
        for (const revoke of revokes) await revoke();
      }
    });
  }
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readPath, readRecord, readRecords } from '../../src/model/read.ts';
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
/** What the cluster alone and its dump know alike: kinds without a namespace, and statuses of other generations in the example. */
const OF_THE_DUMP = [
  'describe gatewayclasses parity parity-lost -o json',
  'describe xmesh parity -o json',
  'describe namespace parity-shop -o json',
  'graph gatewayclass parity -o json',
  ...['infra', 'shop'].flatMap((namespace) => [
    `get gateways,httproutes,timeoutpolicies -n ${namespace} -o wide`,
    `describe ${NAMESPACED},timeoutpolicies -n ${namespace} -o json`,
    `graph -n ${namespace} -o json`,
    `effective httproutes -n ${namespace} -o json`,
    `status -n ${namespace} -o json --problems 0`,
  ]),
];
/** A Gateway whose certificate is a Secret without the keys of one. */
const WITHOUT_KEYS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'parity-keys' } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'opaque', namespace: 'parity-keys' },
    stringData: { a: SECRET_VALUE },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'keys', namespace: 'parity-keys' },
    spec: {
      gatewayClassName: 'parity-keys',
      listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'opaque' }] } }],
    },
  },
];

let cluster: Cluster;
let dump: string;
/** The manifests as objects that a server has stored: what only manifests are read for has tests of its own. */
let stored: string;

/** What is said of the certificate of the first listener. */
function resolvedRefs(text: string): unknown {
  const [item] = readRecords(readPath(JSON.parse(text), 'items'));
  const [listener] = readRecords(item?.['listeners']);
  return readPath(listener, 'resolvedRefs', 'reason');
}

/** Runs the same question against the cluster and against files. */
async function ask(words: string, from: string): Promise<{ readonly live: string; readonly files: string }> {
  const args = words.split(' ');
  const [live, files] = [await runOurs(cluster, args), await runOurs(cluster, [...args, '--from', from, '--complete'])];
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
    await applyInOrder(cluster, WITHOUT_KEYS);
    const kinds = await runKubectlOn(cluster, ['api-resources', '--verbs=list', '-o', 'name']);
    const all = await runKubectlOn(cluster, ['get', listableKinds(kinds.out), '-A', '-o', 'yaml']);
    assert.equal(all.code, 0, all.err);
    dump = join(cluster.folder, 'parity-dump.yaml');
    await writeFile(dump, all.out);
    stored = join(cluster.folder, 'parity-stored.json');
    const items = (await readManifests(folder)).map((object, index) => ({
      ...object,
      metadata: {
        ...readRecord(object['metadata']),
        uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      },
    }));
    await writeFile(stored, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  });

  after(async () => {
    const { err, code } = await runKubectlOn(cluster, ['delete', '-f', folder, '--wait=false', '--ignore-not-found']);
    assert.equal(code, 0, err);
  });

  for (const words of [...QUESTIONS, ...OF_THE_DUMP]) {
    test(`as its dump: ${words}`, async () => {
      const { live, files } = await ask(words, dump);
      assert.equal(files, live);
    });
  }

  for (const words of QUESTIONS) {
    test(`as the manifests: ${words}`, async () => {
      const { live, files } = await ask(words, stored);
      assert.equal(withoutServersWords(files), withoutServersWords(live));
    });
  }

  test('a cluster is never asked for the keys of a Secret: a certificate without them is found in files only', async () => {
    const answer = await ask('describe gateway keys -n parity-keys -o json', dump);
    assert.deepEqual(
      [resolvedRefs(answer.live), resolvedRefs(answer.files)],
      ['ResolvedRefs', 'InvalidCertificateRef'],
    );
  });

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

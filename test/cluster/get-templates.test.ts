import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { readList, readRecords, readStrings } from '../../src/model/read.ts';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { applyCrd, becomeEstablished } from './crds.ts';
import { runBoth, runKubectlOn } from './get-support.ts';
import { sharedCluster } from './shared.ts';
import { until } from '../support/until.ts';

/** A kind that keeps any field. */
const THINGS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.reference.example' },
  spec: {
    group: 'reference.example',
    names: { kind: 'Thing', plural: 'things', singular: 'thing', listKind: 'ThingList' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

let cluster: Cluster;

/** Discovery may lag behind an established CRD. */
async function applyByKubectl(object: unknown): Promise<void> {
  let said = '';
  await until(
    async () => {
      const { code, err } = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', JSON.stringify(object));
      said = err;
      return code === 0;
    },
    () => said,
  );
}

async function readReference(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../unit/print/reference/${name}`, import.meta.url), 'utf8'));
}

/** The unit tests hold all templates to frozen outputs; here a live kubectl speaks for every eighth. */
async function sample(name: string): Promise<readonly string[]> {
  return readStrings(readList(await readReference(name)).filter((_, index) => index % 8 === 0));
}

function isUnordered(template: string): boolean {
  return /\.\.|\.\*/.test(template);
}

describe('templates against a live kubectl', { skip }, () => {
  before(async () => {
    cluster = await sharedCluster();
    await applyCrd(cluster, THINGS);
    await becomeEstablished(cluster, THINGS);
    for (const thing of readRecords(await readReference('things.json'))) {
      await applyByKubectl(thing);
    }
  });

  for (const [args, file] of [
    [['thing', 'first'], 'templates.json'],
    [['things'], 'list-templates.json'],
  ] as const) {
    test(`get ${args.join(' ')} with templates of ${file}`, async () => {
      for (const template of await sample(file)) {
        const { ours, kubectl } = await runBoth(cluster, ['get', ...args, '-o', `jsonpath=${template}`]);
        // Go's maps have no order.
        if (!isUnordered(template)) assert.equal(ours.out, kubectl.out, template);
        assert.equal(ours.code === 0, kubectl.code === 0, template);
        assert.equal(ours.err.trim(), kubectl.err.split('. Printing more information')[0]?.trim(), template);
      }
    });
  }
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { KubernetesObject } from '../../src/model/object.ts';
import { richCluster } from '../support/random-cluster.ts';
import { answerAll, clusterOf } from './answers.ts';
import type { Question } from './answers.ts';
import { conditionsOf, holdAgainst, statesOf } from './part-and-whole.ts';

/** What repositories of manifests leave to others: who installs the cluster, other teams, controllers. */
const LEFT_OUT: readonly string[] = [
  'GatewayClass',
  'Secret',
  'ConfigMap',
  'Service',
  'ReferenceGrant',
  'Namespace',
  'XMesh',
];

/** Asks the manifests of a cluster without some kinds, and the cluster. */
async function ask(
  objects: readonly KubernetesObject[],
  [kinds, chosen]: readonly [readonly string[], number],
  wants: (question: Question) => boolean,
  check: (part: string, whole: string) => void,
): Promise<void> {
  const kept = objects.filter(({ kind }) => !kinds.includes(kind));
  if (kept.length === 0) return;
  const { manifest } = await clusterOf(objects);
  const possible = (await clusterOf(kept)).questions.filter(wants);
  const question = possible[chosen % Math.max(1, possible.length)];
  if (question === undefined) return;
  const [part, whole] = await Promise.all([
    answerAll(question, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: kept }), {
      kind: 'files',
      complete: false,
    }),
    answerAll(question, manifest, { kind: 'live' }),
  ]);
  if (part.out !== '') check(part.out, whole.out);
}

/**
 * Of two faults of one reference the cluster names the first; where the files do not tell whether that one is there, the second
 * is still certain.
 */
function faults(states: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...states].map(([key, state]) => [key, state === 'notPermitted' ? 'missing' : state]));
}

const choice = fc.tuple(fc.subarray([...LEFT_OUT]), fc.nat());

suite('manifests answer as the cluster that they belong to, or do not know', () => {
  test('the states of references', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(richCluster, choice, (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('graph ') && text.endsWith(' -o json'),
          (part, whole) => {
            asked++;
            holdAgainst(faults(statesOf(part)), faults(statesOf(whole)), 'unknown');
          },
        ),
      ),
      { numRuns: 150 },
    );
    assert.ok(asked > 50);
  });

  test('computed conditions', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, choice, (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('describe ') && text.endsWith(' -o json'),
          (part, whole) => holdAgainst(conditionsOf(part), conditionsOf(whole), 'Unknown'),
        ),
      ),
      { numRuns: 150 },
    );
  });
});

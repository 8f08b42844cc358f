import { suite, test } from 'node:test';
import fc from 'fast-check';
import { richCluster } from '../support/random-cluster.ts';
import { openCluster } from '../support/fake-cluster.ts';
import { answerAll, clusterOf } from './answers.ts';
import type { Question } from './answers.ts';
import { conditionsOf, holdAgainst, statesOf } from './part-and-whole.ts';

const OWN = 'shop';

/** What may not be read by who may read one namespace only. */
async function allBut(manifest: string): Promise<readonly string[]> {
  const { types } = await (await openCluster(manifest)).catalog();
  return types.flatMap(({ plural }) => ['all', 'cart', 'pay'].map((place) => `${plural} in ${place}`));
}

/** Puts one question with part of the cluster and with all of it. */
async function ask(
  objects: readonly Parameters<typeof clusterOf>[0][number][],
  chosen: number,
  wants: (question: Question) => boolean,
  check: (part: string, whole: string) => void,
): Promise<void> {
  const { manifest, questions } = await clusterOf(objects);
  const possible = questions.filter(wants);
  const question = possible[chosen % Math.max(1, possible.length)];
  if (question === undefined) return;
  const [part, whole] = await Promise.all([
    answerAll(question, manifest, { kind: 'live', forbidden: await allBut(manifest) }),
    answerAll(question, manifest, { kind: 'live' }),
  ]);
  if (part.out !== '') check(part.out, whole.out);
}

suite('under the role of one namespace each answer is the whole one with gaps', () => {
  test('the states of references', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.nat(), (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('graph ') && text.endsWith(`-n ${OWN} -o json`),
          (part, whole) => holdAgainst(statesOf(part), statesOf(whole), 'unknown'),
        ),
      ),
      { numRuns: 150 },
    );
  });

  test('computed conditions', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.nat(), (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('describe ') && text.endsWith(`-n ${OWN} -o json`),
          (part, whole) => holdAgainst(conditionsOf(part), conditionsOf(whole), 'Unknown'),
        ),
      ),
      { numRuns: 150 },
    );
  });
});

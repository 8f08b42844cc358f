import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { richCluster } from '../support/random-cluster.ts';
import { answerAll, clusterOf, readDump } from './answers.ts';
import type { Question } from './answers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every world that the project brings: the shop, all states, the examples of vendors, the shapes of every release. Where it names
 * kinds of which it has no object, only its user can say that its dump is complete.
 */
const WORLDS: readonly (readonly [name: string, path: string, complete: boolean])[] = [
  ['the shop', 'examples/shop', false],
  ['every state', 'test/fixtures/states', true],
  ...(await namesIn('test/fixtures/policies')).map((path) => [path, path, false] as const),
  ...(await namesIn('test/fixtures/releases')).map((path) => [path, path, true] as const),
];

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(root, folder));
  return names.toSorted().map((name) => join(folder, name));
}

/** Holds one answer from a cluster against the same from its dump; what was said beside it is told by other tests. */
async function compare(question: Question, manifest: string, complete: boolean): Promise<void> {
  const [files, live] = await Promise.all([
    answerAll(question, manifest, { kind: 'files', complete }),
    answerAll(question, manifest, { kind: 'live' }),
  ]);
  assert.deepEqual({ out: live.out, code: live.code }, { out: files.out, code: files.code }, question.text);
}

suite('live equals files', () => {
  for (const [name, path, complete] of WORLDS) {
    test(name, async () => {
      const { manifest, questions } = await readDump([join(root, path)]);
      assert.ok(questions.length > 20);
      for (const question of questions) await compare(question, manifest, complete);
    });
  }

  test('any cluster, any question', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), async (objects, chosen) => {
        const { manifest, questions } = await clusterOf(objects);
        for (const number of chosen) {
          const question = questions[number % questions.length];
          if (question !== undefined) await compare(question, manifest, true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answerAll, readDump } from './answers.ts';

const shop = join(fileURLToPath(new URL('../..', import.meta.url)), 'examples/shop');

/** The most requests that a question of a verb puts, beside discovery. */
const MOST: readonly (readonly [question: RegExp, most: number])[] = [
  [/^describe httproutes\.\S+ -n \S+$/, 24],
  [/^describe gateways\./, 40],
  [/^effective services -n/, 40],
];

suite('what is asked of a cluster', async () => {
  const { manifest, questions } = await readDump([shop]);

  test('nothing is asked twice, and CRDs are listed once', async () => {
    for (const question of questions) {
      const { asked } = await answerAll(question, manifest, { kind: 'live' });
      const twice = asked.filter((line, at) => asked.indexOf(line) !== at);
      assert.deepEqual(twice, [], question.text);
    }
  });

  test('the requests of a question are bounded', async () => {
    for (const question of questions) {
      const most = MOST.find(([pattern]) => pattern.test(question.text))?.[1];
      if (most === undefined) continue;
      const { asked } = await answerAll(question, manifest, { kind: 'live' });
      if (process.env['ASKED'] !== undefined) process.stderr.write(`${asked.length} ${question.text}\n`);
      assert.ok(asked.length <= most, `${question.text}: ${asked.length} requests\n${asked.join('\n')}`);
    }
  });
});

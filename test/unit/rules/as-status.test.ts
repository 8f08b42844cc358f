import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { RULES } from '../../../src/analysis/rules/registry.ts';
import { statusOf, wantedIn } from '../../../src/answers/status.ts';
import { refKey } from '../../../src/model/ref.ts';
import { analyzeWorld, manifestOf, worldOfText } from '../../support/analyze.ts';
import { richCluster } from '../../support/random-cluster.ts';
import type { World } from '../../../src/world/world.ts';

/** The rules of what status shows. */
const CODES: ReadonlySet<string> = new Set(
  RULES.filter(({ inputs }) => inputs.includes('problems')).map(({ code }) => code),
);

function linesOfStatus(world: World, namespace?: string): readonly string[] {
  const question = { namespace, program: 'gwctl', shown: Number.POSITIVE_INFINITY, source: '' };
  return statusOf(world, question).problems.map(({ code, rank, subject, path, message }) => {
    const severity = rank === 'note' || rank === 'stale' ? 'warning' : 'error';
    return `${severity} ${code} ${refKey(subject)} ${path}: ${message}`;
  });
}

function linesOfAnalyze(world: World, namespace?: string): readonly string[] {
  return analyzeWorld(world, undefined, wantedIn(namespace, world.snapshot))
    .findings.filter(({ code }) => CODES.has(code))
    .map(({ severity, code, subject, path, message }) => `${severity} ${code} ${refKey(subject)} ${path}: ${message}`);
}

suite('status and analyze', () => {
  test('every problem of status is a finding, and what analyze finds of these codes is a problem of status', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, async (objects) => {
        const world = await worldOfText(manifestOf(objects));
        for (const namespace of [undefined, 'shop', 'cart']) {
          const [found, shown] = [linesOfAnalyze(world, namespace), linesOfStatus(world, namespace)];
          assert.deepEqual(found.toSorted(), shown.toSorted());
        }
      }),
      { numRuns: 100 },
    );
  });
});

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AnalysisReport } from '../../../src/documents/analysis-report.ts';
import { openFilesSource } from '../../../src/source/files/files-source.ts';
import { NOW, analyzeSource } from '../../support/analyze.ts';

const folder = fileURLToPath(new URL('../../fixtures/healthy', import.meta.url));

async function analyzeFile(path: string, complete: boolean): Promise<AnalysisReport> {
  const source = await openFilesSource([path], {
    namespace: 'default',
    complete,
    cwd: '/',
    now: () => NOW,
    readInput: noInput,
  });
  return analyzeSource(source);
}

async function* noInput(): AsyncGenerator<Uint8Array> {
  yield await Promise.reject(new Error('nothing is read from standard input'));
}

/** What counts in a pipeline, and what would keep a rule from being asked. */
function alarms({ findings, skippedRules, gaps }: AnalysisReport): readonly string[] {
  return [
    ...findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, subject, path, message }) => `${code} ${subject.kind}/${subject.name} ${path}: ${message}`),
    ...skippedRules.map(({ code, because }) => `not asked: ${code}: ${because}`),
    ...gaps.map(({ message }) => message),
  ];
}

suite('no false alarm', async () => {
  for (const name of await readdir(folder)) {
    test(`${name} has nothing to warn of`, async () => {
      const report = await analyzeFile(join(folder, name), false);
      assert.ok(report.examined >= 3);
      assert.deepEqual(alarms(report), []);
    });
  }

  test('gateway-api.yaml has nothing to warn of as all that there is', async () => {
    assert.deepEqual(alarms(await analyzeFile(join(folder, 'gateway-api.yaml'), true)), []);
  });

  test('all of them together have nothing to warn of', async () => {
    assert.deepEqual(alarms(await analyzeFile(folder, false)), []);
  });
});

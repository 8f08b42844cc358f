import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { formatOutcome, formatTranscript, readTranscript, root, runLine } from './harness.ts';

const folder = join(root, 'test/golden');
const update = process.env['UPDATE_GOLDEN'] === '1';

// Each transcript is run as it stands, from the root of the project; `node scripts/test.ts --update-golden` writes them.
for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const steps = readTranscript(join(folder, file));
  if (update) {
    test(`write ${file}`, async () => {
      const written = [];
      for (const step of steps) {
        const outcome = await runLine(step.line);
        assert.notEqual(outcome.code, 70, outcome.err);
        written.push({ ...step, expected: formatOutcome(outcome) });
      }
      await writeFile(join(folder, file), formatTranscript(written));
    });
    continue;
  }
  suite(file, () => {
    for (const { line, expected } of steps) {
      test(`$ ${line}`, async () => {
        assert.equal(formatOutcome(await runLine(line)), expected);
      });
    }
  });
}

import { glob } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chosenTests } from './chosen-tests.ts';

/**
 * Runs test files in one process with node's test runner, prints its report, and ends with a plain line
 * `N passed, N failed`. Arguments are glob patterns; without any, every test of the project runs. `--update-golden` writes
 * the golden transcripts in place of comparing them. Exit code 1 when a test failed or none ran.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'update-golden': { type: 'boolean' }, name: { type: 'string', short: 't', multiple: true } },
});
if (values['update-golden'] === true) process.env['UPDATE_GOLDEN'] = '1';

// A signal ends the process through its exit hooks, so that a test cluster never outlives it.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** Far above what any test takes on the busiest machine; one that waits for something that never comes fails instead of hanging the run. */
const MAX_TEST_MS = 1_800_000;

for await (const file of glob(positionals.length > 0 ? positionals : ['test/**/*.test.ts'])) {
  chosenTests.push(file);
}
chosenTests.sort();
if (chosenTests.length === 0) {
  process.stderr.write('error: no test file matches\n');
  process.exit(1);
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const events = run({
  files: [fileURLToPath(new URL('test-files.ts', import.meta.url))],
  isolation: 'none',
  concurrency: false,
  timeout: MAX_TEST_MS,
  ...(values.name === undefined ? {} : { testNamePatterns: values.name }),
});
events.on('test:pass', ({ details, skip }) => {
  if (details.type === 'suite') return;
  if (skip === undefined) counts.passed++;
  else counts.skipped++;
});
events.on('test:fail', ({ details }) => {
  // A suite fails with its tests; one that fails by itself is a file that cannot be loaded.
  const { type, error } = details;
  const byItsTests = type === 'suite' && 'failureType' in error && error.failureType === 'subtestsFailed';
  if (!byItsTests) counts.failed++;
});
const report = events.compose(spec);
report.pipe(process.stdout, { end: false });
await finished(report);
const { passed, failed, skipped } = counts;
const total = `\n${skipped > 0 ? `${skipped} skipped\n` : ''}${passed} passed, ${failed} failed\n`;
process.stdout.write(total, () => process.exit(failed > 0 || passed === 0 ? 1 : 0));

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { skip } from '../cluster/api-support.ts';
import { assertSame, patternOf, shown } from './expect.ts';
import { pageFaults } from './faults.ts';
import { first, only } from './interventions.ts';
import { sharedBench } from './support.ts';
import type { Bench } from './support.ts';

/** Pages of two, so that five routes come in three. */
const FORMATS: readonly (readonly string[])[] = [
  ['get', 'httproutes', '--no-headers', '--chunk-size=2'],
  ['get', 'httproutes', '-o', 'name', '--chunk-size=2'],
  ['get', 'httproutes', '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}', '--chunk-size=2'],
  ['get', 'routes', '--no-headers', '--chunk-size=2'],
];
let bench: Bench;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

for (const fault of pageFaults) {
  for (const args of FORMATS) {
    const [, type, format] = args;
    test(`${fault.name}: get ${type} ${format}`, { skip }, async () => {
      const healthy = await bench.run(args);
      const all = shown(healthy).trimEnd().split('\n');
      assert.equal(all.length, 5);
      const later = only(/\/httproutes\?.*continue=/, first(fault.times, fault.intervention));
      const run = await bench.under(later, () => bench.run(args));
      if (fault.exit === 0) {
        assertSame(args, run, healthy);
        return;
      }
      // Never shown as whole: what came is shown, in its place and once, with the error and its exit code.
      assert.match(run.err.trimEnd(), patternOf(fault.says));
      assert.equal(run.code, fault.exit);
      const rows = shown(run).trimEnd().split('\n');
      assert.deepEqual(rows, all.slice(0, 2));
    });
  }
}

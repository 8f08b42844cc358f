import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { skip } from '../cluster/api-support.ts';
import { BINARY } from '../packed/runtimes.ts';
import { VERBS, assertSame } from './expect.ts';
import { passingFaults } from './faults.ts';
import { onceForEach } from './interventions.ts';
import { sharedBench } from './support.ts';
import type { Bench, Run } from './support.ts';

let bench: Bench;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

/** What every verb says now: other suites change the cluster meanwhile. */
async function runHealthy(): Promise<readonly Run[]> {
  const runs = await Promise.all(VERBS.map((verb) => bench.run(verb, { cold: true })));
  for (const [index, run] of runs.entries()) assert.equal(run.code, 0, `${VERBS[index]?.join(' ')}: ${run.err}`);
  return runs;
}

for (const fault of passingFaults) {
  test(`${fault.name}: every verb answers as without it`, { skip }, async () => {
    const healthy = await runHealthy();
    const hit = new Set<string>();
    const runs = await bench.under(onceForEach(fault.intervention, hit), () =>
      Promise.all(VERBS.map((verb) => bench.run(verb, { cold: true }))),
    );
    assert.ok(hit.size > 10, `only ${hit.size} requests were hit`);
    for (const [index, verb] of VERBS.entries()) {
      const [run, expected] = [runs[index], healthy[index]];
      assert.ok(run && expected);
      assertSame(verb, run, expected);
    }
    const [verb = []] = VERBS;
    if (BINARY === undefined || healthy[0] === undefined) return;
    const started = await bench.under(onceForEach(fault.intervention, new Set()), () =>
      bench.start(verb, { cold: true, on: BINARY }),
    );
    assertSame(verb, started, healthy[0]);
  });
}

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { skip } from '../cluster/api-support.ts';
import { VERBS, assertFailed, assertSame } from './expect.ts';
import { foreignJson, requestFaults } from './faults.ts';
import { hang, hangInBody, resetInBody } from './interventions.ts';
import { NODES } from '../packed/nodes.ts';
import { BINARY } from '../packed/runtimes.ts';
import { LIMIT, sharedBench } from './support.ts';
import type { Bench, Run } from './support.ts';

let bench: Bench;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

/** Every verb at once, under a fault of every request. */
async function runAll(fault: (typeof requestFaults)[number], cold: boolean): Promise<readonly Run[]> {
  return bench.under(fault.intervention, () => Promise.all(VERBS.map((verb) => bench.run([...verb, LIMIT], { cold }))));
}

for (const fault of requestFaults) {
  for (const cold of [true, false]) {
    const known = cold ? 'types unknown' : 'types cached';
    test(`${fault.name}: every verb says it once and invents nothing (${known})`, { skip }, async () => {
      const runs = await runAll(fault, cold);
      for (const [index, verb] of VERBS.entries()) {
        const run = runs[index];
        assert.ok(run);
        assertFailed(verb, run, fault.says, fault.exit);
      }
    });
  }

  test(`${fault.name}: leaves nothing wrong in the discovery cache`, { skip }, async () => {
    const healthy = await bench.run(['api-resources']);
    const cacheDir = await bench.newCache();
    await bench.under(fault.intervention, () => bench.run(['api-resources', LIMIT], { cacheDir }));
    assertSame(['api-resources'], await bench.run(['api-resources'], { cacheDir }), healthy);
    assert.equal((await bench.run(['get', 'gateways'], { cacheDir })).code, 0);
  });
}

test(`${foreignJson.name}: is never taken for an empty cluster`, { skip }, async () => {
  const cold = await runAll(foreignJson, true);
  const warm = await runAll(foreignJson, false);
  for (const [index, verb] of VERBS.entries()) {
    for (const run of [cold[index], warm[index]]) {
      assert.ok(run);
      // `version` and discovery read nothing that could be missing.
      if (verb[0] === 'version') continue;
      assertFailed(verb, run, foreignJson.says, foreignJson.exit);
    }
  }
});

for (const fault of requestFaults.filter(({ asKubectl }) => asKubectl === true)) {
  test(`${fault.name}: kubectl's own words`, { skip }, async () => {
    const [ours, kubectl] = await bench.under(fault.intervention, () =>
      Promise.all([bench.run(['get', 'gateways', LIMIT]), bench.runKubectl(['get', 'gateways', LIMIT])]),
    );
    assert.equal(ours.err, kubectl.err);
  });
}

// The same by processes, each Node in its turn and the single executable always, where the proxy needs no hand in the program's own process.
const OF_ONE_PROCESS = new Set([hang, hangInBody, resetInBody]);
for (const [index, fault] of requestFaults.filter(({ intervention }) => !OF_ONE_PROCESS.has(intervention)).entries()) {
  for (const on of [NODES[index % NODES.length], BINARY]) {
    if (on === undefined) continue;
    test(`${fault.name}: the program, started on ${on.name}`, { skip }, async () => {
      const run = await bench.under(fault.intervention, () => bench.start(['get', 'gateways'], { cold: true, on }));
      assertFailed(['get', 'gateways'], run, fault.says, fault.exit);
    });
  }
}

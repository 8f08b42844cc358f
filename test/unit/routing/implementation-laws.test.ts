import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refKey } from '../../../src/model/ref.ts';
import { loadPatterns } from '../../../src/app/trace/load-patterns.ts';
import { asImplemented } from '../../../src/routing/implementations/as-implemented.ts';
import { gatherCandidates } from '../../../src/routing/implementations/gather-candidates.ts';
import { IMPLEMENTATIONS } from '../../../src/routing/implementations/index.ts';
import { anchoring } from '../../../src/routing/implementations/match-as.ts';
import { pickRow } from '../../../src/routing/implementations/pick-row.ts';
import { viewRequest } from '../../../src/routing/implementations/request-view.ts';
import { sameAnswer } from '../../../src/routing/implementations/same-answer.ts';
import { makeRequest } from '../../../src/routing/make-request.ts';
import { routingWorld } from '../../../src/routing/routing-world.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { snapshotOf } from '../../support/world.ts';
import { Dice, randomRequest, randomTable } from './random-table.ts';

const compile = await loadPatterns();
const NOTHING = { looked: 0, told: 0 };
const TABLES = 300;
const REQUESTS = 10;

suite('what is known of controllers', () => {
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    test(`changes no answer where nothing is known: ${kind}s`, () => {
      const dice = new Dice(kind.length);
      const anchored = anchoring(compile);
      let served = 0;
      for (let table = 0; table < TABLES; table++) {
        const world = routingWorld(snapshotOf(randomTable(dice, kind)), [], compile);
        for (let count = 0; count < REQUESTS; count++) {
          const request = makeRequest(randomRequest(dice, kind));
          const [trace] = traceRequest(world, { request, parent: undefined, address: undefined }, NOTHING);
          const lookup = trace?.parent === undefined ? undefined : world.snapshot.find(trace.parent);
          if (trace?.listener === undefined || lookup?.state !== 'found') continue;
          const gateway = world.gateway(lookup.object);
          const { listener: ref } = trace;
          const chosen = gateway.listeners.find((one) => refKey(one.ref) === refKey(ref));
          assert.ok(chosen);
          const view = viewRequest(request);
          const candidates = gatherCandidates(gateway, chosen, kind, view, {});
          const picked = pickRow(candidates, view, { behaviours: {}, compile: anchored });
          assert.equal(picked?.row, trace.choice?.row);
          if (picked !== undefined) served++;
        }
      }
      assert.ok(served > 200, String(served));
    });

    test(`is told where it makes a difference, and only there: ${kind}s`, () => {
      const dice = new Dice(kind.length + 1);
      const anchored = anchoring(compile);
      let told = 0;
      for (let table = 0; table < TABLES; table++) {
        const world = routingWorld(snapshotOf(randomTable(dice, kind)), [], compile);
        const request = makeRequest(randomRequest(dice, kind));
        const [trace] = traceRequest(world, { request, parent: undefined, address: undefined }, NOTHING);
        if (trace === undefined) continue;
        for (const { controllerNames, name } of IMPLEMENTATIONS) {
          const implemented = asImplemented(world, { ...trace, controller: controllerNames[0] }, anchored);
          if (implemented === undefined) continue;
          told++;
          assert.equal(implemented.implementation.name, name);
          assert.ok(implemented.departures.length > 0, name);
          assert.equal(sameAnswer(implemented.outcome, trace.outcome), false, name);
        }
      }
      assert.ok(told > 20, String(told));
    });
  }
});

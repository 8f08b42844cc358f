import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makeRequest } from '../../../src/routing/make-request.ts';
import { naiveAnswer } from './naive-matcher.ts';
import { Dice, randomRequest, randomTable } from './random-table.ts';
import { routingOf, traceOf, winnerOf } from './trace-of.ts';

const TABLES = 250;
const REQUESTS = 200;

// Two kinds, 250 tables of each, 200 requests a table: 100,000 pairs.
suite('the engine and a naive second matcher answer alike', () => {
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    test(`${kind}: every triple tried, sorted by the definition (HR:104-120, HR:188-214, GR:126-142, GR:213-233)`, () => {
      const dice = new Dice(kind.length);
      let answered = 0;
      for (let table = 0; table < TABLES; table++) {
        const objects = randomTable(dice, kind);
        const world = routingOf(objects);
        for (let count = 0; count < REQUESTS; count++) {
          const parts = randomRequest(dice, kind);
          const expected = naiveAnswer(objects, makeRequest(parts));
          const got = winnerOf(traceOf(world, parts));
          if (got !== expected)
            assert.fail(`${JSON.stringify(parts)}: ${got}, not ${expected}\n${JSON.stringify(objects, undefined, 1)}`);
          if (got !== undefined) answered++;
        }
      }
      // Tables and requests that never meet would prove nothing.
      assert.ok(answered > (TABLES * REQUESTS) / 4, `${answered} of ${TABLES * REQUESTS} were answered`);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Listing } from '../../../src/app/select/listing.ts';
import { WatchedRows } from '../../../src/app/get/watch-rows.ts';
import type { RowLook } from '../../../src/app/get/section-rows.ts';
import { get } from '../../../src/app/get.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { WatchEvent } from '../../../src/model/source.ts';
import { gatewayTable } from '../../../src/view/tables/gateway.ts';
import { GATEWAY_API_TYPES } from '../../../src/gateway-api/kinds.ts';
import { captureIo } from '../../support/captured-io.ts';
import { contextOf, make, NOW } from '../tables/table-row.ts';
import { openCluster } from '../../support/fake-cluster.ts';

const EVENTS = 100_000;
const OBJECTS = 50;

/** A Gateway of some size, anew for each event. */
function gateway(count: number): KubernetesObject {
  return make('Gateway', `gateway-${count % OBJECTS}`, {
    metadata: { resourceVersion: String(count), annotations: { note: `${count} `.repeat(200) } },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
}

function rowsOf(wide: boolean): WatchedRows {
  const type = GATEWAY_API_TYPES.find(({ kind }) => kind === 'Gateway');
  assert.ok(type);
  const listing: Listing = {
    label: 'gateways',
    types: [type],
    names: [],
    table: gatewayTable,
    mixed: false,
    namespaced: true,
    metadataOnly: false,
    accept: () => true,
  };
  const look: RowLook = {
    wide,
    withNamespace: false,
    withKind: false,
    labels: [],
    showLabels: false,
    sortBy: undefined,
  };
  const rows = new WatchedRows(listing, look);
  const context = contextOf({ wide });
  for (let count = 0; count < 1000; count++) rows.take(type, { type: 'MODIFIED', object: gateway(count) }, context);
  return rows;
}

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Bytes of the objects that are in use. */
function liveHeap(): number {
  assert.ok(typeof collectGarbage === 'function');
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('what a watch keeps', () => {
  test('nothing of objects whose rows stand by themselves', () => {
    assert.equal(rowsOf(false).kept, 0);
  });

  test('one entry an object where cells depend on other kinds', () => {
    assert.equal(rowsOf(true).kept, OBJECTS);
  });

  test(`over ${EVENTS} events the heap stays as it is`, async () => {
    let written = 0;
    const heaps: number[] = [];
    async function* changes(): AsyncGenerator<WatchEvent> {
      for (let count = 0; count < EVENTS; count++) {
        if (count % (EVENTS / 10) === 0) heaps.push(liveHeap());
        yield { type: 'MODIFIED', object: gateway(count) };
      }
    }
    const objects = Array.from({ length: OBJECTS }, (_, count) => gateway(count));
    const { io } = captureIo({
      writeOut: async (text) => {
        written += text.length;
      },
      now: () => NOW,
    });
    assert.equal(await get(['gateways'], { watch: true }, io, () => openCluster(objects, { changes })), 0);
    assert.ok(written > EVENTS * 20);
    // All events together would hold more than 100 MB.
    assert.ok((heaps.at(-1) ?? 0) < (heaps[1] ?? 0) + 20_000_000, heaps.join(' '));
  });
});

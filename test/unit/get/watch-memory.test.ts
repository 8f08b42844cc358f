import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Listing } from '../../../src/app/get/listing.ts';
import { WatchedRows } from '../../../src/app/get/watch-rows.ts';
import type { RowLook } from '../../../src/app/get/section-rows.ts';
import { get } from '../../../src/app/get.ts';
import type { Io } from '../../../src/cli/io.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { Source, WatchEvent } from '../../../src/model/source.ts';
import { gatewayTable } from '../../../src/view/tables/gateway.ts';
import { contextOf, make, NOW } from '../tables/table-row.ts';
import { openFake, TYPES } from './fake-source.ts';

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
  const type = TYPES.find(({ kind }) => kind === 'Gateway');
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
    const fake = openFake({});
    async function* watch(): AsyncGenerator<WatchEvent> {
      for (let count = 0; count < OBJECTS; count++) yield { type: 'ADDED', object: gateway(count) };
      yield { type: 'SYNCED' };
      for (let count = 0; count < EVENTS; count++) {
        if (count % (EVENTS / 20) === 0) heaps.push(process.memoryUsage().heapUsed);
        yield { type: 'MODIFIED', object: gateway(count) };
      }
    }
    const source: Source = { ...fake, watch };
    const io: Io = {
      program: 'gwctl',
      writeOut: async (text) => {
        written += text.length;
      },
      writeError: () => undefined,
      readInput: async function* () {},
      outIsTerminal: false,
      errorIsTerminal: false,
      inIsTerminal: false,
      columns: undefined,
      env: {},
      now: () => NOW,
      cwd: import.meta.dirname,
      os: 'linux',
      arch: 'amd64',
      signal: new AbortController().signal,
    };
    assert.equal(await get(['gateways'], { watch: true }, io, async () => source), 0);
    assert.ok(written > EVENTS * 20);
    // The heap breathes with the collector: its lowest points of the second half are compared with the first half's
    // highest. All events together would hold more than 100 MB.
    const [first, second] = [heaps.slice(0, 10), heaps.slice(10)];
    assert.ok(Math.min(...second) < Math.max(...first) + 20_000_000, heaps.join(' '));
  });
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { skip } from '../cluster/api-support.ts';
import { NODES } from '../packed/nodes.ts';
import { BINARY } from '../packed/runtimes.ts';
import type { Runtime } from '../packed/runtimes.ts';
import { until } from '../support/until.ts';
import { watchFaults } from './faults.ts';
import { answer, html, status } from './interventions.ts';
import type { Exchange, Intervention } from './proxy.ts';
import { NAMESPACE, sharedBench } from './support.ts';
import type { Bench, Watching } from './support.ts';

const PATH = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
let bench: Bench;
let count = 0;

before(async () => {
  if (skip === false) bench = await sharedBench();
});

/** A watch of ConfigMaps that carry a label of this test only. */
async function follow(
  context: TestContext,
  on: Runtime,
): Promise<{ readonly label: string; readonly watching: Watching }> {
  const label = `watch-${count++}`;
  const watching = await bench.watch(['get', 'configmaps', '-l', `suite=${label}`, '-o', 'name', '--watch'], on);
  context.after(() => watching.end());
  return { label, watching };
}

async function create(label: string, name: string): Promise<void> {
  await bench.cluster.request('POST', PATH, { metadata: { name: `${label}-${name}`, labels: { suite: label } } });
}

function names(label: string, ...all: readonly string[]): string {
  return all.map((name) => `configmap/${label}-${name}\n`).join('');
}

const isWatch = ({ url }: Exchange): boolean => url.includes('watch=true');

/** Breaks the first watches that are opened. */
function breakWatches(times: number, intervention: Intervention): { readonly hit: () => number; fault: Intervention } {
  let hits = 0;
  return {
    hit: () => hits,
    fault(exchange) {
      if (!isWatch(exchange) || hits >= times) return exchange.pass();
      hits++;
      return intervention(exchange);
    },
  };
}

for (const on of BINARY === undefined ? [NODES[1]] : [NODES[1], BINARY]) {
  test(`${watchFaults.dropped.name}: loses and repeats nothing, on ${on.name}`, { skip }, async (context) => {
    const { label, watching } = await follow(context, on);
    for (const name of ['a', 'b', 'c', 'd']) {
      await create(label, name);
      bench.proxy.drop();
    }
    await until(() => watching.out().includes('-d'));
    assert.equal(watching.out(), names(label, 'a', 'b', 'c', 'd'));
    assert.deepEqual([await watching.end(), watching.err()], [130, '']);
  });

  test(`${watchFaults.cutEvent.name}: shows it once, on ${on.name}`, { skip }, async (context) => {
    const { label, watching } = await follow(context, on);
    await create(label, 'a');
    await until(() => watching.out().includes('-a'));
    const cut = breakWatches(1, async ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"type":"ADDED","object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"half');
      await create(label, 'b');
      response.socket?.destroy();
    });
    await bench.under(cut.fault, async () => {
      bench.proxy.drop();
      await until(() => watching.out().includes('-b'));
    });
    assert.equal(cut.hit(), 1);
    assert.equal(watching.out(), names(label, 'a', 'b'));
    assert.match(
      watching.err(),
      /^(Warning: the watch of configmaps is interrupted .*: unexpected EOF\nThe watch of configmaps has resumed\.\n)?$/,
    );
    assert.equal(await watching.end(), 130);
  });

  test(`${watchFaults.gone.name}: gives what happened meanwhile, on ${on.name}`, { skip }, async (context) => {
    const { label, watching } = await follow(context, on);
    await create(label, 'a');
    await until(() => watching.out().includes('-a'));
    const event = {
      type: 'ERROR',
      object: { kind: 'Status', status: 'Failure', code: 410, reason: 'Expired', message: '' },
    };
    const gone = breakWatches(1, async (exchange) => {
      await create(label, 'b');
      await answer(200, `${JSON.stringify(event)}\n`, { 'content-type': 'application/json' })(exchange);
    });
    await bench.under(gone.fault, async () => {
      bench.proxy.drop();
      await until(() => watching.out().includes('-b'));
    });
    assert.equal(watching.out(), names(label, 'a', 'b'));
    assert.deepEqual([await watching.end(), watching.err()], [130, '']);
  });

  test(`${watchFaults.page.name}: is said once, and nothing is lost, on ${on.name}`, { skip }, async (context) => {
    const { label, watching } = await follow(context, on);
    await create(label, 'a');
    await until(() => watching.out().includes('-a'));
    const pages = [
      html(502, '502 Bad Gateway'),
      status(500, 'InternalError', 'boom'),
      answer(503, 'no healthy upstream'),
      html(200, 'Sign in'),
    ];
    let next = 0;
    const broken = breakWatches(pages.length, (exchange) => pages[next++]?.(exchange));
    await bench.under(broken.fault, async () => {
      bench.proxy.drop();
      await until(() => broken.hit() === pages.length);
      await create(label, 'b');
      await until(() => watching.out().includes('-b'));
    });
    assert.equal(watching.out(), names(label, 'a', 'b'));
    assert.match(
      watching.err(),
      /^Warning: the watch of configmaps is interrupted .*: .*\nThe watch of configmaps has resumed\.\n$/,
    );
    assert.equal(await watching.end(), 130);
  });
}

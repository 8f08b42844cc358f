import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeCommand } from '../../../src/app/describe-command.ts';
import { graph } from '../../../src/app/graph.ts';
import { status } from '../../../src/app/status.ts';
import type { ExitCode, Io } from '../../../src/cli/io.ts';
import { reportError } from '../../../src/cli/report-error.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { Source } from '../../../src/model/source.ts';
import { captureIo } from '../../support/captured-io.ts';
import { until } from '../../support/until.ts';
import { NOW, make } from '../tables/table-row.ts';
import { openChangingCluster } from './changing-cluster.ts';
import type { ChangingTrouble } from './changing-cluster.ts';

type Open = () => Promise<Source>;
type Verb = (io: Io, open: Open) => Promise<ExitCode>;

const SHOP = { namespace: 'shop', watch: true };
const VERBS = {
  status: (io, open) => status([], SHOP, io, open),
  describe: (io, open) => describeCommand(['httproutes'], SHOP, io, open),
  graph: (io, open) => graph([], SHOP, io, open),
} as const satisfies Readonly<Record<string, Verb>>;

const gateway = make('Gateway', 'web', { spec: { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } });
const service = make('Service', 'pay', { apiVersion: 'v1', spec: { ports: [{ port: 80 }] } });

const other = make('Service', 'other', { apiVersion: 'v1' });

function route(name: string, backend: string): KubernetesObject {
  return make('HTTPRoute', name, {
    spec: { parentRefs: [{ name: 'web' }], rules: [{ backendRefs: [{ name: backend, port: 80 }] }] },
  });
}

const objects = [gateway, service, route('cart', 'pay')];

interface Followed {
  readonly out: () => string;
  readonly err: () => string;
  /** Waits for what was written. */
  readonly until: (holds: (out: string, err: string) => boolean) => Promise<void>;
  readonly put: (object: KubernetesObject) => Promise<void>;
  readonly remove: (object: KubernetesObject) => Promise<void>;
  readonly asked: () => readonly string[];
  readonly watches: (place: string) => Promise<void>;
  readonly ended: Promise<number>;
  readonly end: () => Promise<number>;
}

async function follow(
  verb: Verb,
  more: Partial<Io> = {},
  trouble: ChangingTrouble = {},
  held = objects,
): Promise<Followed> {
  const abort = new AbortController();
  const cluster = await openChangingCluster(held, abort.signal, trouble);
  const { io, written } = captureIo({ now: () => NOW, interrupted: () => abort.signal, ...more });
  const ended = verb(io, async () => cluster.source).catch((error: unknown) => reportError(error, io));
  return {
    ...cluster,
    out: () => written.out,
    err: () => written.err,
    until: (holds) =>
      until(
        () => holds(written.out, written.err),
        () => JSON.stringify(written),
      ),
    watches: (place) => until(() => cluster.asked().some((line) => line.startsWith(`watch ${place}`))),
    ended,
    end: () => {
      abort.abort();
      return ended;
    },
  };
}

describe('a page that is followed', () => {
  for (const [name, verb] of Object.entries(VERBS)) {
    test(`${name}: in a pipe a new page follows the old one behind ---`, async () => {
      const following = await follow(verb);
      await following.watches('httproutes');
      const first = following.out();
      assert.notEqual(first, '');
      await following.put(route('cart', 'gone'));
      await following.until((out) => out.length > first.length);
      const [before, after, ...more] = following.out().split('---\n');
      assert.deepEqual([before, more], [first, []]);
      assert.match(after ?? '', /BackendNotFound/);
      await following.put(route('cart', 'pay'));
      await following.until((out) => out.split('---\n').length === 3);
      assert.equal(following.out().split('---\n')[2], first);
      assert.equal(await following.end(), 0);
    });
  }

  test('on a terminal a new page takes the place of the old one', async () => {
    const following = await follow(VERBS.graph, { outIsTerminal: true, columns: 120 });
    await following.watches('httproutes');
    const first = following.out();
    assert.ok(first.startsWith('\u001B[H\u001B[2J'));
    await following.put(route('new', 'pay'));
    await following.until((out) => out.length > first.length);
    const second = following.out().slice(first.length);
    assert.ok(second.startsWith('\u001B[H\u001B[2J'));
    assert.match(second, /httproute\/new/);
    assert.match(second, /httproute\/cart/);
    assert.doesNotMatch(second, /^---$/m);
    await following.end();
  });

  test('JSON follows JSON without a word between', async () => {
    const following = await follow((io, open) => status([], { ...SHOP, output: 'json' }, io, open));
    await following.watches('httproutes');
    const first = following.out();
    await following.remove(route('cart', 'pay'));
    await following.until((out) => out.length > first.length);
    const second: unknown = JSON.parse(following.out().slice(first.length));
    assert.equal(typeof second, 'object');
    await following.end();
  });

  test('what appears where nothing was is shown, and kinds that count only then are followed too', async () => {
    const following = await follow(VERBS.graph, {}, {}, [gateway, other, route('cart', 'pay')]);
    await following.watches('services');
    assert.match(following.out(), /BackendNotFound/);
    await following.put(service);
    await following.until((out) => out.includes('---\n'));
    assert.doesNotMatch(following.out().split('---\n')[1] ?? 'BackendNotFound', /BackendNotFound/);
    await following.put(make('HTTPRoute', 'far', { spec: { parentRefs: [{ name: 'edge', namespace: 'infra' }] } }));
    await until(() => following.asked().includes('watch gateways'));
    await following.end();
  });

  test('a change that does not show is no new page', async () => {
    const following = await follow(VERBS.graph);
    await following.watches('httproutes');
    const before = following.asked().length;
    await following.put({
      ...route('cart', 'pay'),
      metadata: { ...route('cart', 'pay').metadata, labels: { a: 'b' } },
    });
    await until(() => following.asked().length > before + 3);
    await following.put(route('second', 'pay'));
    await following.until((out) => out.includes('---\n'));
    assert.equal(following.out().split('---\n').length, 2);
    await following.end();
  });

  test('nothing is asked again as long as nothing changes', async () => {
    const following = await follow(VERBS.graph);
    await following.watches('services');
    const lists = (): number => following.asked().filter((line) => line.startsWith('list httproutes')).length;
    const before = lists();
    // The first list of the watch itself.
    await until(() => lists() > 1);
    await following.put(make('ConfigMap', 'other', { apiVersion: 'v1' }));
    await following.end();
    assert.ok(lists() <= before + 1, following.asked().join('\n'));
  });

  test('what may not be watched is said, and the rest is followed', async () => {
    const following = await follow(VERBS.graph, {}, { unwatchable: ['services'] });
    await following.until((_out, err) => err !== '');
    assert.match(
      following.err(),
      /^Warning: cannot watch services, so what depends on it is not updated: [^\n]*services is forbidden[^\n]*\n$/,
    );
    await following.watches('httproutes');
    await following.put(route('new', 'pay'));
    await following.until((out) => out.includes('httproute/new'));
    await following.end();
  });

  test('a named object that does not exist is not waited for', async () => {
    const following = await follow((io, open) => describeCommand(['httproute', 'nope'], SHOP, io, open));
    assert.equal(await following.ended, 1);
    assert.match(following.err(), /NotFound/);
  });

  test('files are answered from once', async () => {
    const following = await follow(VERBS.status, {}, { kind: 'files' });
    assert.equal(await following.ended, 0);
    assert.equal(following.out().split('---\n').length, 1);
    assert.ok(!following.asked().some((line) => line.startsWith('watch')));
  });

  test('it ends when nobody reads on', async () => {
    const closed = new AbortController();
    const following = await follow(VERBS.graph, { outClosed: closed.signal });
    await following.watches('httproutes');
    closed.abort();
    assert.equal(await following.ended, 0);
  });

  const REFUSED: readonly (readonly [string, Verb])[] = [
    ['--watch cannot be used with --check', (io, open) => status([], { ...SHOP, check: true }, io, open)],
    ...['dot', 'mermaid', 'svg', 'html'].map(
      (output) =>
        [
          `--watch cannot be used with -o ${output}`,
          (io, open) => graph([], { ...SHOP, output }, io, open),
        ] as const satisfies readonly [string, Verb],
    ),
  ];
  for (const [message, verb] of REFUSED) {
    test(message, async () => {
      const following = await follow(verb);
      assert.deepEqual([await following.ended, following.err()], [2, `error: ${message}\n`]);
    });
  }
});

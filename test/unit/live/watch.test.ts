import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { WatchEvent } from '../../../src/model/source.ts';
import { GATEWAYS, collect, makeGateway, sendJson, sendList, sendStatus, withFakeApi } from './fake-api.ts';
import type { FakeApi, Handler } from './fake-api.ts';

/** Opens a watch's stream and writes events to it. */
function sendEvents(response: ServerResponse, ...events: readonly unknown[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  for (const line of events) response.write(`${JSON.stringify(line)}\n`);
}

function event(type: string, name: string, resourceVersion: string): unknown {
  return { type, object: makeGateway(name, resourceVersion) };
}

const EXPIRED = {
  type: 'ERROR',
  object: { kind: 'Status', status: 'Failure', code: 410, reason: 'Expired', message: 'too old resource version' },
};

/** Answers lists with `list` and the watches one after the other with `watches`. */
function serve(list: Handler, ...watches: readonly Handler[]): Handler {
  let lists = 0;
  let opened = 0;
  return (request, response) => {
    if (request.url.includes('watch=true')) watches[opened++]?.(request, response, opened);
    else list(request, response, ++lists);
  };
}

const failing: Handler = (_request, response) => sendStatus(response, 500, 'InternalError', 'etcd is gone\u001b[31m');

/** The first events of a watch in short: `ADDED a@1`. */
async function take(api: FakeApi, count: number): Promise<string[]> {
  const events: string[] = [];
  for await (const seen of api.source.watch({ type: GATEWAYS, namespace: 'default' })) {
    events.push(inShort(seen));
    if (events.length === count) break;
  }
  return events;
}

function inShort(seen: WatchEvent): string {
  if (seen.type === 'SYNCED') return 'SYNCED';
  const { name, resourceVersion } = seen.object.metadata;
  return `${seen.type} ${name}@${String(resourceVersion)}`;
}

test('a watch lists, says that it is in step, and goes on from the version of the list', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, [makeGateway('a')], '', '41'),
      (_request, response) =>
        sendEvents(response, event('ADDED', 'b', '42'), event('MODIFIED', 'a', '43'), event('DELETED', 'b', '44')),
    ),
    async (api) => {
      assert.deepEqual(await take(api, 5), ['ADDED a@1', 'SYNCED', 'ADDED b@42', 'MODIFIED a@43', 'DELETED b@44']);
      const { pathname, searchParams } = new URL(api.requests[1]?.url ?? '', 'http://x');
      assert.equal(pathname, '/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways');
      assert.equal(searchParams.get('resourceVersion'), '41');
      assert.equal(searchParams.get('allowWatchBookmarks'), 'true');
      assert.equal(api.requests[1]?.headers['accept-encoding'], 'identity');
      assert.equal(api.stderr(), '');
    },
  );
});

test('a connection that ends is opened again from the last version; bookmarks move it and are not shown', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, [makeGateway('a')]),
      (_request, response) => {
        sendEvents(response, event('MODIFIED', 'a', '102'), {
          type: 'BOOKMARK',
          object: { kind: 'Gateway', metadata: { resourceVersion: '150' } },
        });
        response.end();
      },
      (_request, response) => sendEvents(response, event('MODIFIED', 'a', '151')),
    ),
    async (api) => {
      assert.deepEqual(await take(api, 4), ['ADDED a@1', 'SYNCED', 'MODIFIED a@102', 'MODIFIED a@151']);
      assert.match(api.requests[2]?.url ?? '', /resourceVersion=150/);
      assert.equal(api.stderr(), '');
    },
  );
});

test('an event that was cut is not used: it comes again', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, []),
      (_request, response) => {
        sendEvents(response, event('ADDED', 'a', '101'));
        response.write('{"type":"ADDED","object":{"met', () => response.destroy());
      },
      (_request, response) => sendEvents(response, event('ADDED', 'b', '102')),
    ),
    async (api) => {
      assert.deepEqual(await take(api, 3), ['SYNCED', 'ADDED a@101', 'ADDED b@102']);
      assert.match(api.requests[2]?.url ?? '', /resourceVersion=101/);
    },
  );
});

test('410 lists again and gives the differences only', async () => {
  const renewed = {
    ...makeGateway('renewed', '9'),
    metadata: { name: 'renewed', namespace: 'default', uid: 'other', resourceVersion: '9' },
  };
  await withFakeApi(
    serve(
      (_request, response, count) =>
        count === 1
          ? sendList(
              response,
              ['same', 'changed', 'gone', 'renewed'].map((name) => makeGateway(name)),
            )
          : sendList(
              response,
              [makeGateway('same'), makeGateway('changed', '2'), makeGateway('new', '3'), renewed],
              '',
              '200',
            ),
      (_request, response) => sendEvents(response, EXPIRED),
      (_request, response) => sendEvents(response, event('MODIFIED', 'same', '201')),
    ),
    async (api) => {
      assert.deepEqual((await take(api, 11)).slice(4), [
        'SYNCED',
        'MODIFIED changed@2',
        'ADDED new@3',
        'DELETED renewed@undefined',
        'ADDED renewed@9',
        'DELETED gone@undefined',
        'MODIFIED same@201',
      ]);
      assert.equal(api.stderr(), '');
    },
  );
});

test('a 410 in place of a stream lists again, too', async () => {
  await withFakeApi(
    serve(
      (_request, response, count) => sendList(response, [makeGateway('a', String(count))]),
      (_request, response) => sendStatus(response, 410, 'Expired', 'too old resource version'),
      (_request, response) => sendEvents(response, event('DELETED', 'a', '9')),
    ),
    async (api) => assert.deepEqual(await take(api, 4), ['ADDED a@1', 'SYNCED', 'MODIFIED a@2', 'DELETED a@9']),
  );
});

test('a server that fails for a while is said once, and that the watch goes on', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, []),
      (_request, response) => response.writeHead(200).end(),
      failing,
      failing,
      (_request, response) => sendEvents(response, event('ADDED', 'a', '101')),
    ),
    async (api) => {
      assert.deepEqual(await take(api, 2), ['SYNCED', 'ADDED a@101']);
      assert.equal(
        api.stderr(),
        'Warning: the watch of gateways.gateway.networking.k8s.io is interrupted and will resume when the server responds: ' +
          'Error from server (InternalError): etcd is gone\\x1b[31m\n' +
          'The watch of gateways.gateway.networking.k8s.io has resumed.\n',
      );
    },
  );
});

test('a first list that fails is an error', async () => {
  await withFakeApi(
    (_request, response) => sendStatus(response, 403, 'Forbidden', 'gateways is forbidden'),
    async (api) => assert.rejects(take(api, 1), { name: 'ServerError', reason: 'Forbidden' }),
  );
});

test('a watch that is refused from the start is an error, after the list', async () => {
  const seen: string[] = [];
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, [makeGateway('a')]),
      (_request, response) => sendStatus(response, 403, 'Forbidden', 'cannot watch'),
    ),
    async (api) => {
      const follow = async (): Promise<void> => {
        for await (const seenEvent of api.source.watch({ type: GATEWAYS })) seen.push(inShort(seenEvent));
      };
      await assert.rejects(follow(), { name: 'ServerError', message: 'cannot watch' });
      assert.deepEqual(seen, ['ADDED a@1', 'SYNCED']);
    },
  );
});

test('an expired token is renewed when the watch is opened again', async () => {
  await withFakeApi(
    ({ url, headers }, response, count) => {
      const isWatch = url.includes('watch=true');
      if (!isWatch) sendList(response, []);
      else if (count === 2) response.writeHead(200).end();
      else if (headers.authorization === 'Bearer first') sendStatus(response, 401, 'Unauthorized', 'Unauthorized');
      else sendEvents(response, event('ADDED', 'a', '101'));
    },
    async (api) => {
      assert.deepEqual(await take(api, 2), ['SYNCED', 'ADDED a@101']);
      assert.equal(api.stderr(), '');
    },
    { renew: () => true },
  );
});

test('events that are malformed do not end the watch', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, []),
      (_request, response) =>
        sendEvents(
          response,
          { type: 'ADDED', object: 'text' },
          { type: 'ADDED' },
          event('ADDED', 'a', '101'),
          event('ADDED', 'a', '101'),
        ),
    ),
    async (api) => assert.deepEqual(await take(api, 2), ['SYNCED', 'ADDED a@101']),
  );
});

test('a server that ends watches at once with what is of no use is not asked in a tight loop', async () => {
  const useless: readonly unknown[] = [{ type: 'HELLO', object: {} }, { type: 'ADDED' }, event('ADDED', 'a', '1')];
  for (const each of useless) {
    const openedAt: number[] = [];
    await withFakeApi(
      (request, response) => {
        if (!request.url.includes('watch=true')) {
          sendList(response, [makeGateway('a', '1')]);
          return;
        }
        openedAt.push(performance.now());
        // The third time it says something new, so that the test ends.
        sendEvents(response, openedAt.length === 3 ? event('MODIFIED', 'a', '2') : each);
        response.end();
      },
      async (api) => assert.deepEqual(await take(api, 3), ['ADDED a@1', 'SYNCED', 'MODIFIED a@2']),
    );
    // The first try comes at once, the next after half a second or nearly so; a slow machine takes longer, never less.
    const [, second = 0, third = 0] = openedAt;
    assert.ok(third - second > 300, `${third - second} ms`);
  }
});

test('Ctrl-C ends a watch without an error', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, [makeGateway('a')]),
      (_request, response) => sendEvents(response),
    ),
    async (api) => {
      const types: string[] = [];
      for await (const { type } of api.source.watch({ type: GATEWAYS })) {
        types.push(type);
        if (type === 'SYNCED') setTimeout(api.interrupt, 20);
      }
      assert.deepEqual(types, ['ADDED', 'SYNCED']);
    },
  );
});

test('leaving a watch closes its connection', async () => {
  const closed = Promise.withResolvers<void>();
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, []),
      (_request, response) => {
        response.once('close', closed.resolve);
        sendEvents(response, event('ADDED', 'a', '101'));
      },
    ),
    async (api) => {
      await take(api, 2);
      await closed.promise;
    },
  );
});

function tableOf(name: string, resourceVersion: string, columns: readonly unknown[] = []): unknown {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion },
    ...(columns.length > 0 ? { columnDefinitions: columns } : {}),
    rows: [{ cells: [name, resourceVersion], object: { metadata: { name, uid: name, resourceVersion } } }],
  };
}

test("a watch of the server's table gives the rows that changed", async () => {
  const columns = [
    { name: 'Name', type: 'string', priority: 0 },
    { name: 'Version', type: 'string', priority: 0 },
  ];
  await withFakeApi(
    serve(
      (_request, response) => sendJson(response, tableOf('a', '1', columns)),
      (_request, response) =>
        sendEvents(
          response,
          { type: 'MODIFIED', object: tableOf('a', '2') },
          { type: 'DELETED', object: tableOf('a', '3') },
        ),
    ),
    async (api) => {
      const seen: unknown[] = [];
      for await (const change of api.source.watchTable({ type: GATEWAYS })) {
        seen.push(change.type === 'SYNCED' ? change.type : [change.type, change.row.cells, change.columns.length]);
        if (seen.length === 4) break;
      }
      assert.deepEqual(seen, [
        ['ADDED', ['a', '1'], 2],
        'SYNCED',
        ['MODIFIED', ['a', '2'], 2],
        ['DELETED', ['a', '3'], 2],
      ]);
      assert.match(api.requests[1]?.headers.accept ?? '', /as=Table/);
    },
  );
});

test('lines that arrive in pieces of a character are whole events', async () => {
  await withFakeApi(
    serve(
      (_request, response) => sendList(response, []),
      (_request, response) => {
        sendEvents(response);
        const bytes = Buffer.from(
          `${JSON.stringify(event('ADDED', 'ä€😀', '101'))}\n\n${JSON.stringify(event('ADDED', 'b', '102'))}\n`,
        );
        const writeFrom = (at: number): void => {
          if (at < bytes.length) response.write(bytes.subarray(at, at + 1), () => setImmediate(writeFrom, at + 1));
        };
        writeFrom(0);
      },
    ),
    async (api) => assert.deepEqual(await take(api, 3), ['SYNCED', 'ADDED ä€😀@101', 'ADDED b@102']),
  );
});

test('a watch that was interrupted before it began gives nothing', async () => {
  await withFakeApi(
    (_request, response) => sendList(response, []),
    async (api) => {
      api.interrupt();
      assert.deepEqual(await collect(api.source.watch({ type: GATEWAYS })), []);
    },
  );
});

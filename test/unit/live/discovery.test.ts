import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { collect, sendJson, sendStatus, withFakeApi } from './fake-api.ts';
import type { Handler } from './fake-api.ts';

function aggregated(...items: readonly unknown[]): unknown {
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function resource(plural: string, kind: string, more: object = {}): unknown {
  return {
    resource: plural,
    responseKind: { group: '', version: '', kind },
    scope: 'Namespaced',
    singularResource: kind.toLowerCase(),
    verbs: ['get', 'list'],
    ...more,
  };
}

const CORE = aggregated({
  metadata: { name: null },
  versions: [
    { version: 'v1', resources: [resource('services', 'Service', { shortNames: ['svc'] })], freshness: 'Current' },
  ],
});
const NAMED = aggregated(
  {
    metadata: { name: 'gateway.networking.k8s.io' },
    versions: [
      {
        version: 'v1',
        resources: [
          resource('gateways', 'Gateway', {
            categories: ['gateway-api'],
            subresources: [{ subresource: 'status', verbs: ['get'] }],
          }),
          resource('gatewayclasses', 'GatewayClass', { scope: 'Cluster' }),
          { resource: 'orphans', subresources: [{ subresource: 'x' }] },
        ],
      },
      { version: 'v1beta1', resources: [resource('gateways', 'Gateway')] },
      { version: 'v1alpha2', resources: [resource('udproutes', 'UDPRoute')] },
    ],
  },
  {
    metadata: { name: 'metrics.k8s.io' },
    versions: [{ version: 'v1beta1', freshness: 'Stale', resources: [resource('pods', 'PodMetrics')] }],
  },
);

const JSON_TYPE = { 'content-type': 'application/json' };

const modern: Handler = ({ url }, response) => sendJson(response, url === '/api' ? CORE : NAMED);

function entry(name: string, kind: string): unknown {
  return { name, kind, namespaced: true, singularName: '', verbs: ['get'] };
}

const legacy: Handler = ({ url }, response) => {
  switch (url) {
    case '/api':
      return sendJson(response, { kind: 'APIVersions', versions: ['v1'] });
    case '/apis':
      return sendJson(response, {
        kind: 'APIGroupList',
        groups: [
          {
            name: 'gateway.networking.k8s.io',
            versions: [{ version: 'v1alpha2' }, { version: 'v1beta1' }, { version: 'v1' }],
            preferredVersion: { version: 'v1' },
          },
          { name: 'broken.example', versions: [{ version: 'v1' }] },
        ],
      });
    case '/api/v1':
      return sendJson(response, {
        kind: 'APIResourceList',
        resources: [entry('services', 'Service'), entry('services/status', 'Service')],
      });
    case '/apis/broken.example/v1':
      return sendStatus(response, 503, 'ServiceUnavailable', 'the server is currently unable to handle the request');
    default:
      return sendJson(response, { kind: 'APIResourceList', resources: [entry('gateways', 'Gateway')] });
  }
};

test('aggregated discovery: the preferred version first, every served version, subresources, core first', async () => {
  await withFakeApi(modern, async (api) => {
    const { types, gaps } = await api.source.catalog();
    assert.deepEqual(
      types.map(({ group, version, plural, versions }) => [group, version, plural, versions.join()]),
      [
        ['', 'v1', 'services', 'v1'],
        ['gateway.networking.k8s.io', 'v1', 'gateways', 'v1,v1beta1'],
        ['gateway.networking.k8s.io', 'v1', 'gatewayclasses', 'v1'],
        ['gateway.networking.k8s.io', 'v1alpha2', 'udproutes', 'v1alpha2'],
      ],
    );
    assert.deepEqual(types[0]?.shortNames, ['svc']);
    assert.deepEqual(types[1]?.categories, ['gateway-api']);
    assert.deepEqual(types[1]?.subresources, ['status']);
    assert.deepEqual(
      types.map(({ namespaced }) => namespaced),
      [true, true, false, true],
    );
    assert.deepEqual(gaps, [
      {
        what: 'metrics.k8s.io/v1beta1',
        group: 'metrics.k8s.io',
        reason: 'failed',
        message: 'the server is currently unable to handle the request',
      },
    ]);
    assert.equal(api.requests.length, 2);
    assert.equal(
      api.requests[0]?.headers.accept,
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json',
    );
  });
});

test('an old server is asked group by group; a broken group is a gap', async () => {
  await withFakeApi(legacy, async (api) => {
    const { types, gaps } = await api.source.catalog();
    assert.deepEqual(
      types.map(({ version, plural, singular, versions, subresources }) => [
        version,
        plural,
        singular,
        versions.join(),
        subresources.join(),
      ]),
      [
        ['v1', 'services', 'service', 'v1', 'status'],
        ['v1', 'gateways', 'gateway', 'v1,v1alpha2,v1beta1', ''],
      ],
    );
    assert.deepEqual(
      gaps.map(({ what }) => what),
      ['broken.example/v1'],
    );
  });
});

test('a server of aggregated APIs only has no /api', async () => {
  await withFakeApi(
    (request, response, count) => {
      if (request.url === '/api') response.writeHead(404).end('404 page not found');
      else modern(request, response, count);
    },
    async (api) => assert.equal((await api.source.catalog()).types[0]?.plural, 'gateways'),
  );
});

test('a server that refuses discovery is an error, and asking again asks again', async () => {
  let refuse = true;
  await withFakeApi(
    (request, response, count) => {
      if (refuse) sendStatus(response, 403, 'Forbidden', 'forbidden: no');
      else modern(request, response, count);
    },
    async (api) => {
      await assert.rejects(api.source.catalog(), { name: 'ServerError', reason: 'Forbidden' });
      refuse = false;
      assert.equal((await api.source.catalog()).types.length, 4);
    },
  );
});

/** A cache folder for one test. */
async function withCacheDir(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gwctl-cache-'));
  try {
    await run(folder);
  } finally {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true, force: true });
  }
}

const complete: Handler = ({ url }, response) => sendJson(response, url === '/api' ? CORE : aggregated());
const HOUR = 3_600_000;

/** How many requests the types cost at a time, when they were cached at 1,000,000 by `handler`. */
async function requestsAt(handler: Handler, now: number): Promise<number> {
  let count = -1;
  await withCacheDir(async (cacheDir) => {
    let time = 1_000_000;
    const options = { cacheDir, now: () => time };
    await withFakeApi(
      handler,
      async (api) => {
        const { types } = await api.source.catalog();
        const before = api.requests.length;
        time = now;
        const again = await api.reopen().catalog();
        assert.deepEqual(again.types, types);
        assert.equal(again.gaps.length, handler === modern ? 1 : 0);
        count = api.requests.length - before;
      },
      options,
    );
  });
  return count;
}

test('types are kept on disk for six hours, with a broken group for ten minutes', async () => {
  const saved = 1_000_000;
  assert.equal(await requestsAt(complete, saved + 5.9 * HOUR), 0);
  assert.equal(await requestsAt(complete, saved + 6.1 * HOUR), 2);
  assert.equal(await requestsAt(modern, saved + HOUR / 7), 0);
  assert.equal(await requestsAt(modern, saved + HOUR / 5), 2);
});

test('a clock that was set back makes no cache fresh', async () => {
  assert.equal(await requestsAt(complete, 1_000_000 - HOUR), 2);
});

test('a broken, foreign or unwritable cache is no cache', async () => {
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"format":99,"savedAt":1,"types":[]}',
    '{"format":1,"savedAt":1,"types":[{}]}',
  ]) {
    await withCacheDir(async (cacheDir) => {
      await withFakeApi(
        complete,
        async (api) => {
          const folder = join(cacheDir, 'gwctl', api.connection.cacheKeyHost);
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, 'resource-types.json'), text);
          assert.equal((await api.source.catalog()).types.length, 1);
          assert.deepEqual(await readdir(folder), ['resource-types.json']);
        },
        { cacheDir, now: () => 2 },
      );
    });
  }
  await withCacheDir(async (cacheDir) => {
    const file = join(cacheDir, 'file');
    await writeFile(file, 'in the way');
    await withFakeApi(complete, async (api) => assert.equal((await api.source.catalog()).types.length, 1), {
      cacheDir: file,
    });
    assert.equal(await readFile(file, 'utf8'), 'in the way');
  });
});

test('refresh asks the server although the cache is fresh, but not twice in a row', async () => {
  await withCacheDir(async (cacheDir) => {
    let time = 1000;
    await withFakeApi(
      complete,
      async (api) => {
        await api.source.catalog();
        await api.source.catalog();
        assert.equal(api.requests.length, 2);
        await api.source.catalog({ refresh: true });
        assert.equal(api.requests.length, 2, 'it was asked just now');
        time += 60_000;
        await api.source.catalog({ refresh: true });
        assert.equal(api.requests.length, 4);
      },
      { cacheDir, now: () => time },
    );
  });
});

test('a type that is gone empties the cache, a missing object does not', async () => {
  await withCacheDir(async (cacheDir) => {
    await withFakeApi(
      (request, response, count) => {
        if (request.url.startsWith('/api/v1/services')) response.writeHead(404).end('404 page not found');
        else if (request.url.includes('/services/')) {
          sendStatus(response, 404, 'NotFound', 'services "x" not found', { details: { kind: 'services', name: 'x' } });
        } else complete(request, response, count);
      },
      async (api) => {
        const [type] = (await api.source.catalog()).types;
        assert.ok(type !== undefined);
        const folder = join(cacheDir, 'gwctl', api.connection.cacheKeyHost);
        await assert.rejects(api.source.get({ type, namespace: 'a', name: 'x' }), { reason: 'NotFound' });
        assert.equal((await readdir(folder)).length, 1);
        await assert.rejects(collect(api.source.list({ type })), { reason: 'NotFound' });
        assert.equal((await readdir(folder)).length, 0);
      },
      { cacheDir },
    );
  });
});

const brokenAnswers: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
  [
    'a page in HTML',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    /text\/html/,
  ],
  ['a truncated body', (response) => response.writeHead(200, JSON_TYPE).end('{"kind":"APIRes'), /truncated/],
  ['a reset', (response) => response.socket?.destroy(), /EOF|reset/],
  ['a redirect', (response) => response.writeHead(302, { location: 'https://login.example/' }).end(), /redirect/],
  ['JSON that lists nothing', (response) => sendJson(response, { hello: 'world' }), /lists no resources/],
];
/** The old server with something else in place of one group. */
function withBrokenGroup(answer: (response: ServerResponse) => void): Handler {
  return (request, response, count) =>
    request.url === '/apis/broken.example/v1' ? answer(response) : legacy(request, response, count);
}

for (const [what, answer, reason] of brokenAnswers) {
  test(`an old server: ${what} in place of one group hides only that group`, async () => {
    await withFakeApi(withBrokenGroup(answer), async (api) => {
      const { types, gaps } = await api.source.catalog();
      assert.deepEqual(
        types.map(({ plural }) => plural),
        ['services', 'gateways'],
      );
      assert.deepEqual(
        gaps.map(({ what: group }) => group),
        ['broken.example/v1'],
      );
      assert.match(gaps[0]?.message ?? '', reason);
    });
  });
}

const groupsInHtml: Handler = (request, response, count) => {
  if (request.url === '/api' || request.url === '/apis') legacy(request, response, count);
  else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
};

test('an old server whose groups all fail is an error', async () => {
  await withFakeApi(groupsInHtml, async (api) => {
    await assert.rejects(api.source.catalog(), { name: 'CannotRunError' });
  });
});

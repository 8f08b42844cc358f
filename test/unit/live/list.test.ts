import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { certificatesOf } from '../../../src/model/certificates.ts';
import { AnswerError, ServerError } from '../../../src/model/errors.ts';
import {
  GATEWAYS,
  SECRETS,
  collect,
  makeGateway,
  namesOf,
  sendJson,
  sendList,
  sendStatus,
  withFakeApi,
} from './fake-api.ts';
import type { Handler } from './fake-api.ts';
import { EXAMPLE_KEY, EXAMPLE_PEM } from '../../support/example-pem.ts';

const LIST = '/apis/gateway.networking.k8s.io/v1/gateways';

/** Pages of the given names, each continued by a token with its number. */
function pagesOf(...pages: readonly (readonly string[])[]): Handler {
  return ({ url }, response) => {
    const index = Number(new URL(url, 'http://x').searchParams.get('continue') ?? '0');
    const names = pages[index] ?? [];
    sendList(
      response,
      names.map((name) => makeGateway(name)),
      index + 1 < pages.length ? String(index + 1) : '',
    );
  };
}

test('a list is read in chunks of 500, continued by token', async () => {
  await withFakeApi(pagesOf(['a', 'b'], ['c'], ['d']), async (api) => {
    assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b', 'c', 'd']);
    assert.deepEqual(
      api.requests.map(({ url }) => url),
      [`${LIST}?limit=500`, `${LIST}?continue=1&limit=500`, `${LIST}?continue=2&limit=500`],
    );
  });
});

test('chunk size, namespace and selectors reach the server; 0 asks for all at once', async () => {
  await withFakeApi(pagesOf(['a']), async (api) => {
    await namesOf(
      api.source.list({
        type: GATEWAYS,
        namespace: 'shop',
        labelSelector: 'app in (a,b)',
        fieldSelector: 'metadata.name=x',
        chunkSize: 0,
      }),
    );
    assert.equal(
      api.requests[0]?.url,
      '/apis/gateway.networking.k8s.io/v1/namespaces/shop/gateways?fieldSelector=metadata.name%3Dx&labelSelector=app%20in%20(a%2Cb)',
    );
  });
});

test('the next page is asked for while the current one is used', async () => {
  const waiting = Promise.withResolvers<void>();
  const pages = pagesOf(['a'], ['b']);
  await withFakeApi(
    (request, response, count) => {
      if (count === 2) waiting.resolve();
      pages(request, response, count);
    },
    async (api) => {
      for await (const page of api.source.list({ type: GATEWAYS })) {
        if (page[0]?.metadata.name === 'a') await waiting.promise;
      }
      assert.equal(api.requests.length, 2);
    },
  );
});

test('the next page is asked for before the current one is parsed, wherever the list holds its metadata', async () => {
  for (const metadataFirst of [true, false]) {
    await withFakeApi(
      ({ url }, response) => {
        const more = !url.includes('continue');
        const metadata = { continue: more ? 'next' : '' };
        const items = [makeGateway(more ? 'a' : 'b')];
        sendJson(response, metadataFirst ? { kind: 'List', metadata, items } : { items, kind: 'List', metadata });
      },
      async (api) => {
        assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b']);
        assert.equal(api.requests.length, 2);
      },
    );
  }
});

test('an object that holds the words of a continue token leads nowhere', async () => {
  await withFakeApi(
    ({ url }, response) => {
      if (url.includes('forged')) return sendList(response, [makeGateway('forged')]);
      const more = !url.includes('continue');
      const item = { ...makeGateway(more ? 'a' : 'b'), spec: { metadata: { continue: 'forged' } } };
      return sendJson(response, { items: [item], kind: 'List', metadata: { continue: more ? 'next' : '' } });
    },
    async (api) => assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b']),
  );
});

test('leaving a list early ends the request for its next page', async () => {
  const closed = Promise.withResolvers<void>();
  const pages = pagesOf(['a'], ['b']);
  await withFakeApi(
    (request, response, count) => {
      if (count === 1) pages(request, response, count);
      else response.once('close', closed.resolve);
    },
    async (api) => {
      for await (const page of api.source.list({ type: GATEWAYS })) {
        assert.equal(page.length, 1);
        while (api.requests.length < 2) await new Promise(setImmediate);
        break;
      }
      await closed.promise;
    },
  );
});

test('410 between chunks goes on with the token that the server offers', async () => {
  await withFakeApi(
    ({ url }, response) => {
      if (url.includes('continue=old')) {
        sendStatus(response, 410, 'Expired', 'the token is too old', { metadata: { continue: 'inconsistent' } });
      } else if (url.includes('continue=inconsistent')) sendList(response, [makeGateway('b')]);
      else sendList(response, [makeGateway('a')], 'old');
    },
    async (api) => assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b']),
  );
});

test('410 without a token begins again and gives no object twice', async () => {
  let expired = false;
  await withFakeApi(
    ({ url }, response) => {
      if (!url.includes('continue'))
        sendList(
          response,
          ['a', 'b'].map((name) => makeGateway(name)),
          'next',
        );
      else if (expired) sendList(response, [makeGateway('b'), makeGateway('c')]);
      else {
        expired = true;
        sendStatus(response, 410, 'Expired', 'the token is too old');
      }
    },
    async (api) => assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b', 'c']),
  );
});

test('a list that expires again and again ends in the error of the server', async () => {
  await withFakeApi(
    ({ url }, response) => {
      if (url.includes('continue')) sendStatus(response, 410, 'Expired', 'the token is too old');
      else sendList(response, [makeGateway('a')], 'next');
    },
    async (api) => {
      await assert.rejects(namesOf(api.source.list({ type: GATEWAYS })), { name: 'ServerError', reason: 'Expired' });
      assert.ok(api.requests.length < 12);
    },
  );
});

test('a page that fails is an error, after the pages before it', async () => {
  const seen: string[] = [];
  await withFakeApi(
    ({ url }, response) => {
      if (url.includes('continue')) sendStatus(response, 500, 'InternalError', 'etcd is gone');
      else sendList(response, [makeGateway('a')], 'next');
    },
    async (api) => {
      const read = async (): Promise<void> => {
        for await (const page of api.source.list({ type: GATEWAYS }))
          seen.push(...page.map(({ metadata }) => metadata.name));
      };
      await assert.rejects(read(), { name: 'ServerError', message: 'etcd is gone' });
      assert.deepEqual(seen, ['a']);
    },
  );
});

test('items of built-in types get apiVersion and kind, whole items stay as they came', async () => {
  await withFakeApi(
    (_request, response) =>
      sendList(response, [
        { metadata: { name: 'bare' }, spec: { some: 1 } },
        { ...makeGateway('whole'), extra: true },
      ]),
    async (api) => {
      const objects = [];
      for await (const page of api.source.list({ type: GATEWAYS })) objects.push(...page);
      assert.deepEqual(objects, [
        {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'Gateway',
          metadata: { name: 'bare' },
          spec: { some: 1 },
        },
        { ...makeGateway('whole'), extra: true },
      ]);
    },
  );
});

test('a malformed item becomes a gap, the rest is read', async () => {
  await withFakeApi(
    (_request, response) =>
      sendList(response, [
        makeGateway('a'),
        null,
        'text',
        { metadata: { namespace: 'shop' } },
        { metadata: 'x' },
        makeGateway('b'),
      ]),
    async (api) => {
      assert.deepEqual(await namesOf(api.source.list({ type: GATEWAYS })), ['a', 'b']);
      assert.deepEqual(
        api.source.gaps().map(({ what, namespace, message }) => [what, namespace, message]),
        [
          [
            'gateways.gateway.networking.k8s.io',
            undefined,
            "item 2 of the server's response is not an object and was omitted",
          ],
          [
            'gateways.gateway.networking.k8s.io',
            undefined,
            "item 3 of the server's response is not an object and was omitted",
          ],
          ['gateways.gateway.networking.k8s.io', 'shop', "item 4 of the server's response has no name and was omitted"],
          [
            'gateways.gateway.networking.k8s.io',
            undefined,
            "item 5 of the server's response has no name and was omitted",
          ],
        ],
      );
    },
  );
});

test('an answer that is no list is an error, not an empty list', async () => {
  for (const value of [{}, [], 'text', { kind: 'Gateway', metadata: { name: 'x' } }]) {
    await withFakeApi(
      (_request, response) => sendJson(response, value),
      async (api) => {
        await assert.rejects(namesOf(api.source.list({ type: GATEWAYS })), {
          name: 'CannotRunError',
          message: "error: the server's response for gateways.gateway.networking.k8s.io is not a list",
        });
      },
    );
  }
});

test('metadataOnly asks for PartialObjectMetadata and gives it the kind of its type', async () => {
  await withFakeApi(
    (_request, response) =>
      sendList(response, [
        { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata', metadata: { name: 'a', labels: { x: 'y' } } },
      ]),
    async (api) => {
      const pages = await collect(api.source.list({ type: GATEWAYS, metadataOnly: true }));
      assert.match(
        api.requests[0]?.headers.accept ?? '',
        /^application\/json;as=PartialObjectMetadataList;v=v1;g=meta\.k8s\.io,/,
      );
      assert.deepEqual(pages, [
        [{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'a', labels: { x: 'y' } } }],
      ]);
    },
  );
});

test('Secrets are asked for by metadata only, and values that come all the same are dropped', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'tls',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"VALUE"}', team: 'a' },
    },
    type: 'kubernetes.io/tls',
    data: { key: 'VALUE' },
    stringData: { key: 'VALUE' },
  };
  await withFakeApi(
    ({ url, headers }, response) => {
      assert.match(headers.accept ?? '', /^application\/json;as=(PartialObjectMetadata(List)?|Table);/);
      if (url.endsWith('/tls')) sendJson(response, secret);
      else if (headers.accept?.includes('as=Table') === true) {
        sendJson(response, { kind: 'Table', rows: [{ cells: ['tls', 'kubernetes.io/tls', 2], object: secret }] });
      } else sendList(response, [secret]);
    },
    async (api) => {
      const query = { type: SECRETS, namespace: 'shop' };
      const answers = [
        await collect(api.source.list(query)),
        await api.source.get({ ...query, name: 'tls' }),
        await collect(api.source.listTable(query)),
      ];
      assert.ok(!JSON.stringify(answers).includes('VALUE'), JSON.stringify(answers));
      assert.deepEqual(answers[1], {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'tls', annotations: { team: 'a' } },
        type: 'kubernetes.io/tls',
      });
    },
  );
});

test('a Secret that is asked for its certificate comes without its values', async () => {
  const [certificate, key] = [EXAMPLE_PEM, EXAMPLE_KEY];
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'tls', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': key } },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': base64(certificate), 'tls.key': base64(key) },
  };
  await withFakeApi(
    ({ headers }, response) => {
      assert.equal(headers.accept, 'application/json');
      sendJson(response, secret);
    },
    async (api) => {
      const object = await api.source.get({ type: SECRETS, namespace: 'shop', name: 'tls', certificates: true });
      assert.equal(certificatesOf(object)?.key, 'matches');
      assert.ok(!inspect(object, { depth: 9, showHidden: true }).includes(base64(key).slice(0, 20)));
      assert.deepEqual(Object.fromEntries(Object.entries(object)), {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'tls', annotations: {} },
        type: 'kubernetes.io/tls',
        data: { 'tls.crt': '', 'tls.key': '' },
      });
    },
  );
});

test('get reads one object or a subresource of it', async () => {
  await withFakeApi(
    ({ url }, response) => {
      if (url.endsWith('/scale'))
        sendJson(response, { kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name: 'a' } });
      else sendJson(response, makeGateway('a'));
    },
    async (api) => {
      const query = { type: GATEWAYS, namespace: 'shop', name: 'a' };
      assert.deepEqual(await api.source.get(query), makeGateway('a'));
      assert.equal((await api.source.get({ ...query, subresource: 'scale' })).kind, 'Scale');
      assert.deepEqual(
        api.requests.map(({ url }) => url),
        [
          '/apis/gateway.networking.k8s.io/v1/namespaces/shop/gateways/a',
          '/apis/gateway.networking.k8s.io/v1/namespaces/shop/gateways/a/scale',
        ],
      );
    },
  );
});

test('a name that would leave the path is refused before anything is sent', async () => {
  await withFakeApi(
    (_request, response) => sendJson(response, {}),
    async (api) => {
      for (const [name, reason] of [
        ['..', "may not be '..'"],
        ['a/b', "may not contain '/'"],
        ['50%', "may not contain '%'"],
      ] as const) {
        await assert.rejects(api.source.get({ type: GATEWAYS, namespace: 'x', name }), (error) => {
          assert.ok(error instanceof AnswerError);
          assert.equal(error.message, `invalid resource name "${name}": [${reason}]`);
          return true;
        });
      }
      assert.equal(api.requests.length, 0);
    },
  );
});

test('a Status with causes keeps them', async () => {
  const details = {
    group: 'gateway.networking.k8s.io',
    kind: 'gateways',
    name: 'a',
    causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "argocd"', field: '.spec.listeners' }],
  };
  await withFakeApi(
    (_request, response) => sendStatus(response, 409, 'Conflict', 'Apply failed with 1 conflict', { details }),
    async (api) => {
      await assert.rejects(api.source.get({ type: GATEWAYS, namespace: 'x', name: 'a' }), (error) => {
        assert.ok(error instanceof ServerError);
        assert.deepEqual(error.details, { ...details, continueToken: undefined });
        return true;
      });
    },
  );
});

test('a list that repeats a continue token ends with an error', async () => {
  for (const [first, second] of [
    ['1', '1'],
    ['1', '2'],
  ] as const) {
    const tokens: readonly string[] = [first, second];
    await withFakeApi(
      (_request, response, count) => sendList(response, [makeGateway(`g${count}`)], tokens[(count - 1) % 2] ?? ''),
      async (api) => {
        await assert.rejects(namesOf(api.source.list({ type: GATEWAYS })), {
          name: 'CannotRunError',
          message: `error: the server's list of gateways.gateway.networking.k8s.io never ends: it repeats its continue token`,
        });
        assert.ok(api.requests.length < 5, `${api.requests.length} requests`);
      },
    );
  }
});

test('a list with objects of another kind is refused', async () => {
  const route = { ...makeGateway('b'), kind: 'HTTPRoute' };
  await withFakeApi(
    (_request, response) => sendList(response, [makeGateway('a'), route]),
    async (api) => {
      await assert.rejects(namesOf(api.source.list({ type: GATEWAYS })), {
        name: 'CannotRunError',
        message: "error: the server's response for gateways.gateway.networking.k8s.io lists objects of kind HTTPRoute",
      });
    },
  );
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

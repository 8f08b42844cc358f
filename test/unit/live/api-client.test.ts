import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CannotRunError, ServerError } from '../../../src/model/errors.ts';
import { describeServerError } from '../../../src/model/server-error-text.ts';
import { sendJson, sendStatus, withFakeApi } from './fake-api.ts';
import type { FakeApi } from './fake-api.ts';
import { HELD_TIMEOUT_MS, expire, headRead, holdTimeLimits } from '../../support/time-limits.ts';

const SUBJECT = { verb: 'get', resource: 'gateways.gateway.networking.k8s.io' };

function read(api: FakeApi, path = '/x', method?: string): Promise<unknown> {
  return api.client.read({ method, path, accept: 'application/json', subject: SUBJECT }).then(({ value }) => value);
}

function cannotRun(message: string | RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof CannotRunError, String(error));
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  };
}

function refused(text: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof ServerError, String(error));
    assert.equal(describeServerError(error), text);
    return true;
  };
}

test('a request carries the User-Agent, credentials and asks for gzip, and reads a compressed answer', async () => {
  await withFakeApi(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ text: 'é'.repeat(1000) })));
    },
    async (api) => {
      assert.deepEqual(await read(api), { text: 'é'.repeat(1000) });
      const [request] = api.requests;
      assert.equal(request?.headers['user-agent'], 'gwctl/0.0.0 (linux/amd64)');
      assert.equal(request?.headers['accept-encoding'], 'gzip');
      assert.equal(request?.headers.authorization, 'Bearer first');
    },
  );
});

test('a compressed answer that is cut is an error', async () => {
  const body = gzipSync(JSON.stringify({ items: Array.from({ length: 1000 }, (_entry, index) => index) }));
  await withFakeApi(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(body.subarray(0, body.length - 20));
    },
    async (api) => {
      await assert.rejects(
        read(api),
        cannotRun('error: unexpected error when reading response body. Please retry. Original error: unexpected EOF'),
      );
    },
  );
});

test('a warning of the server is printed once, in UTF-8 and escaped', async () => {
  await withFakeApi(
    (_request, response) => {
      const warnings = ['299 - "v1beta1 is deprecated"', '299 - "naïve \\"quoted\\"", 299 - "right\u202eleft"'];
      response.setHeader(
        'warning',
        warnings.map((text) => Buffer.from(text, 'utf8').toString('latin1')),
      );
      sendJson(response, {});
    },
    async (api) => {
      await read(api);
      await read(api);
      assert.equal(
        api.stderr(),
        'Warning: v1beta1 is deprecated\nWarning: naïve "quoted"\nWarning: right\\u202eleft\n',
      );
    },
  );
});

test('429 and 503 with Retry-After are tried again, at most ten times', async () => {
  const patient = { 'retry-after': '0' };
  await withFakeApi(
    (_request, response, count) => {
      if (count <= 2) response.writeHead(count === 1 ? 429 : 503, patient).end('busy');
      else sendJson(response, { count });
    },
    async (api) => assert.deepEqual(await read(api), { count: 3 }),
  );
  await withFakeApi(
    (_request, response) => response.writeHead(429, patient).end('busy'),
    async (api) => {
      await assert.rejects(
        read(api),
        refused(
          'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later (get gateways.gateway.networking.k8s.io)',
        ),
      );
      assert.equal(api.requests.length, 11);
    },
  );
});

test('a wait beyond a minute is not waited for, nor a 503 without Retry-After', async () => {
  for (const headers of [{ 'retry-after': '3600' }, {}]) {
    await withFakeApi(
      (_request, response) => response.writeHead(503, headers).end(),
      async (api) => {
        await assert.rejects(
          read(api),
          refused(
            'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get gateways.gateway.networking.k8s.io)',
          ),
        );
        assert.equal(api.requests.length, 1);
      },
    );
  }
});

test('a 401 renews the credentials and tries once more', async () => {
  await withFakeApi(
    ({ headers }, response) => {
      if (headers.authorization === 'Bearer second') sendJson(response, { fine: true });
      else sendStatus(response, 401, 'Unauthorized', 'Unauthorized');
    },
    async (api) => assert.deepEqual(await read(api), { fine: true }),
    { renew: () => true },
  );
});

test('a 401 that renewal cannot mend is said as kubectl does', async () => {
  for (const renew of [() => true, () => false]) {
    await withFakeApi(
      (_request, response) => sendStatus(response, 401, 'Unauthorized', 'Unauthorized'),
      async (api) => {
        await assert.rejects(read(api), refused('error: You must be logged in to the server (Unauthorized)'));
        assert.equal(api.requests.length, renew() ? 2 : 1);
      },
      { renew },
    );
  }
});

test('a GET whose connection breaks is tried again, a PATCH is not', async () => {
  await withFakeApi(
    (_request, response, count) => {
      if (count === 1) response.destroy();
      else sendJson(response, { count });
    },
    async (api) => {
      assert.deepEqual(await read(api), { count: 2 });
    },
  );
  await withFakeApi(
    (_request, response) => response.destroy(),
    async (api) => {
      await assert.rejects(read(api, '/x', 'PATCH'), cannotRun('Unable to connect to the server: EOF'));
      assert.equal(api.requests.length, 1);
    },
  );
});

test('an answer that breaks off is an error, never half an answer', async () => {
  await withFakeApi(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"kind":"List","items":[{}]}', () => response.destroy());
    },
    async (api) => {
      await assert.rejects(
        read(api),
        cannotRun('error: unexpected error when reading response body. Please retry. Original error: unexpected EOF'),
      );
    },
  );
});

test('what is no JSON is named for what it is', async () => {
  const cases = [
    ['application/json', '{"kind":"ListT', /^error: the response of 127\.0\.0\.1:\d+ cannot be read: it is truncated$/],
    ['application/json', '', /cannot be read: it is empty$/],
    ['application/json', 'hello', /cannot be read: it is not JSON$/],
    [
      'text/html',
      '<html>',
      /^error: 127\.0\.0\.1:\d+ responded with text\/html instead of JSON: it is not an API server/,
    ],
  ] as const;
  for (const [contentType, body, message] of cases) {
    await withFakeApi(
      (_request, response) => {
        response.writeHead(200, { 'content-type': contentType });
        response.end(body);
      },
      async (api) => assert.rejects(read(api), cannotRun(message)),
    );
  }
});

test('an answer that is a Status of failure is no value, whatever its code', async () => {
  await withFakeApi(
    (_request, response) => sendStatus(response, 403, 'Forbidden', 'gateways is forbidden: no'),
    async (api) => assert.rejects(read(api), refused('Error from server (Forbidden): gateways is forbidden: no')),
  );
});

test("a failure without a Status is said in client-go's words, a page by its title", async () => {
  const about = '(get gateways.gateway.networking.k8s.io)';
  const cases = [
    [
      500,
      'text/plain',
      'boom "x"',
      `Error from server (InternalError): an error on the server ("boom \\"x\\"") has prevented the request from succeeding ${about}`,
    ],
    [
      502,
      'text/html',
      '<html><head><title>502 Bad Gateway</title></head></html>',
      `Error from server (InternalError): an error on the server ("502 Bad Gateway") has prevented the request from succeeding ${about}`,
    ],
    [
      404,
      'text/plain',
      '404 page not found',
      `Error from server (NotFound): the server could not find the requested resource ${about}`,
    ],
    [403, 'text/html', '<!doctype html><p>no', `Error from server (Forbidden): an HTML page ${about}`],
    [
      418,
      'text/plain',
      'tea',
      `Error from server: the server responded with the status code 418 but did not return more information ${about}`,
    ],
    [
      504,
      'application/json',
      '{}',
      `Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request ${about}`,
    ],
  ] as const;
  for (const [code, contentType, body, text] of cases) {
    await withFakeApi(
      (_request, response) => {
        response.writeHead(code, { 'content-type': contentType });
        response.end(body);
      },
      async (api) => assert.rejects(read(api), refused(text)),
    );
  }
});

test('a redirect is not followed: credentials go to no other place', async () => {
  await withFakeApi(
    (_request, response) => response.writeHead(302, { location: 'https://login.example/' }).end(),
    async (api) => {
      await assert.rejects(
        read(api),
        cannotRun(
          'error: the server responded with a redirect to https://login.example/: use that address as the server',
        ),
      );
    },
  );
});

test('the request timeout ends a server that says nothing, and one that stops in the middle', async () => {
  holdTimeLimits();
  await withFakeApi(
    (_request, response) => expire(response.socket?.remotePort),
    async (api) => {
      await assert.rejects(
        read(api),
        cannotRun(
          'Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
        ),
      );
    },
    { requestTimeout: HELD_TIMEOUT_MS },
  );
  await withFakeApi(
    async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"a":');
      const port = response.socket?.remotePort;
      await headRead(port);
      expire(port);
    },
    async (api) => {
      await assert.rejects(
        read(api),
        cannotRun(
          'error: unexpected error when reading response body. Please retry. Original error: context deadline exceeded (Client.Timeout or context cancellation while reading body)',
        ),
      );
    },
    { requestTimeout: HELD_TIMEOUT_MS },
  );
});

test('a client that was ended sends nothing', async () => {
  await withFakeApi(
    () => undefined,
    async (api) => {
      api.interrupt();
      await assert.rejects(read(api), cannotRun('interrupted'));
      assert.equal(api.requests.length, 0);
    },
  );
});

test('Ctrl-C ends a request', async () => {
  await withFakeApi(
    () => undefined,
    async (api) => {
      const answer = read(api);
      setImmediate(api.interrupt);
      await assert.rejects(answer, cannotRun('interrupted'));
    },
  );
});

test('-v=6 logs a line a request, -v=7 headers, -v=9 the curl command, never credentials', async () => {
  assert.equal(await logOf(5), '');
  assert.match(
    await logOf(6),
    /^I1105 04:03:02\.001000 +\d+ \S+:\d+\] "Response" verb="GET" url="http:\/\/HOST\/apis\?x=1" status="200 OK" milliseconds=0\n$/,
  );
  const headers = await logOf(7);
  assert.match(
    headers,
    /"Request" verb="GET" url="http:\/\/HOST\/apis\?x=1" headers=<\n(\t.*\n)*\tAccept: application\/json\n/,
  );
  assert.match(headers, /\tAuthorization: Bearer <masked>\n/);
  assert.match(headers, /"Response" status="200 OK" milliseconds=0\n$/);
  assert.match(await logOf(8), /"Response Body" body=<\n\t\{"some":"body"\}\n >\n$/);
  assert.match(await logOf(9), /curlCommand="curl -v -XGET {2}-H .*Bearer <masked>/);
});

/** What one request logs. */
async function logOf(verbosity: number): Promise<string> {
  let log = '';
  await withFakeApi(
    (_request, response) => sendJson(response, { some: 'body' }),
    async (api) => {
      await read(api, '/apis?x=1');
      log = api.stderr();
    },
    { verbosity, now: () => new Date(2026, 10, 5, 4, 3, 2, 1).getTime() },
  );
  assert.ok(!log.includes('first'), log);
  return log.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
}

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPath } from '../../../src/model/read.ts';
import { openTokenFile } from '../../../src/source/live/kubeconfig/token-file.ts';
import { makeFolder } from './temporary-folder.ts';

async function authorizationOf(source: ReturnType<typeof openTokenFile>): Promise<unknown> {
  const options: RequestOptions = {};
  await source.applyAuthentication({ name: 'u' }, options);
  return readPath(options.headers, 'Authorization');
}

test('a token file is read again after a minute, and its last token outlives it', async (context) => {
  const folder = await makeFolder(context, { token: 'one\n' });
  const path = join(folder, 'token');
  let now = 0;
  const source = openTokenFile(path, '', () => now);
  assert.equal(await authorizationOf(source), 'Bearer one');
  await writeFile(path, 'two');
  assert.equal(await authorizationOf(source), 'Bearer one');
  now = 60_000;
  assert.equal(await authorizationOf(source), 'Bearer two');
  await rm(path);
  now = 120_000;
  assert.equal(await authorizationOf(source), 'Bearer two');
});

test('after a 401 the file is read at once; only another token is worth another try', async (context) => {
  const folder = await makeFolder(context, { token: 'one' });
  const source = openTokenFile(join(folder, 'token'), '', () => 0);
  await authorizationOf(source);
  assert.equal(await source.renew({ authorization: 'Bearer one' }), false);
  await writeFile(join(folder, 'token'), 'two');
  assert.equal(await source.renew({ authorization: 'Bearer one' }), true);
  assert.equal(await authorizationOf(source), 'Bearer two');
});

test('the file wins over a token beside it, which stands in while there is no file', async (context) => {
  const folder = await makeFolder(context, { token: 'file' });
  assert.equal(await authorizationOf(openTokenFile(join(folder, 'token'), 'beside', () => 0)), 'Bearer file');
  assert.equal(await authorizationOf(openTokenFile(join(folder, 'gone'), 'beside', () => 0)), 'Bearer beside');
});

test('no token at all is an error, and an empty file is none', async (context) => {
  const folder = await makeFolder(context, { empty: ' \n' });
  await assert.rejects(authorizationOf(openTokenFile('/no/such', '', () => 0)), {
    message: 'error: open /no/such: no such file or directory',
  });
  await assert.rejects(authorizationOf(openTokenFile(join(folder, 'empty'), '', () => 0)), {
    message: `error: read empty token from file "${join(folder, 'empty')}"`,
  });
});

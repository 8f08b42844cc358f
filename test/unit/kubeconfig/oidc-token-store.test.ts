import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTokenStore } from '../../../src/source/live/kubeconfig/oidc-token-store.ts';
import { makeFolder } from './temporary-folder.ts';

const YAML = `# mine
users:
- name: other
  user: {token: "0123"}
- {name: me, user: {auth-provider: {name: oidc, config: {id-token: 'old', refresh-token: old-refresh, client-id: x}}}} # here
`;

test('tokens replace tokens, and nothing else changes', async (context) => {
  const folder = await makeFolder(context, { config: YAML });
  const path = join(folder, 'config');
  await openTokenStore(path, 'me').write({ idToken: 'aaaaaaaa.bbbb.cccc', refreshToken: 'new: "refresh"' });
  assert.equal(
    await readFile(path, 'utf8'),
    YAML.replace("'old'", '"aaaaaaaa.bbbb.cccc"').replace('old-refresh', '"new: \\"refresh\\""'),
  );
  assert.deepEqual(await openTokenStore(path, 'me').read(), {
    idToken: 'aaaaaaaa.bbbb.cccc',
    refreshToken: 'new: "refresh"',
  });
  assert.deepEqual(await readdir(folder), ['config']);
  assert.equal((await stat(path)).mode & 0o777, 0o700);
});

test('a kubeconfig in JSON stays JSON', async (context) => {
  const config = { 'id-token': 'old', 'refresh-token': 'old' };
  const text = JSON.stringify({ users: [{ name: 'me', user: { 'auth-provider': { name: 'oidc', config } } }] });
  const folder = await makeFolder(context, { config: text });
  await openTokenStore(join(folder, 'config'), 'me').write({ idToken: 'abcdefghijk', refreshToken: '' });
  const written: unknown = JSON.parse(await readFile(join(folder, 'config'), 'utf8'));
  assert.deepEqual(written, JSON.parse(text.replace('"id-token":"old"', '"id-token":"abcdefghijk"')));
});

test('a user without auth-provider, or none at all, has no place for tokens', async (context) => {
  const folder = await makeFolder(context, { config: YAML });
  for (const user of ['other', 'gone']) {
    await assert.rejects(openTokenStore(join(folder, 'config'), user).prepare(), {
      message: new RegExp(`could not persist new tokens: .* has no auth-provider for user "${user}"$`),
    });
  }
});

test('a file that is gone is refused before anything is asked of the issuer', async () => {
  await assert.rejects(openTokenStore('/no/such', 'me').prepare(), {
    message:
      /^error: the OIDC token has expired and was not refreshed, because the new one could not be saved: open \/no\/such/,
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPluginPolicy, readPluginPolicy } from '../../../src/source/live/kubeconfig/exec-policy.ts';
import { makeFolder } from './temporary-folder.ts';

const HEAD = 'kind: Preference\napiVersion: kubectl.config.k8s.io/';

function ioOf(env: Readonly<Record<string, string>>) {
  const errors: string[] = [];
  return { env, cwd: '/', os: 'linux', errors, writeError: (text: string) => void errors.push(text) };
}

test('without a kuberc everything may run, and v1alpha1 has no policy', async (context) => {
  const folder = await makeFolder(context, { kuberc: `${HEAD}v1alpha1\ncredentialPluginPolicy: DenyAll\n` });
  assert.equal((await readPluginPolicy(ioOf({ HOME: folder }))).type, 'AllowAll');
  assert.equal((await readPluginPolicy(ioOf({ KUBERC: join(folder, 'kuberc') }))).type, '');
});

test('a named kuberc has to be there and to be one', async (context) => {
  const folder = await makeFolder(context, { pod: 'kind: Pod\n' });
  await assert.rejects(readPluginPolicy(ioOf({ KUBERC: '/no/such' })), {
    message: 'error occurred while applying preferences kuberc error kuberc: open /no/such: no such file or directory',
  });
  await assert.rejects(readPluginPolicy(ioOf({ KUBERC: join(folder, 'pod') })), {
    message: /no valid preferences found/,
  });
});

test('a broken default kuberc is warned of once', async (context) => {
  const folder = await makeFolder(context, { '.kube/kuberc': 'a: [' });
  const io = ioOf({ HOME: folder });
  assert.equal((await readPluginPolicy(io)).type, 'AllowAll');
  assert.equal(io.errors.length, 1);
});

test('an allowlist is met by the command as written, as found, or as its own name is found', async (context) => {
  const folder = await makeFolder(context, { tool: '', other: '' });
  const io = ioOf({ PATH: folder });
  const found = join(folder, 'tool');
  const check = (command: string, ...allowlist: readonly string[]): Promise<void> =>
    checkPluginPolicy({ type: 'Allowlist', allowlist }, command, found, io);
  await check('tool', 'tool');
  await check('tool', found);
  await check(found, 'tool');
  await assert.rejects(check('tool', 'other', '/elsewhere/tool'), {
    message: `Unable to connect to the server: getting credentials: plugin path "${found}" is not permitted by the credential plugin allowlist`,
  });
  await assert.rejects(checkPluginPolicy({ type: 'DenyAll', allowlist: undefined }, './tool', found, io), {
    message: /plugin "tool" not allowed: policy set to "DenyAll"$/,
  });
  await assert.rejects(checkPluginPolicy({ type: 'Allowlist', allowlist: ['x'] }, 'gone', undefined, io), {
    message: /plugin path "gone" cannot be resolved/,
  });
});

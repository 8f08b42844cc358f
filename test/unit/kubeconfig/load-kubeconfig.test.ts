import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { homeFolder } from '../../../src/source/live/kubeconfig/home-folder.ts';
import { listKubeconfigNames } from '../../../src/source/live/kubeconfig/list-names.ts';
import { loadKubeconfig } from '../../../src/source/live/kubeconfig/load-kubeconfig.ts';
import { makeFolder } from './temporary-folder.ts';

const ONE = 'current-context: ""\nusers:\n- name: u\n  user: {token: one}\n- name: only-one\n';
const TWO = 'current-context: two\nusers:\n- name: u\n  user: {token: two, username: x}\n- name: only-two\n';

test('files merge: the first names win whole, the first current-context that is set wins', async (context) => {
  const folder = await makeFolder(context, { one: ONE, two: TWO, three: 'current-context: three\n' });
  const list = ['one', 'gone', 'two', 'three', 'two'].map((name) => join(folder, name)).join(delimiter);
  const loaded = await loadKubeconfig(undefined, { env: { KUBECONFIG: `${delimiter}${list}` }, cwd: '/', os: 'linux' });
  assert.equal(loaded.config.currentContext, 'two');
  const user = loaded.config.users.get('u');
  assert.deepEqual([user?.token, user?.username], ['one', '']);
  assert.deepEqual([...loaded.config.users.keys()].sort(), ['only-one', 'only-two', 'u']);
  assert.equal(loaded.files.length, 4);
  assert.ok(loaded.found);
});

test('paths are relative to their file, exec commands only when they are paths', async (context) => {
  const folder = await makeFolder(context, {
    'sub/config': `
clusters:
- name: c
  cluster: {certificate-authority: pki/ca.crt}
users:
- name: files
  user: {client-certificate: ../a.crt, client-key: /b.key, tokenFile: token}
- name: path
  user: {exec: {command: ./plugin}}
- name: lookup
  user: {exec: {command: plugin}}
`,
  });
  const { config } = await loadKubeconfig('sub/config', { env: {}, cwd: folder, os: 'linux' });
  const user = config.users.get('files');
  assert.equal(config.clusters.get('c')?.certificateAuthority, join(folder, 'sub/pki/ca.crt'));
  assert.deepEqual(
    [user?.clientCertificate, user?.clientKey, user?.tokenFile],
    [join(folder, 'a.crt'), '/b.key', join(folder, 'sub/token')],
  );
  assert.equal(config.users.get('path')?.exec?.command, join(folder, 'sub/plugin'));
  assert.equal(config.users.get('lookup')?.exec?.command, 'plugin');
});

test('nothing at all is no error yet, and says where it was looked for', async (context) => {
  const folder = await makeFolder(context);
  const loaded = await loadKubeconfig(undefined, { env: { HOME: folder }, cwd: '/', os: 'linux' });
  assert.deepEqual([loaded.found, loaded.files], [false, [join(folder, '.kube', 'config')]]);
});

test('an explicit file has to be there', async () => {
  await assert.rejects(loadKubeconfig('/no/such', { env: {}, cwd: '/', os: 'linux' }), {
    name: CannotRunError.name,
    message: 'error: stat /no/such: no such file or directory',
  });
});

test("every broken file is named, with kubectl's prefix for a single one", async (context) => {
  const folder = await makeFolder(context, { one: 'a: [\n', two: 'users: 1\n' });
  const load = (...names: readonly string[]): Promise<unknown> => {
    const list = names.map((name) => join(folder, name)).join(delimiter);
    return loadKubeconfig(undefined, { env: { KUBECONFIG: list }, cwd: '/', os: 'linux' });
  };
  await assert.rejects(load('one'), { message: /^error: error loading config file ".*one": yaml: line \d: [^\n]*$/ });
  await assert.rejects(load('one', 'two'), {
    message: /^error loading config file ".*one": yaml: [^\n]*\nerror loading config file ".*two": json: [^\n]*$/,
  });
});

test('the home folder on Windows is the first with a kubeconfig, else the first that can be written', async (context) => {
  const folder = await makeFolder(context, { 'profile/.kube/config': '', 'drive/other': '' });
  const env = {
    HOME: join(folder, 'gone'),
    USERPROFILE: join(folder, 'profile'),
    HOMEDRIVE: folder,
    HOMEPATH: '/drive',
  };
  assert.equal(await homeFolder({ env, os: 'windows' }), join(folder, 'profile'));
  assert.equal(await homeFolder({ env: { ...env, USERPROFILE: '' }, os: 'windows' }), `${folder}/drive`);
  assert.equal(await homeFolder({ env: { HOME: join(folder, 'gone') }, os: 'windows' }), join(folder, 'gone'));
  assert.equal(await homeFolder({ env, os: 'linux' }), join(folder, 'gone'));
});

test('completion gets the names, sorted', async (context) => {
  const folder = await makeFolder(context, { config: TWO });
  const names = await listKubeconfigNames(
    'user',
    { kubeconfig: join(folder, 'config') },
    { env: {}, cwd: '/', os: 'linux' },
  );
  assert.deepEqual(names, ['only-two', 'u']);
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findInClusterConfig, findPodNamespace } from '../../../src/source/live/kubeconfig/in-cluster.ts';
import { EMPTY_CLUSTER, EMPTY_USER } from '../../../src/source/live/kubeconfig/kubeconfig.ts';
import { makeFolder } from './temporary-folder.ts';

const none = {
  cluster: EMPTY_CLUSTER,
  clusterName: '',
  user: { ...EMPTY_USER, impersonate: 'bob' },
  userName: '',
  namespace: '',
};
const pod = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };

test('in a pod the service account is the user, and its files stay files', async (context) => {
  const folder = await makeFolder(context, { token: 't', 'ca.crt': 'ca', namespace: ' apps\n' });
  const found = await findInClusterConfig(none, {}, pod, folder);
  assert.equal(found?.cluster.server, 'https://10.0.0.1:443');
  assert.equal(found.cluster.certificateAuthority, join(folder, 'ca.crt'));
  assert.deepEqual(
    [found.user.tokenFile, found.user.token, found.user.impersonate],
    [join(folder, 'token'), '', 'bob'],
  );
  assert.equal(await findPodNamespace(pod, folder), 'apps');
  assert.equal(await findPodNamespace({ ...pod, POD_NAMESPACE: 'given' }, folder), 'given');
});

test('flags win in a pod; an IPv6 address gets brackets', async (context) => {
  const folder = await makeFolder(context, { token: 't' });
  const flags = { token: 'flag', certificateAuthority: '/ca' };
  const found = await findInClusterConfig(none, flags, { ...pod, KUBERNETES_SERVICE_HOST: 'fd00::1' }, folder);
  assert.equal(found?.cluster.server, 'https://[fd00::1]:443');
  assert.deepEqual([found.user.token, found.user.tokenFile, found.cluster.certificateAuthority], ['flag', '', '/ca']);
});

test('without address or token there is no pod', async (context) => {
  const folder = await makeFolder(context, { 'token/is-a-folder': '' });
  const full = await makeFolder(context, { token: 't' });
  assert.equal(await findInClusterConfig(none, {}, pod, folder), undefined);
  assert.equal(await findInClusterConfig(none, {}, { KUBERNETES_SERVICE_HOST: 'x' }, full), undefined);
  assert.equal(await findPodNamespace({}, full), '');
});

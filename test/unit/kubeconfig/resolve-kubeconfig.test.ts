import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionFlags } from '../../../src/cli/connection-flags.ts';
import { decodeKubeconfig } from '../../../src/source/live/kubeconfig/decode-kubeconfig.ts';
import { resolveKubeconfig } from '../../../src/source/live/kubeconfig/resolve-kubeconfig.ts';

const config = decodeKubeconfig(
  {
    'current-context': 'a',
    clusters: [
      { name: 'c', cluster: { server: 'https://c', 'tls-server-name': 'sni', 'certificate-authority-data': 'aGk=' } },
      { name: 'd', cluster: { server: 'https://d', 'insecure-skip-tls-verify': true } },
    ],
    users: [
      { name: 'u', user: { token: 't', as: 'x', 'as-groups': ['g'], 'as-user-extra': { k: ['1'], l: ['2'] } } },
      { name: 'cert', user: { 'client-certificate-data': 'aGk=', 'client-key-data': 'aGk=' } },
      { name: 'both', user: { token: 't', username: 'x', 'as-uid': '1' } },
    ],
    contexts: [
      { name: 'a', context: { cluster: 'c', user: 'u', namespace: 'ns' } },
      { name: 'b', context: { cluster: 'd', user: 'cert' } },
      { name: 'lost', context: { cluster: 'gone', user: 'gone' } },
    ],
  },
  '/f',
);

const resolve = (flags: ConnectionFlags) => resolveKubeconfig(config, flags);

test('the current context names cluster, user and namespace', async () => {
  const { clusterName, userName, namespace } = await resolve({});
  assert.deepEqual([clusterName, userName, namespace], ['c', 'u', 'ns']);
});

test('flags choose another context, cluster and user', async () => {
  const { cluster, user, namespace } = await resolve({ context: 'b', cluster: 'c', user: 'u' });
  assert.deepEqual([cluster.server, user.token, namespace], ['https://c', 't', '']);
});

test('--server drops the tls-server-name of the kubeconfig, --tls-server-name sets it', async () => {
  assert.equal((await resolve({})).cluster.tlsServerName, 'sni');
  assert.equal((await resolve({ server: 'https://x' })).cluster.tlsServerName, '');
  assert.equal((await resolve({ server: 'https://x', tlsServerName: 'y' })).cluster.tlsServerName, 'y');
});

test('trust by flag replaces all trust of the kubeconfig', async () => {
  const { cluster } = await resolve({ insecureSkipTlsVerify: true });
  assert.deepEqual([cluster.insecureSkipTlsVerify, cluster.certificateAuthorityData], [true, '']);
  const other = (await resolve({ context: 'b', certificateAuthority: import.meta.filename })).cluster;
  assert.deepEqual([other.insecureSkipTlsVerify, other.certificateAuthority], [false, import.meta.filename]);
  assert.equal((await resolve({ context: 'b', insecureSkipTlsVerify: false })).cluster.insecureSkipTlsVerify, true);
});

test('a certificate by flag drops the data, which would win over it', async () => {
  const file = import.meta.filename;
  const { user } = await resolve({ user: 'cert', clientCertificate: file, clientKey: file });
  assert.deepEqual([user.clientCertificateData, user.clientKeyData, user.clientKey], ['', '', file]);
});

test('impersonation by flag: groups replace, extras merge by key', async () => {
  const { user } = await resolve({ as: 'y', asGroup: ['h', '7'], asUserExtra: ['k=2', 'k=a=b', 'nothing'] });
  assert.deepEqual([user.impersonate, user.impersonateGroups], ['y', ['h', '7']]);
  assert.deepEqual(
    [...user.impersonateUserExtra],
    [
      ['k', ['2', 'a=b']],
      ['l', ['2']],
    ],
  );
});

test('a context whose cluster and user do not exist resolves to none: the caller decides', async () => {
  const { cluster, clusterName } = await resolve({ context: 'lost' });
  assert.deepEqual([cluster.server, clusterName], ['', 'gone']);
});

const errors: readonly (readonly [ConnectionFlags, string])[] = [
  [{ context: 'x' }, 'error: context "x" does not exist'],
  [{ cluster: 'x' }, 'error: cluster "x" does not exist'],
  [{ user: 'x', context: 'x' }, 'error: auth info "x" does not exist'],
  [
    { username: 'x' },
    'Error in configuration: more than one authentication method found for u; found [token basicAuth], only one is allowed',
  ],
  [
    { user: 'both' },
    'Error in configuration: \n* more than one authentication method found for both; found [token basicAuth], only one is allowed\n* requesting uid, groups or user-extra for both without impersonating a user',
  ],
  [
    { certificateAuthority: '/no/ca' },
    'Error in configuration: unable to read certificate-authority /no/ca for c due to open /no/ca: no such file or directory',
  ],
];

for (const [flags, message] of errors) {
  test(`refused: ${JSON.stringify(flags)}`, async () => {
    await assert.rejects(resolve(flags), { name: 'CannotRunError', message });
  });
}

test('a current-context that no file has is named', async () => {
  const broken = { ...config, currentContext: 'x' };
  await assert.rejects(resolveKubeconfig(broken, {}), {
    message: 'Error in configuration: context was not found for specified context: x',
  });
});

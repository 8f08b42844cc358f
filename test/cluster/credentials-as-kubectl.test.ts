import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ConnectionFlags } from '../../src/cli/connection-flags.ts';
import { assertBinaryAgrees } from '../packed/agree.ts';
import { createAuthority } from './authority.ts';
import type { CertificateFiles } from './authority.ts';
import { findBinaries } from './binaries.ts';
import { fakeIo, getThrough, runKubectl, startRecorder, writeKubeconfig } from './credentials-support.ts';
import type { Recorder } from './credentials-support.ts';

const binaries = await findBinaries();
const skip = typeof binaries === 'string' ? binaries : false;
const kubectl = typeof binaries === 'string' ? '' : binaries.kubectl;

let folder: string;
let recorder: Recorder;
let client: CertificateFiles;
let other: CertificateFiles;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-credentials-'));
  recorder = await startRecorder(folder);
  const authority = await createAuthority(join(folder, 'clients'));
  client = await authority.issue({ name: 'jane' });
  other = await authority.issue({ name: 'other' });
  await writeFile(join(folder, 'token.txt'), 'from-file\n');
});

after(async () => {
  await recorder.close();
  await rm(folder, { recursive: true, force: true });
});

interface Case {
  readonly name: string;
  readonly cluster?: () => unknown;
  readonly user?: () => unknown;
  readonly flags?: () => ConnectionFlags;
  /** Without it the request has to succeed. */
  readonly fails?: true;
}

const base64 = async (path: string): Promise<string> => (await readFile(path)).toString('base64');
const trusted = (): Record<string, unknown> => ({
  server: recorder.url,
  'certificate-authority-data': recorder.caData,
});

const cases: readonly Case[] = [
  { name: 'token', user: () => ({ token: 'abc' }) },
  { name: 'token with a line break', user: () => ({ token: 'abc\n' }), fails: true },
  { name: 'token in UTF-8', user: () => ({ token: 'äbc' }) },
  { name: 'token by flag wins', user: () => ({ token: 'abc' }), flags: () => ({ token: 'flag' }) },
  { name: 'tokenFile', user: () => ({ tokenFile: 'token.txt' }) },
  { name: 'tokenFile beside token', user: () => ({ token: 'abc', tokenFile: 'token.txt' }) },
  { name: 'tokenFile beside --token', user: () => ({ tokenFile: 'token.txt' }), flags: () => ({ token: 'flag' }) },
  { name: 'missing tokenFile beside token', user: () => ({ token: 'abc', tokenFile: 'gone.txt' }) },
  { name: 'missing tokenFile', user: () => ({ tokenFile: 'gone.txt' }), fails: true },
  { name: 'basic authentication', user: () => ({ username: 'jöhn', password: 'p:w' }) },
  { name: 'basic authentication by flag', user: () => ({}), flags: () => ({ username: 'john', password: 'secret' }) },
  { name: 'token and password', user: () => ({ token: 'abc', username: 'u', password: 'p' }), fails: true },
  {
    name: 'client certificate data',
    user: async () => ({
      'client-certificate-data': await base64(client.certFile),
      'client-key-data': await base64(client.keyFile),
    }),
  },
  {
    name: 'client certificate files',
    user: () => ({ 'client-certificate': client.certFile, 'client-key': client.keyFile }),
  },
  {
    name: 'client certificate by flag over data',
    user: async () => ({
      'client-certificate-data': await base64(other.certFile),
      'client-key-data': await base64(other.keyFile),
    }),
    flags: () => ({ clientCertificate: client.certFile, clientKey: client.keyFile }),
  },
  {
    name: 'client certificate and token',
    user: () => ({ token: 'abc', 'client-certificate': client.certFile, 'client-key': client.keyFile }),
  },
  {
    name: 'certificate data beside its file',
    user: async () => ({
      'client-certificate': other.certFile,
      'client-certificate-data': await base64(client.certFile),
      'client-key-data': await base64(client.keyFile),
    }),
    fails: true,
  },
  {
    name: 'key of another certificate',
    user: async () => ({
      'client-certificate-data': await base64(client.certFile),
      'client-key-data': await base64(other.keyFile),
    }),
    fails: true,
  },
  { name: 'certificate without key', user: () => ({ 'client-certificate': client.certFile }), fails: true },
  {
    name: 'certificate that is none',
    user: () => ({ 'client-certificate-data': 'aGk=', 'client-key-data': 'aGk=' }),
    fails: true,
  },
  { name: 'CA file', cluster: () => ({ server: recorder.url, 'certificate-authority': recorder.caFile }) },
  {
    name: 'CA by flag over data',
    cluster: () => ({ server: recorder.url, 'certificate-authority-data': 'aGVsbG8=' }),
    flags: () => ({ certificateAuthority: recorder.caFile }),
  },
  {
    name: 'CA that is none',
    cluster: () => ({ server: recorder.url, 'certificate-authority-data': 'aGVsbG8=' }),
    fails: true,
  },
  {
    name: 'CA file that is missing',
    cluster: () => ({ server: recorder.url, 'certificate-authority': 'gone.crt' }),
    fails: true,
  },
  {
    name: 'insecure',
    cluster: () => ({ server: recorder.url, 'insecure-skip-tls-verify': true }),
    user: () => ({ token: 't' }),
  },
  { name: 'insecure by flag over CA', flags: () => ({ insecureSkipTlsVerify: true }) },
  { name: 'insecure and CA', cluster: () => ({ ...trusted(), 'insecure-skip-tls-verify': true }), fails: true },
  { name: 'tls-server-name', cluster: () => ({ ...trusted(), 'tls-server-name': 'other.example' }) },
  { name: 'tls-server-name by flag', flags: () => ({ tlsServerName: 'localhost' }) },
  { name: 'base path', cluster: () => ({ ...trusted(), server: `${recorder.url}/k8s/clusters/c-1` }) },
  { name: 'base path with slash and query', cluster: () => ({ ...trusted(), server: `${recorder.url}/k8s/?a=b#c` }) },
  { name: 'server by name', cluster: () => ({ ...trusted(), server: `https://localhost:${recorder.port}/` }) },
  {
    name: 'server by flag',
    cluster: () => ({ ...trusted(), server: 'https://127.0.0.1:1' }),
    flags: () => ({ server: recorder.url }),
  },
  {
    name: 'server by flag drops tls-server-name',
    cluster: () => ({ ...trusted(), 'tls-server-name': 'wrong.example' }),
    flags: () => ({ server: recorder.url }),
  },
  {
    name: 'as, group, uid and extra',
    user: () => ({
      token: 't',
      as: 'bob',
      'as-uid': '7',
      'as-groups': ['a', 'b'],
      'as-user-extra': { 'k/x': ['1', '2'] },
    }),
  },
  {
    name: 'impersonation by flag',
    user: () => ({ token: 't', as: 'bob', 'as-groups': ['a'], 'as-user-extra': { k: ['1'], old: ['3'] } }),
    flags: () => ({ as: 'alice', asGroup: ['x', 'y'], asUid: '9', asUserExtra: ['k=2', 'k=4', 'nothing'] }),
  },
  { name: 'impersonation in UTF-8', flags: () => ({ as: 'ünal' }) },
  { name: 'uid without user', user: () => ({ 'as-uid': '7' }), fails: true },
  { name: 'group by flag without user', flags: () => ({ asGroup: ['x'] }), fails: true },
  { name: 'context that is missing', flags: () => ({ context: 'gone' }), fails: true },
  { name: 'cluster that is missing', flags: () => ({ cluster: 'gone' }), fails: true },
  { name: 'user that is missing', flags: () => ({ user: 'gone' }), fails: true },
  { name: 'removed provider', user: () => ({ 'auth-provider': { name: 'gcp' } }), fails: true },
  { name: 'provider that nobody knows', user: () => ({ 'auth-provider': { name: 'nobody' } }), fails: true },
  { name: 'oidc without issuer', user: () => ({ 'auth-provider': { name: 'oidc' } }), fails: true },
  { name: 'exec without version', user: () => ({ exec: { command: 'x' } }), fails: true },
  {
    name: 'exec of an old version',
    user: () => ({ exec: { command: 'x', apiVersion: 'client.authentication.k8s.io/v1alpha1' } }),
    fails: true,
  },
  { name: 'unsupported proxy', cluster: () => ({ ...trusted(), 'proxy-url': 'ftp://proxy' }), fails: true },
  {
    name: 'data that is no base64',
    cluster: () => ({ server: recorder.url, 'certificate-authority-data': '!!' }),
    fails: true,
  },
  { name: 'timeout that is none', flags: () => ({ requestTimeout: 'soon' }), fails: true },
  {
    name: 'request timeout',
    cluster: () => ({ ...trusted(), 'disable-compression': true }),
    flags: () => ({ requestTimeout: '300s' }),
  },
];

for (const { name, cluster = trusted, user, flags, fails } of cases) {
  test(`as kubectl: ${name}`, { skip }, async () => {
    const kubeconfig = await writeKubeconfig(folder, 'kubeconfig', {
      cluster: await cluster(),
      user: (await user?.()) ?? { token: 'default' },
    });
    const given: ConnectionFlags = { ...flags?.(), kubeconfig };
    const theirs = await runKubectl(kubectl, ['get', '--raw', '/version', ...toArguments(given)]);
    const seenOfTheirs = recorder.take();
    const ours = await getThrough(given, fakeIo());
    const seenOfOurs = recorder.take();

    assert.equal(ours.status === 200, theirs.code === 0, `${ours.text}\n${theirs.errors}`);
    assert.equal(theirs.code !== 0, fails === true, theirs.errors);
    assert.deepEqual(seenOfOurs, seenOfTheirs);
    if (fails === true) assert.equal(withoutHeading(ours.text), withoutHeading(theirs.errors));
    await assertBinaryAgrees(['version', ...toArguments(given)], { seen: recorder.take });
  });
}

/** `get --raw` has a heading of its own for a single mistake in a kubeconfig; `get TYPE` has ours. */
function withoutHeading(text: string): string {
  return text.trimEnd().replace(/^(?:error|Error in configuration): (?!\n)/, '');
}

const FLAG_NAMES: Readonly<Record<string, string>> = {
  server: 'server',
  asUid: 'as-uid',
  asGroup: 'as-group',
  asUserExtra: 'as-user-extra',
  certificateAuthority: 'certificate-authority',
  clientCertificate: 'client-certificate',
  clientKey: 'client-key',
  insecureSkipTlsVerify: 'insecure-skip-tls-verify',
  tlsServerName: 'tls-server-name',
  requestTimeout: 'request-timeout',
};

function toArguments(flags: ConnectionFlags): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((each) => `--${FLAG_NAMES[name] ?? name}=${String(each)}`);
  });
}

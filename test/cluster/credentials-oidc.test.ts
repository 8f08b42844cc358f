import assert from 'node:assert/strict';
import { lstat, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readPath, readString } from '../../src/model/read.ts';
import { openConnection } from '../../src/source/live/connection.ts';
import { createAuthority } from './authority.ts';
import { findBinaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { fakeIo, getThrough, runKubectl } from './credentials-support.ts';
import { sharedCluster } from './shared.ts';
import { RUNTIMES } from '../packed/runtimes.ts';
import { runPacked } from '../packed/program.ts';

const binaries = await findBinaries();
const skip = typeof binaries === 'string' ? binaries : false;

/** An OIDC issuer that rotates refresh tokens: each works once. */
interface Issuer {
  readonly url: string;
  readonly caFile: string;
  /** Ways in which the client logged in, since the last call. */
  readonly takeLogins: () => readonly string[];
  /** The refresh token that works next. */
  readonly next: () => string;
  /** What the next refresh answers in place of tokens. */
  answer: { readonly status: number; readonly body: unknown } | undefined;
  readonly close: () => Promise<void>;
}

let folder: string;
let cluster: Cluster;
let issuer: Issuer;
/** A JWT that the API server takes: of a service account. */
let goodToken: string;

before(async () => {
  if (skip !== false) return;
  folder = await mkdtemp(join(tmpdir(), 'gwctl-oidc-'));
  cluster = await sharedCluster();
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'oidc-user' } };
  await cluster.request('POST', '/api/v1/namespaces/default/serviceaccounts', account);
  const { text } = await cluster.request('POST', '/api/v1/namespaces/default/serviceaccounts/oidc-user/token', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {},
  });
  goodToken = readString(readPath(JSON.parse(text), 'status', 'token')) ?? '';
  issuer = await startIssuer();
});

after(async () => {
  if (skip !== false) return;
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
});

const SECRET = 'client-secret/+';

async function startIssuer(): Promise<Issuer> {
  const authority = await createAuthority(join(folder, 'issuer'));
  const { certFile, keyFile } = await authority.issue({ name: 'issuer', serves: ['IP:127.0.0.1'] });
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  let count = 1;
  let logins: string[] = [];
  const started: Issuer = {
    url: '',
    caFile: authority.caFile,
    answer: undefined,
    next: () => `refresh-${count}`,
    takeLogins() {
      const taken = logins;
      logins = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server: Server = createServer({ cert, key }, (request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/realm/.well-known/openid-configuration') {
      reply(200, { issuer: issuer.url, token_endpoint: `${issuer.url}/token` });
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const header = request.headers.authorization ?? '';
      const basic = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
      const byForm = form.get('client_id') === 'kubectl' && form.get('client_secret') === SECRET;
      logins.push(header === '' ? 'form' : 'header');
      const answer = started.answer;
      if (answer !== undefined) {
        reply(answer.status, answer.body);
      } else if (!byForm && basic !== `kubectl:${encodeURIComponent(SECRET)}`) {
        reply(401, { error: 'invalid_client' });
      } else if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== `refresh-${count}`) {
        reply(400, { error: 'invalid_grant', error_description: 'used before' });
      } else {
        count++;
        reply(200, { id_token: goodToken, refresh_token: `refresh-${count}`, access_token: 'x', token_type: 'Bearer' });
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(started, { url: `https://127.0.0.1:${port}/realm` });
}

const expired = `${encode({ alg: 'none' })}.${encode({ exp: 1_000_000_000 })}.sig`;

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function writeLogin(name: string, idToken: string, refreshToken: string, more = ''): Promise<string> {
  const path = join(folder, name);
  const text = `# my clusters
apiVersion: v1
kind: Config
current-context: test
clusters:
- name: test
  cluster:
    server: ${cluster.server} # the test
    certificate-authority: ${cluster.caFile}
contexts:
- name: test
  context: {cluster: test, user: me}
users:
- name: other
  user: {token: "012345"}
- name: me
  user:
    auth-provider:
      name: oidc
      config:
        client-id: kubectl
        client-secret: ${SECRET}
        id-token: ${idToken}
        idp-certificate-authority: ${issuer.caFile}
        idp-issuer-url: ${issuer.url}
        refresh-token: ${refreshToken}
${more}`;
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

test('a valid id token is used as it is', { skip }, async () => {
  const kubeconfig = await writeLogin('valid', goodToken, 'none');
  const original = await readFile(kubeconfig, 'utf8');
  const answer = await getThrough({ kubeconfig }, fakeIo(), '/api/v1/nodes');
  assert.match(answer.text, /User \\"system:serviceaccount:default:oidc-user\\" cannot list/);
  assert.equal(await readFile(kubeconfig, 'utf8'), original);
  assert.deepEqual(issuer.takeLogins(), []);
});

test('an expired id token is refreshed, and both tokens are written back', { skip }, async () => {
  const kubeconfig = await writeLogin('expired', expired, issuer.next());
  const original = await readFile(kubeconfig, 'utf8');
  const used = issuer.next();
  const answer = await getThrough({ kubeconfig }, fakeIo(), '/api/v1/nodes');
  assert.match(answer.text, /User \\"system:serviceaccount:default:oidc-user\\" cannot list/);
  const written = await readFile(kubeconfig, 'utf8');
  assert.equal(written, original.replace(expired, goodToken).replace(used, issuer.next()));
  assert.equal((await stat(kubeconfig)).mode & 0o777, 0o600);
  await assert.rejects(stat(`${kubeconfig}.lock`), { code: 'ENOENT' });
  assert.deepEqual(issuer.takeLogins(), ['header']);
});

for (const on of RUNTIMES) {
  test(`the packed program writes both tokens back on ${on.name}`, { skip }, async () => {
    const kubeconfig = await writeLogin(`packed-${on.name.replace(' ', '-')}`, expired, issuer.next());
    const original = await readFile(kubeconfig, 'utf8');
    const used = issuer.next();
    const env = { HOME: folder, KUBECONFIG: kubeconfig };
    const { err, code } = await runPacked(['get', 'nodes'], { on, env });
    assert.match(err, /User "system:serviceaccount:default:oidc-user" cannot list resource "nodes"/);
    assert.equal(code, 3);
    const written = await readFile(kubeconfig, 'utf8');
    assert.equal(written, original.replace(expired, goodToken).replace(used, issuer.next()));
    assert.deepEqual(issuer.takeLogins(), ['header']);
  });
}

test('kubectl goes on with what was written back', { skip }, async () => {
  const kubeconfig = await writeLogin('handover', expired, issuer.next());
  await getThrough({ kubeconfig }, fakeIo());
  const ours = await readFile(kubeconfig, 'utf8');
  await writeFile(kubeconfig, ours.replace(goodToken, expired));
  const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`]);
  assert.equal(theirs.code, 0, theirs.errors);
  // And back again, with the file as kubectl writes it.
  const text = await readFile(kubeconfig, 'utf8');
  await writeFile(kubeconfig, text.replace(goodToken, expired));
  assert.equal((await getThrough({ kubeconfig }, fakeIo())).status, 200);
});

test('requests in parallel refresh once', { skip }, async () => {
  const kubeconfig = await writeLogin('parallel', expired, issuer.next());
  issuer.takeLogins();
  const connection = await openConnection({ kubeconfig }, fakeIo(), '0.0.0');
  const headers = await Promise.all(Array.from({ length: 8 }, () => connection.headers()));
  connection.close();
  assert.ok(headers.every(({ authorization }) => authorization === `Bearer ${goodToken}`));
  assert.equal(issuer.takeLogins().length, 1);
});

test('tokens that somebody else refreshed meanwhile are taken over', { skip }, async () => {
  const kubeconfig = await writeLogin('meanwhile', expired, 'used-up');
  const connection = await openConnection({ kubeconfig }, fakeIo(), '0.0.0');
  await writeLogin('meanwhile', goodToken, issuer.next());
  assert.equal((await connection.headers())['authorization'], `Bearer ${goodToken}`);
  connection.close();
});

test('a login without an id token gets one', { skip }, async () => {
  const kubeconfig = await writeLogin('first', expired, issuer.next());
  const text = await readFile(kubeconfig, 'utf8');
  await writeFile(kubeconfig, text.replace(/ *id-token: .*\n/, ''));
  assert.equal((await getThrough({ kubeconfig }, fakeIo())).status, 200);
  assert.ok((await readFile(kubeconfig, 'utf8')).includes(`id-token: ${goodToken}`));
  assert.match(await readFile(kubeconfig, 'utf8'), /^# my clusters\n/);
});

test('an issuer that does not rotate leaves the refresh token as it is', { skip }, async () => {
  const kubeconfig = await writeLogin('steady', expired, 'steady-token');
  issuer.answer = { status: 200, body: { id_token: goodToken, access_token: 'x', token_type: 'Bearer' } };
  const answer = await getThrough({ kubeconfig }, fakeIo());
  issuer.answer = undefined;
  assert.equal(answer.status, 200);
  assert.match(await readFile(kubeconfig, 'utf8'), /refresh-token: steady-token\n/);
});

test('a symbolic link to the kubeconfig stays one', { skip }, async () => {
  const target = await writeLogin('target', expired, issuer.next());
  const kubeconfig = join(folder, 'link');
  await symlink(target, kubeconfig);
  assert.equal((await getThrough({ kubeconfig }, fakeIo())).status, 200);
  assert.ok((await lstat(kubeconfig)).isSymbolicLink());
  assert.ok((await readFile(target, 'utf8')).includes(goodToken));
});

test('nothing is refreshed while the kubeconfig is locked: the new token could not be kept', { skip }, async () => {
  const kubeconfig = await writeLogin('locked', expired, issuer.next());
  issuer.takeLogins();
  await writeFile(`${kubeconfig}.lock`, '');
  const { text } = await getThrough({ kubeconfig }, fakeIo());
  assert.match(text, /^error: the OIDC token has expired and was not refreshed, .*locked\.lock: file exists/);
  assert.deepEqual(issuer.takeLogins(), []);
});

/** What can go wrong at the issuer; kubectl's words, without what the issuer's answer holds beside error and description. */
const failures: readonly {
  readonly name: string;
  readonly login: () => Promise<string>;
  readonly answer?: Issuer['answer'];
}[] = [
  { name: 'no refresh token', login: () => writeLogin('failure', expired, '""') },
  { name: 'an id token that is none', login: () => writeLogin('failure', 'abc', 'x') },
  {
    name: 'a refresh token that was used before',
    login: () => writeLogin('failure', expired, 'used-up'),
  },
  {
    name: 'no id token in the answer',
    login: () => writeLogin('failure', expired, 'x'),
    answer: { status: 200, body: { access_token: 'x', token_type: 'Bearer' } },
  },
];

for (const { name, login, answer } of failures) {
  test(`OIDC fails as in kubectl: ${name}`, { skip }, async () => {
    const kubeconfig = await login();
    issuer.answer = answer;
    const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`]);
    const ours = await getThrough({ kubeconfig }, fakeIo());
    issuer.answer = undefined;
    assert.equal(ours.text.trimEnd(), theirs.errors.trimEnd());
  });
}

test('a client that logs in by the form only is served', { skip }, async () => {
  const kubeconfig = await writeLogin('form', expired, issuer.next());
  issuer.takeLogins();
  issuer.answer = { status: 401, body: { error: 'invalid_client' } };
  const { text } = await getThrough({ kubeconfig }, fakeIo());
  issuer.answer = undefined;
  assert.match(text, /failed to refresh token: oauth2: "invalid_client"$/);
  assert.deepEqual(issuer.takeLogins(), ['header', 'form']);
});

test('an issuer that nobody trusts, or that is not there, is named', { skip }, async () => {
  const kubeconfig = await writeLogin('untrusted', expired, 'x');
  const text = await readFile(kubeconfig, 'utf8');
  await writeFile(kubeconfig, text.replace(/ *idp-certificate-authority: .*\n/, ''));
  assert.match((await getThrough({ kubeconfig }, fakeIo())).text, /^Unable to connect to the server: Get "https:/);
  await writeFile(kubeconfig, text.replace(issuer.url, 'http://127.0.0.1:1/realm'));
  assert.match((await getThrough({ kubeconfig }, fakeIo())).text, /^Unable to connect to the server: Get "http:/);
});

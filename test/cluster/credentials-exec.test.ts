import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openConnection } from '../../src/source/live/connection.ts';
import type { ConnectionIo } from '../../src/source/live/connection.ts';
import { assertBinaryAgrees } from '../packed/agree.ts';
import { findBinaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { fakeIo, getThrough, runKubectl, writeKubeconfig } from './credentials-support.ts';
import { sharedCluster } from './shared.ts';

const binaries = await findBinaries();
const skip = typeof binaries === 'string' ? binaries : false;

const V1 = 'client.authentication.k8s.io/v1';
const V1BETA1 = 'client.authentication.k8s.io/v1beta1';

let folder: string;
let cluster: Cluster;

before(async () => {
  if (skip !== false) return;
  folder = await mkdtemp(join(tmpdir(), 'gwctl-exec-'));
  cluster = await sharedCluster();
});

after(async () => {
  if (skip === false) await rm(folder, { recursive: true, force: true });
});

/** A plugin of shell lines in a folder of its own; `runs` counts how often it was started. */
async function makePlugin(name: string, lines: readonly string[]): Promise<Plugin> {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  const path = join(home, 'plugin');
  await writeFile(path, ['#!/bin/sh', `cd "${home}"`, 'echo run >> runs', ...lines, ''].join('\n'));
  await chmod(path, 0o755);
  return {
    path,
    home,
    async runs() {
      const text = await readFile(join(home, 'runs'), 'utf8').catch(() => '');
      await rm(join(home, 'runs'), { force: true });
      return text.split('\n').length - 1;
    },
  };
}

interface Plugin {
  readonly path: string;
  readonly home: string;
  /** Starts since the last call. */
  readonly runs: () => Promise<number>;
}

function print(status: unknown, apiVersion = V1): string {
  return `echo '${JSON.stringify({ apiVersion, kind: 'ExecCredential', status })}'`;
}

function kubeconfigOf(name: string, exec: Readonly<Record<string, unknown>>): Promise<string> {
  return writeKubeconfig(folder, `${name}.json`, {
    cluster: {
      server: cluster.server,
      'certificate-authority': cluster.caFile,
      extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'test' } }],
    },
    user: { exec: { apiVersion: V1, interactiveMode: 'Never', ...exec } },
  });
}

test('an exec plugin hands out a token, and one run serves all requests', { skip }, async () => {
  const plugin = await makePlugin('token', [print({ token: cluster.token('admin') })]);
  const kubeconfig = await kubeconfigOf('token', { command: plugin.path });
  const connection = await openConnection({ kubeconfig }, fakeIo(), '0.0.0');
  const headers = await Promise.all(Array.from({ length: 10 }, () => connection.headers()));
  connection.close();
  assert.deepEqual(new Set(headers.map(({ authorization }) => authorization)), new Set(['Bearer admin-token']));
  assert.equal(await plugin.runs(), 1);
  const answer = await getThrough({ kubeconfig }, fakeIo(), '/api/v1/namespaces?limit=1');
  assert.equal(answer.status, 200);
});

for (const apiVersion of [V1, V1BETA1]) {
  for (const provideClusterInfo of [false, true]) {
    test(`KUBERNETES_EXEC_INFO is kubectl's: ${apiVersion}, cluster ${provideClusterInfo}`, { skip }, async () => {
      const plugin = await makePlugin('info', [
        'printf %s "$KUBERNETES_EXEC_INFO" > info',
        'printf %s "$EXTRA$1$2" > rest',
        print({ token: cluster.token('admin') }, apiVersion),
      ]);
      const kubeconfig = await kubeconfigOf('info', {
        command: plugin.path,
        apiVersion,
        provideClusterInfo,
        args: ['a b', '$c'],
        env: [{ name: 'EXTRA', value: 'x' }],
      });
      const read = async (): Promise<unknown> => [
        JSON.parse(await readFile(join(plugin.home, 'info'), 'utf8')),
        await readFile(join(plugin.home, 'rest'), 'utf8'),
      ];
      await runKubectl(cluster.kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`]);
      const theirs = await read();
      await rm(join(plugin.home, 'info'));
      assert.equal((await getThrough({ kubeconfig }, fakeIo())).status, 200);
      assert.deepEqual(await read(), theirs);
    });
  }
}

test('a plugin that may use the terminal is told so when there is one', { skip }, async () => {
  const plugin = await makePlugin('interactive', [
    'printf %s "$KUBERNETES_EXEC_INFO" > info',
    print({ token: cluster.token('admin') }),
  ]);
  for (const [interactiveMode, inIsTerminal, expected] of [
    ['Never', true, false],
    ['IfAvailable', true, true],
    ['IfAvailable', false, false],
    ['Always', true, true],
  ] as const) {
    const kubeconfig = await kubeconfigOf('interactive', { command: plugin.path, interactiveMode });
    assert.equal((await getThrough({ kubeconfig }, { ...fakeIo(), inIsTerminal })).status, 200);
    const info: unknown = JSON.parse(await readFile(join(plugin.home, 'info'), 'utf8'));
    assert.deepEqual(info, { apiVersion: V1, kind: 'ExecCredential', spec: { interactive: expected } });
  }
});

test("a plugin's stderr is seen while it still waits for the user", { skip }, async () => {
  const plugin = await makePlugin('device', [
    'echo "To sign in, open https://login.example/device and enter the code ABCD" >&2',
    'while [ ! -e confirmed ]; do sleep 0.05; done',
    print({ token: cluster.token('admin') }),
  ]);
  const kubeconfig = await kubeconfigOf('device', { command: plugin.path });
  const io = fakeIo();
  const confirming: ConnectionIo = {
    ...io,
    writeError(text) {
      io.writeError(text);
      // The user signs in only after the code was shown.
      if (text.includes('ABCD')) void writeFile(join(plugin.home, 'confirmed'), '');
    },
  };
  assert.equal((await getThrough({ kubeconfig }, confirming)).status, 200);
  assert.match(io.errors.join(''), /enter the code ABCD/);
});

test('a token is asked for again when it has expired', { skip }, async () => {
  const plugin = await makePlugin('expiry', [
    print({ token: cluster.token('admin'), expirationTimestamp: '2030-01-01T00:00:00Z' }),
  ]);
  const kubeconfig = await kubeconfigOf('expiry', { command: plugin.path });
  let now = Date.parse('2029-12-31T23:59:59Z');
  const connection = await openConnection({ kubeconfig }, { ...fakeIo(), now: () => now }, '0.0.0');
  await connection.headers();
  await connection.headers();
  assert.equal(await plugin.runs(), 1);
  now = Date.parse('2030-01-01T00:00:01Z');
  await connection.headers();
  connection.close();
  assert.equal(await plugin.runs(), 1);
});

test('after a 401 the plugin runs once more', { skip }, async () => {
  const plugin = await makePlugin('renew', [
    `if [ "$(wc -l < runs)" -eq 1 ]; then`,
    print({ token: 'stale' }),
    'else',
    print({ token: cluster.token('admin') }),
    'fi',
  ]);
  const kubeconfig = await kubeconfigOf('renew', { command: plugin.path });
  assert.equal((await getThrough({ kubeconfig }, fakeIo(), '/api/v1/namespaces?limit=1')).status, 200);
  assert.equal(await plugin.runs(), 2);
});

test('a plugin whose credentials stay refused is not run over and over', { skip }, async () => {
  const plugin = await makePlugin('refused', [print({ token: 'stale' })]);
  const kubeconfig = await kubeconfigOf('refused', { command: plugin.path });
  const connection = await openConnection({ kubeconfig }, fakeIo(), '0.0.0');
  const headers = await connection.headers();
  assert.deepEqual(await Promise.all([connection.renew(headers), connection.renew(headers)]), [true, true]);
  assert.equal(await connection.renew(await connection.headers()), false);
  connection.close();
  assert.equal(await plugin.runs(), 2);
});

test('a plugin hands out client certificates, and other ones later', { skip }, async () => {
  const [jane, john] = await Promise.all([
    cluster.clients.issue({ name: 'jane' }),
    cluster.clients.issue({ name: 'john' }),
  ]);
  const status = async (files: typeof jane): Promise<unknown> => ({
    clientCertificateData: await readFile(files.certFile, 'utf8'),
    clientKeyData: await readFile(files.keyFile, 'utf8'),
    expirationTimestamp: '2030-01-01T00:00:00Z',
  });
  const plugin = await makePlugin('certificate', ['cat answer.json']);
  const answer = async (files: typeof jane): Promise<void> => {
    const credential = { apiVersion: V1, kind: 'ExecCredential', status: await status(files) };
    await writeFile(join(plugin.home, 'answer.json'), JSON.stringify(credential));
  };
  const kubeconfig = await kubeconfigOf('certificate', { command: plugin.path });
  let now = Date.parse('2029-01-01T00:00:00Z');
  const connection = await openConnection({ kubeconfig }, { ...fakeIo(), now: () => now }, '0.0.0');
  const whoAmI = async (): Promise<string> => {
    const headers = await connection.headers();
    return new Promise((resolve, reject) => {
      const request = connection.transport.request({ method: 'GET', path: '/api/v1/nodes', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      });
      request.once('error', reject);
      request.end();
    });
  };
  await answer(jane);
  assert.match(await whoAmI(), /User \\"jane\\" cannot list/);
  await answer(john);
  assert.match(await whoAmI(), /User \\"jane\\" cannot list/);
  now = Date.parse('2031-01-01T00:00:00Z');
  assert.match(await whoAmI(), /User \\"john\\" cannot list/);
  connection.close();
});

test('a command with a path is relative to its kubeconfig', { skip }, async () => {
  const plugin = await makePlugin('relative', [print({ token: cluster.token('admin') })]);
  const kubeconfig = await kubeconfigOf('relative', { command: './relative/plugin' });
  assert.equal((await getThrough({ kubeconfig }, fakeIo())).status, 200);
  assert.equal(await plugin.runs(), 1);
});

test('a command without a path is looked up in PATH', { skip }, async () => {
  const plugin = await makePlugin('path', [print({ token: cluster.token('admin') })]);
  const kubeconfig = await kubeconfigOf('path', { command: 'plugin' });
  const io = fakeIo({ PATH: `/nonexistent:${plugin.home}:${process.env['PATH'] ?? ''}` });
  assert.equal((await getThrough({ kubeconfig }, io)).status, 200);
});

/** What plugins do wrong, and what kubectl says of it. */
const failures: readonly {
  readonly name: string;
  readonly lines?: readonly string[];
  readonly exec?: Readonly<Record<string, unknown>>;
}[] = [
  { name: 'exit code', lines: ['exit 7'] },
  { name: 'no status', lines: [`echo '{"apiVersion":"${V1}","kind":"ExecCredential"}'`] },
  { name: 'empty status', lines: [print({})] },
  { name: 'certificate without key', lines: [print({ clientCertificateData: 'x' })] },
  { name: 'broken certificate', lines: [print({ clientCertificateData: 'x', clientKeyData: 'y' })] },
  { name: 'other version', lines: [print({ token: 'x' }, V1BETA1)] },
  { name: 'missing program', exec: { command: 'gwctl-no-such-plugin', installHint: 'brew install it' } },
  { name: 'no terminal', lines: [print({ token: 'x' })], exec: { interactiveMode: 'Always' } },
];

for (const { name, lines = [], exec = {} } of failures) {
  test(`a plugin that fails is reported as kubectl does: ${name}`, { skip }, async () => {
    const plugin = await makePlugin('failure', lines);
    const kubeconfig = await kubeconfigOf('failure', { command: plugin.path, ...exec });
    const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`]);
    const ours = await getThrough({ kubeconfig }, fakeIo());
    assert.equal(ours.text.trimEnd(), theirs.errors.trimEnd());
    await assertBinaryAgrees(['version', `--kubeconfig=${kubeconfig}`]);
  });
}

test('what a plugin prints is never part of an error', { skip }, async () => {
  const plugin = await makePlugin('secret', ['echo \'{"token": "SECRET"\'']);
  const kubeconfig = await kubeconfigOf('secret', { command: plugin.path });
  const { text } = await getThrough({ kubeconfig }, fakeIo());
  assert.match(text, /^Unable to connect to the server: getting credentials: decoding stdout: /);
  assert.doesNotMatch(text, /SECRET/);
});

test('a plugin that hangs ends with the request timeout', { skip }, async () => {
  const plugin = await makePlugin('hang', ['exec sleep 60']);
  const kubeconfig = await kubeconfigOf('hang', { command: plugin.path });
  const { text } = await getThrough({ kubeconfig, requestTimeout: '300ms' }, fakeIo());
  assert.equal(
    text,
    `Unable to connect to the server: getting credentials: exec: executable ${plugin.path} did not return credentials within the request timeout`,
  );
});

test('a plugin that hangs ends with Ctrl-C, and so does one that left a child behind', { skip }, async () => {
  const plugin = await makePlugin('abort', ['sleep 60 &', 'touch started', 'wait']);
  const kubeconfig = await kubeconfigOf('abort', { command: plugin.path });
  const abort = new AbortController();
  const answer = getThrough({ kubeconfig }, { ...fakeIo(), signal: abort.signal });
  while ((await readFile(join(plugin.home, 'started')).catch(() => undefined)) === undefined) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  abort.abort();
  assert.match((await answer).text, /was interrupted$/);
});

/** kuberc files, and whether kubectl lets the plugin run. */
const policies: readonly { readonly name: string; readonly text: (plugin: Plugin) => string }[] = [
  { name: 'no policy', text: () => '' },
  { name: 'AllowAll', text: () => 'credentialPluginPolicy: AllowAll\n' },
  { name: 'DenyAll', text: () => 'credentialPluginPolicy: DenyAll\n' },
  {
    name: 'Allowlist with the path',
    text: ({ path }) => `credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: ${path}\n`,
  },
  {
    name: 'Allowlist with the name, which is found in PATH',
    text: () => 'credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: plugin\n',
  },
  {
    name: 'Allowlist without it',
    text: () => 'credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: /usr/bin/other\n',
  },
  { name: 'Allowlist without a list', text: () => 'credentialPluginPolicy: Allowlist\n' },
  {
    name: 'Allowlist that is empty',
    text: () => 'credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n',
  },
  {
    name: 'Allowlist with an empty entry',
    text: () => 'credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: ""\n',
  },
  {
    name: 'Allowlist with an untidy path',
    text: () => 'credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n- command: /usr/../bin/x\n',
  },
  {
    name: 'a list without the policy',
    text: () => 'credentialPluginPolicy: DenyAll\ncredentialPluginAllowlist:\n- command: x\n',
  },
  { name: 'a policy that nobody knows', text: () => 'credentialPluginPolicy: Perhaps\n' },
];

for (const { name, text } of policies) {
  test(`kuberc governs plugins as in kubectl: ${name}`, { skip }, async () => {
    const plugin = await makePlugin('policy', [print({ token: cluster.token('admin') })]);
    const kubeconfig = await kubeconfigOf('policy', { command: plugin.path });
    const kuberc = join(folder, 'kuberc');
    await writeFile(kuberc, `apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n${text(plugin)}`);
    const env = { KUBERC: kuberc, PATH: `${plugin.home}:${process.env['PATH'] ?? ''}` };
    const theirs = await runKubectl(cluster.kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`], env);
    const runsOfTheirs = await plugin.runs();
    const ours = await getThrough({ kubeconfig }, fakeIo(env));
    assert.equal(await plugin.runs(), runsOfTheirs);
    assert.equal(ours.status === 200, theirs.code === 0, theirs.errors);
    if (theirs.code !== 0) assert.equal(ours.text.trimEnd(), theirs.errors.trimEnd());
  });
}

test('kuberc in the home folder counts, KUBERC=off turns it off, a broken one is warned of', { skip }, async () => {
  const plugin = await makePlugin('home', [print({ token: cluster.token('admin') })]);
  const kubeconfig = await kubeconfigOf('home', { command: plugin.path });
  const home = join(folder, 'kuberc-home');
  await mkdir(join(home, '.kube'), { recursive: true });
  const file = join(home, '.kube', 'kuberc');
  await writeFile(
    file,
    'apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n',
  );
  assert.match((await getThrough({ kubeconfig }, fakeIo({ HOME: home }))).text, /policy set to "DenyAll"$/);
  assert.equal((await getThrough({ kubeconfig }, fakeIo({ HOME: home, KUBERC: 'off' }))).status, 200);
  await writeFile(file, 'kind: {');
  const io = fakeIo({ HOME: home });
  assert.equal((await getThrough({ kubeconfig }, io)).status, 200);
  assert.match(io.errors.join(''), /^kuberc: no preferences loaded from .*kuberc: yaml: /);
});

test('the single executable runs plugins as Node does', { skip }, async () => {
  const { certFile, keyFile } = await cluster.clients.issue({ name: 'jane' });
  const clientCertificateData = await readFile(certFile, 'utf8');
  const clientKeyData = await readFile(keyFile, 'utf8');
  const plugins = [
    await makePlugin('same-token', [
      'echo "log in at $KUBERNETES_EXEC_INFO" >&2',
      print({ token: cluster.token('admin') }),
    ]),
    await makePlugin('same-certificate', [
      "cat <<'END'",
      JSON.stringify({ apiVersion: V1, kind: 'ExecCredential', status: { clientCertificateData, clientKeyData } }),
      'END',
    ]),
    await makePlugin('same-refused', [print({ token: 'refused' })]),
  ];
  for (const plugin of plugins) {
    const kubeconfig = await kubeconfigOf('same', { command: plugin.path, provideClusterInfo: true });
    await assertBinaryAgrees(['get', 'nodes', '-o', 'name', `--kubeconfig=${kubeconfig}`], { seen: plugin.runs });
  }
});

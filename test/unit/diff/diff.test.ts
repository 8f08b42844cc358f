import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { diff as compare } from '../../../src/app/diff.ts';
import type { GlobalFlags } from '../../../src/cli/global-flags.ts';
import { main } from '../../../src/main.ts';
import type { Source } from '../../../src/model/source.ts';
import { captureIo } from '../../support/captured-io.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';

const STATE = (backend: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: acme }
spec: { controllerName: acme.example/controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec: { gatewayClassName: acme, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { parentRefs: [{ name: web }], rules: [{ backendRefs: [{ name: ${backend}, port: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: one, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: two, namespace: shop }
spec: { ports: [{ port: 80 }] }
`;

/** Without them nothing answers in a cluster. */
const ENDPOINTS = ['one', 'two']
  .map(
    (name) => `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}, namespace: shop, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
ports: [{ port: 80 }]
endpoints: [{ addresses: [10.0.0.1], conditions: { ready: true } }]
`,
  )
  .join('');

/** The same with the defaults written out, in JSON and in another order. */
const WRITTEN_OUT = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    ...['two', 'one'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'shop', uid: name, resourceVersion: '7' },
      spec: { type: 'ClusterIP', clusterIP: '10.0.0.7', ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
    })),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', namespace: 'shop', annotations: {} },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }],
        rules: [
          {
            backendRefs: [{ group: '', kind: 'Service', name: 'one', port: 80, weight: 1 }],
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          },
        ],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        gatewayClassName: 'acme',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'acme' },
      spec: { controllerName: 'acme.example/controller' },
    },
  ],
});

let folder = '';

function git(...args: readonly string[]): void {
  execFileSync('git', args, {
    cwd: folder,
    stdio: 'pipe',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}

async function commit(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  git('add', '-A');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'a');
}

async function diff(line: string, input = ''): Promise<{ code: number; out: string; err: string }> {
  const { io, written } = captureIo({
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    async *readInput() {
      yield await Promise.resolve(Buffer.from(input));
    },
  });
  const code = await main(['diff', ...line.split(' ')], io);
  return { code, ...written };
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-diff-'));
  git('init', '-q', '-b', 'main');
  await mkdir(join(folder, 'deploy/.hidden'), { recursive: true });
  await mkdir(join(folder, 'other'));
  await commit({
    'deploy/state.yaml': STATE('one'),
    'deploy/notes.txt': 'no manifest',
    'deploy/.hidden/state.yaml': STATE('two'),
    'other/state.yaml': STATE('two'),
  });
  git('tag', 'v1');
  await commit({ 'deploy/state.yaml': STATE('two') });
});

after(() => rm(folder, { recursive: true }));

/** Compares two clusters, of which the second gives some trouble. */
async function compareClusters(trouble: Trouble): Promise<{ code: number; out: string; err: string }> {
  const { io, written } = captureIo({ cwd: folder });
  const open = ({ context = '' }: GlobalFlags): Promise<Source> =>
    context === 'one' ? openCluster(STATE('one') + ENDPOINTS) : openCluster(STATE('two') + ENDPOINTS, trouble);
  const code = await compare(['context:one', 'context:two'], {}, io, open);
  return { code, ...written };
}

suite('gwctl diff', () => {
  test('compares commits, tags, folders and files', async () => {
    const moved = await diff('git:v1:deploy git:main:deploy');
    assert.equal(moved.err, '');
    const line = '  ! * /   service shop/one:80 -> service shop/two:80';
    assert.equal(moved.out, `1 request moves\n\ngateway shop/web:80 HTTP\n${line}\n\nobjects: 1 changed\n`);
    assert.equal(moved.code, 1);
    for (const equal of [
      'git:main:deploy ./deploy',
      'git:v1:other git:main:deploy/state.yaml',
      'git:main:deploy/ git:HEAD:./other',
      'git:main:other deploy/state.yaml',
    ]) {
      assert.deepEqual(await diff(equal), { code: 0, out: 'no request changes\n', err: '' }, equal);
    }
  });

  test('is no clean bill where an object of a side could not be read', async () => {
    const broken = STATE('two').replace('listeners: [{ name: http, port: 80, protocol: HTTP }]', 'listeners: text');
    for (const line of ['- git:main:other', 'other -', 'other/state.yaml -']) {
      const { code, err } = await diff(line, broken);
      assert.deepEqual([code, /Gateway web: spec\.listeners must be an array/.test(err)], [1, true], line);
    }
    await writeFile(join(folder, 'broken.yaml'), broken);
    assert.equal((await diff('broken.yaml -', broken)).code, 1);
  });

  test('reads a commit, not the working tree', async () => {
    await writeFile(join(folder, 'deploy/state.yaml'), STATE('one'));
    try {
      assert.equal((await diff('git:main:deploy deploy')).code, 1);
      assert.equal((await diff('git:v1:deploy deploy')).code, 0);
    } finally {
      await writeFile(join(folder, 'deploy/state.yaml'), STATE('two'));
    }
  });

  test('a default that is written out, the order of objects and what a server adds are no difference', async () => {
    assert.deepEqual(await diff('git:v1:deploy -', WRITTEN_OUT), { code: 0, out: 'no request changes\n', err: '' });
    assert.deepEqual(await diff('- git:v1:deploy', WRITTEN_OUT), { code: 0, out: 'no request changes\n', err: '' });
  });

  test('what -o accept wrote accepts it, there and nowhere else', async () => {
    const { out } = await diff('git:v1:deploy git:main:deploy -o accept');
    await writeFile(join(folder, 'known.yaml'), out);
    const known = await diff('git:v1:deploy git:main:deploy --accept known.yaml');
    assert.equal(known.code, 0);
    assert.match(known.out, /^no request changes \(1 known\)\n/);
    const back = await diff('git:main:deploy git:v1:deploy --accept known.yaml');
    assert.equal(back.code, 1);
    assert.match(back.out, /accepted, but not found any more/);
  });

  test('nothing leads git out of the repository, or to what it would run', async () => {
    await symlink('/etc', join(folder, 'deploy/etc'));
    for (const [line, message] of [
      ['git:main:/etc deploy', /is outside of the repository/],
      ['git:main:../x deploy', /is outside of the repository/],
      ['git:--exec=x:deploy deploy', /is no branch, tag or commit/],
      ['git:nowhere:deploy deploy', /no branch, tag or commit is called nowhere/],
      ['git:main:nowhere deploy', /the path "nowhere" does not exist in main/],
      ['git:main:de* deploy', /the path "de\*" does not exist in main/],
    ] as const) {
      const { code, out, err } = await diff(line);
      assert.match(err, message, line);
      assert.equal(out, '', line);
      assert.ok(code === 2 || code === 3, line);
    }
  });

  test('compares clusters, and tells what could not be read of one from what changed', async () => {
    const { code, out, err } = await compareClusters({});
    assert.equal(err, '');
    assert.match(out, /^1 request moves\n/);
    assert.equal(code, 1);
    const partly = await compareClusters({ forbidden: ['httproutes'] });
    assert.match(partly.out, /^nothing is known to change\n1 request could not be compared\n/);
    assert.match(partly.err, /cannot read httproutes: forbidden/);
    assert.equal(partly.code, 1);
  });

  test('names the context that is not there', async () => {
    const { code, err } = await diff('context:nowhere deploy --kubeconfig /dev/null');
    assert.match(err, /context "nowhere" does not exist/);
    assert.equal(code, 3);
  });
});

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { commands } from '../../../commands/index.ts';
import { completionOf } from '../../../src/cli/flag.ts';
import type { ReadCompletes } from '../../../src/cli/flag.ts';
import { runMain } from '../../support/run-main.ts';

const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: pay}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop, labels: {team: web, tier: front}}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP}, {name: https, port: 443, protocol: HTTPS}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop, labels: {app: cart}}
spec: {}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: catalog, namespace: shop}
spec: {}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: calls, namespace: shop}
spec: {}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: "wrong\\tname\\e[31m", namespace: shop}
spec: {}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: timeoutpolicies.acme.io, labels: {gateway.networking.k8s.io/policy: Direct}}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: TimeoutPolicy, plural: timeoutpolicies}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: acme.io/v1
kind: TimeoutPolicy
metadata: {name: slow, namespace: shop}
spec: {targetRef: {group: gateway.networking.k8s.io, kind: HTTPRoute, name: cart}}
`;

/** No label and no name says that this is a policy. */
const LIMIT = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limits.acme.io}
spec:
  group: acme.io
  scope: Namespaced
  names: {kind: Limit, plural: limits}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: acme.io/v1
kind: Limit
metadata: {name: few, namespace: shop}
spec: {}
`;

const CATALOGUE = `apiVersion: gwctl.dev/v1alpha1
kind: PolicyCatalogue
policies:
- {group: acme.io, kind: Limit, class: Direct}
`;

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-complete-'));
  await writeFile(join(folder, 'shop.yaml'), MANIFEST + LIMIT);
  await writeFile(join(folder, 'catalogue.yaml'), CATALOGUE);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'dev-cluster', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'me', user: {} }],
    contexts: [
      { name: 'dev', context: { cluster: 'dev-cluster', user: 'me' } },
      { name: 'prod', context: { cluster: 'dev-cluster', user: 'me' } },
    ],
    'current-context': 'dev',
  };
  await writeFile(join(folder, 'config'), JSON.stringify(kubeconfig));
});

after(() => rm(folder, { recursive: true }));

/** The candidates and the directive for an unfinished line; the last word may be empty. */
async function complete(
  ...words: readonly string[]
): Promise<{ readonly names: readonly string[]; readonly directive: string }> {
  const env = { HOME: folder, KUBECONFIG: join(folder, 'config') };
  const { out, err, code } = await runMain(['__complete', ...words], '', { cwd: folder, env });
  assert.deepEqual([err, code], ['', 0]);
  const lines = out.trimEnd().split('\n');
  return { names: lines.slice(0, -1).map((line) => line.split('\t', 1)[0] ?? ''), directive: lines.at(-1) ?? '' };
}

const FROM = ['--from', 'shop.yaml', '-n', 'shop'];

describe('completion proposes', () => {
  test('verbs, with what they do', async () => {
    assert.deepEqual(await complete('de'), { names: ['describe', 'delete'], directive: ':4' });
    assert.ok((await complete('')).names.includes('help'));
    assert.deepEqual((await complete('help', 'de')).names, ['describe', 'delete']);
    assert.deepEqual((await complete('help', 'get', '')).names, []);
    // Flags of any verb may stand before it, with their values.
    assert.deepEqual((await complete('-o', 'wide', '-A', 'de')).names, ['describe', 'delete']);
    const { out } = await runMain(['__complete', 'appl']);
    assert.match(out, /^apply\tApply manifests/);
  });

  test('flags of the verb and those of all', async () => {
    assert.deepEqual((await complete('get', '--fro')).names, ['--from']);
    assert.deepEqual((await complete('apply', '--force')).names, ['--force-conflicts']);
    assert.deepEqual((await complete('version', '--force')).names, []);
  });

  test('types: ours, those of the API, policies, behind a comma too', async () => {
    const { names, directive } = await complete('get', ...FROM, '');
    for (const type of ['gateways', 'httproutes', 'routes', 'policies', 'timeoutpolicies', 'services', 'namespaces']) {
      assert.ok(names.includes(type), type);
    }
    assert.equal(directive, ':4');
    assert.deepEqual((await complete('get', ...FROM, 'gateways,httpr')).names, ['gateways,httproutes']);
  });

  test('names of a type, of several, of a virtual one; not those that stand on the line', async () => {
    assert.deepEqual((await complete('get', ...FROM, 'httproute', '')).names, ['cart', 'catalog']);
    assert.deepEqual((await complete('get', ...FROM, 'httproute', 'cart', '')).names, ['catalog']);
    assert.deepEqual((await complete('get', ...FROM, 'routes', 'ca')).names, ['calls', 'cart', 'catalog']);
    assert.deepEqual((await complete('describe', ...FROM, 'gateways,grpcroutes', '')).names, ['edge', 'calls']);
    assert.deepEqual((await complete('get', ...FROM, 'policies', '')).names, ['slow']);
    assert.deepEqual((await complete('get', '--from', 'shop.yaml', '-n', 'pay', 'httproute', '')).names, []);
    assert.deepEqual((await complete('get', '--from=shop.yaml', '-A', 'gateway', '')).names, ['edge']);
  });

  test('TYPE/NAME, and types with a slash behind one', async () => {
    assert.deepEqual(await complete('describe', ...FROM, 'httproute/ca'), {
      names: ['httproute/cart', 'httproute/catalog'],
      directive: ':4',
    });
    const next = await complete('describe', ...FROM, 'httproute/cart', 'gateways');
    assert.deepEqual(next, { names: ['gateways/'], directive: ':6' });
  });

  test('sections behind #, also of an object that is not there', async () => {
    assert.deepEqual((await complete('effective', ...FROM, 'gateway/edge#http')).names, [
      'gateway/edge#http',
      'gateway/edge#https',
    ]);
    assert.deepEqual((await complete('effective', ...FROM, 'gateway/none#')).names, []);
  });

  test('types where no cluster answers', async () => {
    assert.deepEqual((await complete('get', 'gatewayc')).names, ['gatewayclasses']);
    assert.deepEqual((await complete('get', 'gateways,tlsr')).names, ['gateways,tlsroutes']);
    assert.deepEqual((await complete('get', '--for', 'serv')).names, ['services/']);
    assert.deepEqual((await complete('graph', '--kinds', 'gateways,rou')).names, ['gateways,routes']);
    assert.deepEqual((await complete('get', 'gateways', 'a')).names, []);
    assert.deepEqual((await complete('get', 'gateway/a')).names, []);
  });

  test('values: namespaces, contexts, clusters, users, formats, label keys, kinds of policies', async () => {
    assert.deepEqual((await complete('get', '--from', 'shop.yaml', '-n', '')).names, ['pay', 'shop']);
    assert.deepEqual((await complete('get', '--from', 'shop.yaml', '--namespace=p')).names, ['--namespace=pay']);
    assert.deepEqual((await complete('status', '--from', 'shop.yaml', 's')).names, ['shop']);
    assert.deepEqual((await complete('status', '--from', 'shop.yaml', 'shop', '')).names, []);
    assert.ok((await complete('get', 'gateways', '--sort-by', '.meta')).names.includes('.metadata.creationTimestamp'));
    assert.deepEqual((await complete('get', '--context', '')).names, ['dev', 'prod']);
    assert.deepEqual((await complete('get', '--cluster', '')).names, ['dev-cluster']);
    assert.deepEqual((await complete('get', '--user', '')).names, ['me']);
    assert.deepEqual(await complete('get', '-o', 'js'), {
      names: ['json', 'jsonpath=', 'jsonpath-as-json=', 'jsonpath-file='],
      directive: ':6',
    });
    assert.deepEqual((await complete('describe', '-o', '')).names, ['json', 'yaml']);
    assert.deepEqual(await complete('get', ...FROM, 'gateways', '-l', ''), {
      names: ['team=', 'tier='],
      directive: ':6',
    });
    assert.deepEqual((await complete('get', ...FROM, 'gateways', '-L', 'te')).names, ['team']);
    assert.deepEqual((await complete('effective', ...FROM, '--kind', 'T')).names, ['TimeoutPolicy']);
    assert.deepEqual((await complete('graph', ...FROM, '--kinds', 'gateways,rou')).names, ['gateways,routes']);
    assert.deepEqual((await complete('graph', ...FROM, '--kinds=gateways,rou')).names, ['--kinds=gateways,routes']);
    assert.deepEqual((await complete('completion', 'z')).names, ['zsh']);
  });

  test('an object in one word: types with a slash behind them, names, also of a namespace that is named', async () => {
    for (const [verb, flag] of [
      ['get', '--for'],
      ['effective', '--path'],
    ] as const) {
      const from = [verb, '--from', 'shop.yaml'];
      assert.deepEqual(await complete(...from, flag, 'httpr'), { names: ['httproutes/'], directive: ':6' });
      assert.deepEqual((await complete(...from, flag, 'rou')).names, []);
      assert.deepEqual((await complete(...from, '-n', 'shop', flag, 'httproute/ca')).names, [
        'httproute/cart',
        'httproute/catalog',
      ]);
      assert.deepEqual((await complete(...from, flag, 'shop/httpr')).names, ['shop/httproutes/']);
      assert.deepEqual((await complete(...from, `${flag}=shop/gateway/`)).names, [`${flag}=shop/gateway/edge`]);
    }
  });

  test('a value that stands in the same word as its flag', async () => {
    assert.deepEqual((await complete('describe', '-oj')).names, ['-ojson']);
    assert.deepEqual((await complete('describe', '-o=j')).names, ['-o=json']);
    assert.deepEqual((await complete('get', '--from', 'shop.yaml', '-Anp')).names, ['-Anpay']);
    assert.deepEqual((await complete('delete', '--wait=')).names, ['--wait=true', '--wait=false']);
  });

  test('label keys behind a comma', async () => {
    assert.deepEqual((await complete('get', ...FROM, 'gateways', '-l', 'a=b,te')).names, ['a=b,team=']);
    assert.deepEqual((await complete('get', ...FROM, 'gateways', '-L', 'team,ti')).names, ['team,tier']);
  });

  test("the kinds of the user's own catalogue, by flag and in the configuration folder", async () => {
    const config = join(folder, '.config', 'gwctl', 'policy-catalogue');
    const named = ['--policy-catalogue', 'catalogue.yaml'];
    assert.deepEqual((await complete('effective', ...FROM, '--kind', 'L')).names, []);
    assert.deepEqual((await complete('get', ...FROM, 'lim')).names, []);
    assert.deepEqual((await complete('effective', ...FROM, ...named, '--kind', 'L')).names, ['Limit']);
    assert.deepEqual((await complete('get', ...FROM, ...named, 'lim')).names, ['limits']);
    assert.deepEqual((await complete('graph', ...FROM, ...named, '--kinds', 'lim')).names, ['limits']);
    assert.deepEqual((await complete('get', ...FROM, ...named, 'policies', '')).names, ['few', 'slow']);
    await mkdir(config, { recursive: true });
    await writeFile(join(config, 'own.yaml'), CATALOGUE);
    try {
      assert.deepEqual((await complete('effective', ...FROM, '--kind', 'L')).names, ['Limit']);
      assert.deepEqual((await complete('get', ...FROM, 'lim')).names, ['limits']);
    } finally {
      await rm(join(folder, '.config'), { recursive: true });
    }
  });

  test('files where a file is meant', async () => {
    for (const words of [
      ['get', '--from', ''],
      ['apply', '-f', ''],
      ['apply', '-k', ''],
      ['get', '--kubeconfig', ''],
    ]) {
      assert.deepEqual(await complete(...words), { names: [], directive: ':0' }, words.join(' '));
    }
  });

  test('nothing, and no word of why, where something fails', async () => {
    for (const words of [
      ['get', '--from', 'no-such.yaml', ''],
      ['get', '--context', 'no-such', 'gateway', ''],
      ['get', ...FROM, 'nonsense', ''],
      ['nonsense', 'x', ''],
      ['get', '--no-such-flag', '-'],
    ]) {
      const { names, directive } = await complete(...words);
      if (words.at(-1) === '') assert.deepEqual([names, directive.slice(0, 1)], [[], ':'], words.join(' '));
    }
  });
});

/** For each declaration that needs reading what is typed, and what the files of these tests have for it. */
const READ: Readonly<Record<ReadCompletes, readonly [typed: string, expected: readonly string[]]>> = {
  none: ['', []],
  // The shell knows them.
  files: ['', []],
  resources: ['', ['edge']],
  object: ['ht', ['httproutes/']],
  drawnTypes: ['backend', ['backendlbpolicies', 'backendtlspolicies']],
  policyKinds: ['T', ['TimeoutPolicy']],
  namespaces: ['', ['pay', 'shop']],
  labelSelector: ['', ['team=', 'tier=']],
  labelKeys: ['', ['team', 'tier']],
  explained: ['NoMatchingP', ['NoMatchingParent']],
  contexts: ['', ['dev', 'prod']],
  clusters: ['', ['dev-cluster']],
  users: ['', ['me']],
};

describe('each flag with a value is completed as it declares', () => {
  for (const command of commands) {
    test(command.name, async () => {
      for (const [name, flag] of Object.entries(command.flags)) {
        if (flag.type === 'boolean') continue;
        const declared = completionOf(flag);
        const [typed, expected] = typeof declared === 'string' ? READ[declared] : ['', declared];
        const { names, directive } = await complete(command.name, ...FROM, 'gateways', `--${name}`, typed);
        assert.deepEqual(names, expected, `--${name}`);
        assert.equal(directive === ':0', declared === 'files', `--${name}`);
      }
      const { completes } = command;
      const words = completes === 'resources' ? ['gateways', ''] : [completes === 'explained' ? READ.explained[0] : ''];
      const { names } = await complete(command.name, ...FROM, ...words);
      assert.deepEqual(names, typeof completes === 'string' ? READ[completes][1] : completes, 'words');
    });
  }
});
